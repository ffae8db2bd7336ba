using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cases;

/// <summary>Reads a case that is plainly as a case file has to be, in one pass, and gives up on any other.</summary>
/// <remarks>
/// It words no problem: what it gives up on, <see cref="CaseFile"/> reads again and says what is wrong, if anything is. Whatever it
/// accepts that reading accepts too, as the same case; a law holds the two side by side. Once it has given up, the values it still
/// reads mean nothing, and every loop ends with the text.
/// </remarks>
internal ref struct CaseReader
{
    // No text of this size has more values, or longer lists, than are read of a file.
    private const int MaximumBytes = SourceText.MaximumValues / 2;

    private static readonly JsonReaderOptions s_options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = SourceText.MaximumDepth };

    private static readonly NameTable s_keys = new(Enum.GetNames<Key>().Select(name => name == nameof(Key.Schema) ? "$schema" : JsonNamingPolicy.CamelCase.ConvertName(name)));

    // What may stand in an event beside its day, time, id and incident, and what may and has to stand inside it, by what it is.
    private static readonly ulong s_anywhere = Of(Key.On, Key.At, Key.Id, Key.Incident);
    private static readonly EventKeys?[] s_kinds = KindsByKey(
        new(Key.Facts),
        new(Key.Finding, Inside: Of(Key.Behaviour, Key.Is), Required: Of(Key.Behaviour, Key.Is)),
        new(Key.Seriousness, Beside: Of(Key.By)),
        new(Key.Step, Beside: Of(Key.By, Key.Outcome)),
        new(Key.Response, Beside: Of(Key.By, Key.Outcome, Key.Ends)),
        new(Key.Outcome, Inside: Of(Key.Of, Key.Is), Required: Of(Key.Of, Key.Is)),
        new(Key.Recorded, Inside: Of(Key.Act, Key.Role, Key.For, Key.By, Key.Result), Required: Of(Key.Act, Key.Role)),
        new(Key.Notice, Inside: Of(Key.For, Key.Form, Key.States, Key.Intention), Required: Of(Key.For)),
        new(Key.Representations, Inside: Of(Key.For, Key.Invited, Key.Received), Required: Of(Key.For)),
        new(Key.Ended, Inside: Of(Key.Of, Key.How), Required: Of(Key.Of, Key.How)),
        new(Key.Extended, Beside: Of(Key.By), Inside: Of(Key.Of, Key.Ends), Required: Of(Key.Of, Key.Ends)),
        new(Key.Visit, Inside: Of(Key.Of, Key.Allowed), Required: Of(Key.Of, Key.Allowed)),
        new(Key.Broken, Inside: Of(Key.Of), Required: Of(Key.Of)),
        new(Key.Message, Inside: Of(Key.Is, Key.Of, Key.Until), Required: Of(Key.Is)),
        new(Key.Appeal, Inside: Of(Key.Of, Key.Is, Key.Result), Required: Of(Key.Of, Key.Is)),
        new(Key.Considered, Beside: Of(Key.For)),
        new(Key.Contact, Inside: Of(Key.Through), Required: Of(Key.Through)));

    private readonly CaseNames _names;
    private JsonTokens _tokens;
    private bool _isGivenUp;

    // The date that was read last, which is often that of the next event too.
    private ReadOnlySpan<byte> _dateText;
    private LocalDate _date;

    private CaseReader(ReadOnlySpan<byte> utf8, CaseNames names)
    {
        _tokens = new JsonTokens(utf8, s_options);
        _names = names;
    }

    private enum Key
    {
        Schema,
        Id,
        AsOf,
        Facts,
        Incidents,
        Events,
        On,
        At,
        Incident,
        Behaviours,
        Seriousness,
        Finding,
        Step,
        Response,
        Outcome,
        Recorded,
        Notice,
        Representations,
        Ended,
        Extended,
        Visit,
        Broken,
        Message,
        Appeal,
        Considered,
        Contact,
        By,
        Ends,
        Behaviour,
        Is,
        Of,
        Act,
        Role,
        For,
        Result,
        Form,
        States,
        Intention,
        Invited,
        Received,
        How,
        Allowed,
        Until,
        Through,
    }

    /// <summary>The case, or null where the text is not plainly one.</summary>
    public static ConductCase? Read(ReadOnlySpan<byte> utf8, CaseNames names)
    {
        var text = (utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8).TrimEnd("\r\n"u8);
        if (text.Length > MaximumBytes || !Utf8.IsValid(text))
        {
            return null;
        }

        try
        {
            return new CaseReader(text, names).ReadCase();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // No JSON, or half of a character.
            return null;
        }
    }

    private ConductCase? ReadCase()
    {
        string? id = null;
        LocalDate? asOf = null;
        ValueList<FactAnswer> facts = [];
        ValueList<Incident> incidents = [];
        ValueList<CaseEvent> events = [];
        _tokens.Read();
        Expect(JsonTokenType.StartObject);
        var seen = 0UL;
        while (TryReadKey(ref seen, out var key))
        {
            switch (key)
            {
                case Key.Schema:
                    Text();
                    break;
                case Key.Id:
                    id = Text();
                    break;
                case Key.AsOf:
                    asOf = Date();
                    break;
                case Key.Facts:
                    facts = Answers();
                    break;
                case Key.Incidents:
                    incidents = Incidents();
                    break;
                case Key.Events:
                    events = Events();
                    break;
                default:
                    GiveUp();
                    break;
            }
        }

        _isGivenUp |= id is null || incidents.Count == 0 || _tokens.Read();
        return _isGivenUp ? null : new ConductCase { Id = id!, AsOf = asOf, Facts = facts, Incidents = incidents, Events = events };
    }

    private ValueList<Incident> Incidents()
    {
        var room = default(Room<Incident>);
        var read = new Gathered<Incident>(room);
        Expect(JsonTokenType.StartArray);
        while (TryReadItem())
        {
            read.Add(Incident());
        }

        return read.ToValueList();
    }

    private Incident Incident()
    {
        string id = "";
        LocalDate on = default;
        string? seriousness = null;
        ValueList<FactAnswer> facts = [];
        ValueList<AllegedBehaviour> behaviours = [];
        Expect(JsonTokenType.StartObject);
        var seen = 0UL;
        while (TryReadKey(ref seen, out var key))
        {
            switch (key)
            {
                case Key.Id:
                    id = Id();
                    break;
                case Key.On:
                    on = Date();
                    break;
                case Key.Behaviours:
                    behaviours = Behaviours();
                    break;
                case Key.Seriousness:
                    seriousness = NameOrNull();
                    break;
                case Key.Facts:
                    facts = Answers();
                    break;
                default:
                    GiveUp();
                    break;
            }
        }

        Require(seen, Of(Key.Id, Key.On));
        return new Incident { Id = id, On = on, Behaviours = behaviours, Seriousness = seriousness, Facts = facts };
    }

    private ValueList<AllegedBehaviour> Behaviours()
    {
        var room = default(Room<AllegedBehaviour>);
        var read = new Gathered<AllegedBehaviour>(room);
        Expect(JsonTokenType.StartArray);
        while (TryReadItem())
        {
            read.Add(_tokens.Type == JsonTokenType.String ? new AllegedBehaviour(Name()) : BehaviourWithFinding());
        }

        return read.ToValueList();
    }

    private AllegedBehaviour BehaviourWithFinding()
    {
        string id = "";
        var finding = Finding.Alleged;
        Expect(JsonTokenType.StartObject);
        var seen = 0UL;
        while (TryReadKey(ref seen, out var key))
        {
            switch (key)
            {
                case Key.Id:
                    id = Name();
                    break;
                case Key.Finding:
                    finding = Word(Words.Findings);
                    break;
                default:
                    GiveUp();
                    break;
            }
        }

        Require(seen, Of(Key.Id));
        return new AllegedBehaviour(id, finding);
    }

    private ValueList<FactAnswer> Answers()
    {
        var room = default(Room<FactAnswer>);
        var read = new Gathered<FactAnswer>(room);
        Expect(JsonTokenType.StartObject);
        while (!_isGivenUp && _tokens.Read() && _tokens.Type != JsonTokenType.EndObject)
        {
            var fact = Index();
            _tokens.Read();
            if (!_isGivenUp)
            {
                read.Add(_tokens.Type is JsonTokenType.True or JsonTokenType.False ? _names.Answer(fact, _tokens.Type == JsonTokenType.True) : new FactAnswer(_names[fact], Answer()));
            }
        }

        return read.ToValueList();
    }

    private FactValue Answer()
    {
        switch (_tokens.Type)
        {
            case JsonTokenType.Null:
                return FactValue.Unknown;
            case JsonTokenType.Number when _tokens.TryGetNumber(out var number) && number is >= 0 and <= 1_000_000:
                return number;
            default:
                return Name();
        }
    }

    private ValueList<CaseEvent> Events()
    {
        var room = default(Room<CaseEvent>);
        var read = new Gathered<CaseEvent>(room);
        Expect(JsonTokenType.StartArray);
        while (TryReadItem())
        {
            if (Event() is { } item)
            {
                read.Add(item);
            }
        }

        return read.ToValueList();
    }

    private CaseEvent? Event()
    {
        var read = default(EventValues);
        var kinds = 0UL;
        Expect(JsonTokenType.StartObject);
        var seen = 0UL;
        while (TryReadKey(ref seen, out var key))
        {
            switch (key)
            {
                case Key.On:
                    read.On = Date();
                    break;
                case Key.At:
                    read.At = Time();
                    break;
                case Key.Id:
                    read.Id = Id();
                    break;
                case Key.Incident:
                    read.Incident = Id();
                    break;
                case Key.By:
                    read.By = Name();
                    break;
                case Key.For:
                    read.For = Name();
                    break;
                case Key.Ends:
                    read.Ends = Date();
                    break;
                case Key.Outcome when _tokens.Type != JsonTokenType.StartObject:
                    read.Outcome = OutcomeOrNull();
                    break;
                default:
                    kinds |= Of(key);
                    ReadKind(key, ref read);
                    break;
            }
        }

        // One thing alone tells what it is.
        _isGivenUp |= !System.Numerics.BitOperations.IsPow2(kinds);
        return _isGivenUp ? null : Made((Key)System.Numerics.BitOperations.TrailingZeroCount(kinds), seen, in read);
    }

    private void ReadKind(Key key, ref EventValues read)
    {
        switch (key)
        {
            case Key.Facts:
                read.Facts = Answers();
                break;
            case Key.Step or Key.Response or Key.Seriousness or Key.Considered:
                read.What = Name();
                break;
            default:
                ReadInside(key, ref read);
                break;
        }
    }

    private void ReadInside(Key kind, ref EventValues read)
    {
        if (s_kinds[(int)kind] is not { Inside: not 0 } keys)
        {
            GiveUp();
            return;
        }

        Expect(JsonTokenType.StartObject);
        var seen = 0UL;
        while (TryReadKey(ref seen, out var key))
        {
            switch (key)
            {
                case Key.Of:
                    read.Of = Id();
                    break;
                case Key.Behaviour or Key.Role or Key.Through:
                    read.What = Name();
                    break;
                case Key.For:
                    read.For = Name();
                    break;
                case Key.By:
                    read.By = Name();
                    break;
                case Key.Is or Key.How:
                    read.Word = Name();
                    break;
                case Key.Act:
                    read.Act = Word(Words.Acts);
                    break;
                case Key.Form:
                    read.Form = Word(Words.NoticeForms);
                    break;
                case Key.States:
                    read.States = States();
                    break;
                case Key.Result:
                    read.Result = Text();
                    break;
                case Key.Intention or Key.Received:
                    read.IsSo = Flag();
                    break;
                case Key.Invited or Key.Ends or Key.Allowed or Key.Until:
                    read.Ends = Date();
                    break;
                default:
                    GiveUp();
                    break;
            }
        }

        Require(seen, keys.Required);
        _isGivenUp |= (seen & ~keys.Inside) != 0;
    }

    private CaseEvent? Made(Key kind, ulong seen, in EventValues read)
    {
        var keys = s_kinds[(int)kind]!;
        Require(seen, Of(Key.On));
        _isGivenUp |= (seen & ~(s_anywhere | Of(kind) | keys.Beside)) != 0;
        if (_isGivenUp)
        {
            return null;
        }

        CaseEvent? made = kind switch
        {
            Key.Facts => new FactsLearnt { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, Facts = read.Facts! },
            Key.Finding when read.Word is "established" or "not-established" =>
                new FindingMade { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, Behaviour = read.What!, Finding = read.Word == "established" ? Finding.Established : Finding.NotEstablished },
            Key.Seriousness => new SeriousnessGiven { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, Level = read.What!, By = read.By },
            Key.Step => new StepTaken { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, Step = read.What!, By = read.By, Outcome = read.Outcome },
            Key.Response => new ResponseTaken { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, Response = read.What!, By = read.By, Outcome = read.Outcome, Ends = read.Ends },
            Key.Outcome when Words.Outcomes.TryGetValue(read.Word!, out var outcome) => new OutcomeKnown { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, Of = read.Of!, Outcome = outcome },
            Key.Recorded => Recorded(read),
            Key.Notice => new NoticeGiven { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, For = read.For!, Form = read.Form, States = read.States ?? [], IsIntention = read.IsSo },
            Key.Representations => new RepresentationsNoted { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, For = read.For!, InvitedUntil = read.Ends, IsReceived = read.IsSo },
            Key.Ended when read.Word is "expired" or "lifted" => new ResponseEnded { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, Of = read.Of!, IsLifted = read.Word == "lifted" },
            Key.Extended => new BarExtended { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, Of = read.Of!, By = read.By, Ends = read.Ends!.Value },
            Key.Visit => new VisitAllowed { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, Of = read.Of!, Allowed = read.Ends!.Value },
            Key.Broken => new BarBroken { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, Of = read.Of! },
            Key.Message when read is { Word: "received", Of: null, Ends: null } => new MessageReceived { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident },
            Key.Message when read is { Word: "answered", Of: not null, Ends: null } or { Word: "holding", Of: not null, Ends: not null } =>
                new MessageAnswered { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, Of = read.Of, HoldingUntil = read.Ends },
            Key.Appeal when read.Word is "made" or "decided" => new AppealNoted { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, Of = read.Of!, IsDecided = read.Word == "decided", Result = read.Result },
            Key.Considered => new ConsiderationNoted { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, Consideration = read.What!, For = read.For },
            Key.Contact => new ContactMade { Id = read.Id, On = read.On, At = read.At, Incident = read.Incident, Through = read.What! },
            _ => null,
        };
        _isGivenUp |= made is null;
        return made;
    }

    private static ApprovalRecorded Recorded(in EventValues read)
    {
        var (result, note) = CaseBuilder.ResultOf(read.Act, read.Result);
        return new ApprovalRecorded
        {
            Id = read.Id,
            On = read.On,
            At = read.At,
            Incident = read.Incident,
            Act = read.Act,
            Role = read.What!,
            For = read.For,
            By = read.By,
            Result = result,
            Note = note,
        };
    }

    private ValueList<string> States()
    {
        var room = default(Room<string>);
        var read = new Gathered<string>(room);
        Expect(JsonTokenType.StartArray);
        while (TryReadItem())
        {
            var word = Name();
            _isGivenUp |= Array.IndexOf(Words.NoticeStates, word) < 0;
            read.Add(word);
        }

        return read.ToValueList();
    }

    private void GiveUp() => _isGivenUp = true;

    private void Expect(JsonTokenType type) => _isGivenUp |= _tokens.Type != type;

    private void Require(ulong seen, ulong required) => _isGivenUp |= (seen & required) != required;

    // Goes to the next key and its value; false at the end of the object, and where the key is no key of a case, or there already.
    private bool TryReadKey(ref ulong seen, out Key key)
    {
        key = default;
        if (_isGivenUp || !_tokens.Read() || _tokens.Type == JsonTokenType.EndObject)
        {
            return false;
        }

        var index = _tokens.IsEscaped ? -1 : s_keys.IndexOf(_tokens.ValueOn, _tokens.Length);
        if (index < 0 || (seen & (1UL << index)) != 0)
        {
            GiveUp();
            return false;
        }

        key = (Key)index;
        seen |= 1UL << index;
        return _tokens.Read();
    }

    // Goes to the next item of a list; false at its end.
    private bool TryReadItem() => !_isGivenUp && _tokens.Read() && _tokens.Type != JsonTokenType.EndArray;

    private string Name() => Index() is var index and >= 0 ? _names[index] : "";

    // The position of a name; -1 where it is none.
    private int Index()
    {
        var index = _tokens.Type is JsonTokenType.String or JsonTokenType.PropertyName && !_tokens.IsEscaped ? _names.IndexOf(_tokens.ValueOn, _tokens.Length) : -1;
        _isGivenUp |= index < 0;
        return index;
    }

    private string? NameOrNull() => _tokens.Type == JsonTokenType.Null ? null : Name();

    private T Word<T>(WordTable<T> words)
        where T : struct, Enum
    {
        _isGivenUp |= !words.TryGetValue(Name(), out var value);
        return value;
    }

    private Outcome? OutcomeOrNull() => _tokens.Type == JsonTokenType.Null ? null : Word(Words.Outcomes);

    private string Id()
    {
        Expect(JsonTokenType.String);
        if (_isGivenUp || _tokens.IsEscaped)
        {
            GiveUp();
            return "";
        }

        if (_names.IndexOf(_tokens.ValueOn, _tokens.Length) is var index and >= 0)
        {
            return _names[index];
        }

        var id = _tokens.Text;
        _isGivenUp |= !CaseShape.Id.IsId(id);
        return id;
    }

    private string Text()
    {
        Expect(JsonTokenType.String);
        var text = _isGivenUp ? "" : _tokens.Text;
        _isGivenUp |= !TextShape.IsPlain(text);
        return text;
    }

    private bool Flag()
    {
        _isGivenUp |= _tokens.Type is not (JsonTokenType.True or JsonTokenType.False);
        return _tokens.Type == JsonTokenType.True;
    }

    private LocalDate Date()
    {
        Span<char> text = stackalloc char[10];
        var utf8 = _tokens.Value;
        if (_tokens.Type != JsonTokenType.String || utf8.Length != text.Length)
        {
            GiveUp();
            return default;
        }

        if (utf8.SequenceEqual(_dateText))
        {
            return _date;
        }

        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)utf8[i];
        }

        _isGivenUp |= !DateShape.TryParse(text, out _date);
        _dateText = utf8;
        return _date;
    }

    private LocalTime? Time()
    {
        _isGivenUp |= !TimeShape.TryParse(Text(), out var time);
        return time;
    }

    private static ulong Of(Key key) => 1UL << (int)key;

    private static ulong Of(params ReadOnlySpan<Key> keys)
    {
        var all = 0UL;
        foreach (var key in keys)
        {
            all |= Of(key);
        }

        return all;
    }

    private static EventKeys?[] KindsByKey(params EventKeys[] kinds)
    {
        var byKey = new EventKeys?[sizeof(ulong) * 8];
        foreach (var kind in kinds)
        {
            byKey[(int)kind.Kind] = kind;
        }

        return byKey;
    }

    /// <summary>Where the items of most lists have room without an allocation.</summary>
    [InlineArray(16)]
    private struct Room<T>
    {
        private T _first;
    }

    /// <summary>The items of a list while it is read.</summary>
    private ref struct Gathered<T>(Span<T> room)
    {
        private Span<T> _room = room;
        private int _count;

        public void Add(T item)
        {
            if (_count == _room.Length)
            {
                var larger = new T[_count * 2];
                _room.CopyTo(larger);
                _room = larger;
            }

            _room[_count++] = item;
        }

        public readonly ValueList<T> ToValueList() => ValueList.Create<T>(_room[.._count]);
    }

    /// <summary>The keys of one kind of event, each set a bit a key.</summary>
    private sealed record EventKeys(Key Kind, ulong Beside = 0, ulong Inside = 0, ulong Required = 0);

    /// <summary>What was read of an event. One of a name serves all kinds: <c>What</c> is the id that it is about, <c>Ends</c> its second date.</summary>
    private struct EventValues
    {
        public LocalDate On;
        public LocalTime? At;
        public string? Id;
        public string? Incident;
        public string? What;
        public string? Of;
        public string? By;
        public string? For;
        public string? Word;
        public string? Result;
        public LocalDate? Ends;
        public Outcome? Outcome;
        public ApprovalAct Act;
        public NoticeForm? Form;
        public ValueList<string>? States;
        public ValueList<FactAnswer>? Facts;
        public bool IsSo;
    }
}
