using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Analysis;

/// <summary>Steps and responses of which what is on record of one bears on what can be on record of another, and every way in which their record can stand.</summary>
/// <remarks>
/// A record is taken as an automaton: a state holds no more than conditions can tell, and each thing that may come on to the record
/// leads to a state. What can be reached from the empty record is what can be; a law holds the automaton against the record itself.
/// </remarks>
internal sealed class RecordGroup
{
    /// <summary>More states than any policy for people has; beyond, the answer is refused.</summary>
    public const int MaximumStates = 50_000;

    private const byte None = 0;
    private const byte Resolved = 1;
    private const byte Open = 1;
    private const byte Over = 2;
    private const byte Granted = 1;

    // Which of two windows reaches further back may depend on the date where one is in months; it is settled on this one.
    private static readonly LocalDate s_reference = new(2026, 3, 1);

    private readonly CompiledPolicy _compiled;
    private readonly Policy _policy;
    private readonly List<RecordedAtom> _atoms;
    private readonly List<TakenCondition> _windows;
    private readonly Dictionary<int, SubjectFields> _fields = [];
    private readonly List<AttemptCount> _counts;
    private readonly Dictionary<int, Predicate<byte[]>> _readings;

    // Where it stands in a state that an approval was recorded; -1 where that makes no difference to what may still come.
    private readonly int _judged;
    private readonly int _maximumStates;
    private readonly List<RecordEvent> _events = [];
    private readonly List<byte[]> _states = [];
    private readonly List<(int From, RecordEvent Event)> _ways = [];
    private readonly ulong[] _words;
    private int _width;

    /// <param name="compiled">The policy.</param>
    /// <param name="subjects">The steps and responses, by their numbers in a record.</param>
    /// <param name="maximumStates">How many states there may be.</param>
    /// <param name="isExplored">Whether every state is looked for; else only what comes after a given one can be asked.</param>
    /// <exception cref="DiagramLimitException">There are more.</exception>
    public RecordGroup(CompiledPolicy compiled, IReadOnlyCollection<int> subjects, int maximumStates = MaximumStates, bool isExplored = true)
    {
        _maximumStates = maximumStates;
        _compiled = compiled;
        _policy = compiled.Policy;
        _words = new ulong[TruthBits.WordsFor(compiled.Atoms.Count)];
        Subjects = [.. subjects.Order()];
        _atoms = [.. compiled.Atoms.Recorded.Where(atom => SubjectsOf(compiled, atom).All(subjects.Contains))];
        _windows = [.. _atoms.Select(atom => atom.Condition).OfType<TakenCondition>().Where(taken => taken.OfCase)
            .DistinctBy(taken => taken.Within?.Value).OrderByDescending(taken => SinceOf(taken))];
        foreach (var subject in Subjects)
        {
            _fields.Add(subject, FieldsOf(subject));
        }

        _counts = CountsAsked();
        _judged = Place(_windows.Count > 1 && _fields.Values.Any(fields => fields.Response is { } response && response.Watched.Any(approval => approval.After is not null)) ? 1 : 0);
        foreach (var subject in Subjects)
        {
            AddEvents(subject);
        }

        _readings = Readings();
        Atoms = [.. _readings.Keys];
        if (isExplored)
        {
            Explore();
        }
    }

    /// <summary>The steps and responses, by their numbers in a record.</summary>
    public IReadOnlyList<int> Subjects { get; }

    /// <summary>The atoms on which the record of these alone decides.</summary>
    public IReadOnlyList<int> Atoms { get; }

    /// <summary>How many states the record of these can be in.</summary>
    public int StateCount => _states.Count;

    /// <summary>Every way in which the atoms can hold together, in their order, each with the first state in which they do: no other is reached by fewer events.</summary>
    public IReadOnlyDictionary<string, int> Valuations { get; private set; } = new Dictionary<string, int>();

    /// <summary>For each view but the incident's own, from when on it sees the attempts for earlier incidents; null for all of them.</summary>
    public IReadOnlyList<TakenCondition> Windows => _windows;

    /// <summary>The steps and responses of a policy in groups of which none bears on another.</summary>
    public static IReadOnlyList<IReadOnlyCollection<int>> SubjectsByGroup(CompiledPolicy compiled)
    {
        var groups = Enumerable.Range(0, compiled.Policy.Steps.Count + compiled.Policy.Responses.Count).Select(subject => new HashSet<int> { subject }).ToList();
        foreach (var atom in compiled.Atoms.Recorded)
        {
            Join(SubjectsOf(compiled, atom));
        }

        foreach (var response in compiled.Responses)
        {
            var own = NumberOf(compiled, response.Position);
            Join(response.First < 0 ? [own] : [own, NumberOf(compiled, response.First)]);
            foreach (var after in response.Watched.Select(approval => approval.After).OfType<CompiledCondition>())
            {
                Join([own, .. compiled.Atoms.Recorded.Where(atom => after.Atoms.Contains(atom.Atom)).SelectMany(atom => SubjectsOf(compiled, atom))]);
            }
        }

        return groups;

        void Join(IReadOnlyCollection<int> subjects)
        {
            var joined = groups.Where(group => group.Overlaps(subjects)).ToList();
            foreach (var other in joined.Skip(1))
            {
                joined[0].UnionWith(other);
                groups.Remove(other);
            }
        }
    }

    /// <summary>What came on to the record, in order, until it stood in a state.</summary>
    public IReadOnlyList<RecordEvent> WayTo(int state)
    {
        var way = new List<RecordEvent>();
        for (; state > 0; state = _ways[state].From)
        {
            way.Add(_ways[state].Event);
        }

        way.Reverse();
        return way;
    }

    /// <summary>The state of an empty record.</summary>
    public byte[] Empty => new byte[_width];

    /// <summary>The state of a record that is there.</summary>
    /// <remarks>Attempts for other incidents are seen where conditions see them; that more could become known of them is left out.</remarks>
    public byte[] StateOf(IncidentRecord record)
    {
        var state = Empty;
        foreach (var subject in Subjects)
        {
            var fields = _fields[subject];
            for (var view = 0; view <= _windows.Count; view++)
            {
                Set(state, fields.Latest[view], WordOfLatest(fields, Seen(record, subject, view).Latest));
            }

            SetAttempts(state, fields, record, subject);
            if (fields.Response is { } response)
            {
                SetResponse(state, fields, record, response);
            }
        }

        foreach (var count in _counts)
        {
            state[count.Field] = (byte)Math.Min(count.Most, count.Subjects.Sum(subject => Seen(record, subject, count.View).Count));
        }

        return state;
    }

    /// <summary>Everything that may come on to a record.</summary>
    public IReadOnlyList<RecordEvent> Events => _events;

    /// <summary>How the atoms stand in a state, in their order.</summary>
    public string ValuationOf(byte[] state) => string.Create(Atoms.Count, (Group: this, state), static (text, given) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = given.Group._readings[given.Group.Atoms[i]](given.state) ? '1' : '0';
        }
    });

    /// <summary>The state after something came on to the record; null where it cannot in this state.</summary>
    public byte[]? After(byte[] state, in RecordEvent item)
    {
        var next = new byte[_width];
        return TryMove(state, item, next) ? next : null;
    }

    private bool TryMove(byte[] state, in RecordEvent item, byte[] next)
    {
        var fields = _fields[item.Subject];
        if (!CanCome(state, fields, item) || (item is { Kind: RecordEventKind.Attempt, View: > 1 } && IsJudged(state)))
        {
            return false;
        }

        state.CopyTo(next, 0);
        switch (item.Kind)
        {
            case RecordEventKind.Attempt:
                Attempt(next, fields, item);
                break;
            case RecordEventKind.OutcomeOfLast:
            case RecordEventKind.OutcomeOfEarlier:
                SetOutcome(next, fields, item);
                break;
            case RecordEventKind.Expired:
                next[fields.Over] = Open;
                next[fields.Ended] = Open;
                break;
            case RecordEventKind.Lifted:
                Set(next, fields.Over, Open);
                next[fields.Ended] = Open;
                StartAfresh(next, LiftedWith(item.Subject));
                break;
            case RecordEventKind.EarlierLifted:
                next[fields.EarlierOpen] = None;
                StartAfresh(next, LiftedWith(item.Subject));
                break;
            case RecordEventKind.LiftedByReview:
                LiftByReview(next, item.Subject);
                break;
            case RecordEventKind.Extended:
                ForgetApprovals(next, fields);
                break;
            case RecordEventKind.IntentionNotified:
                Set(next, fields.Notified, Open);
                BeginChain(next, item.Subject);
                break;
            case RecordEventKind.RepresentationsReceived:
                next[fields.Received] = Open;
                break;
            case RecordEventKind.RepresentationsInvited:
                next[fields.Invited] = Open;
                break;
            case RecordEventKind.RepresentationsOver:
                next[fields.Invited] = Over;
                break;
            default:
                Approve(next, fields, item);
                break;
        }

        return true;
    }

    // What only a wide view sees lies before the incident, and so before every approval: none was judged without it.
    private bool IsJudged(byte[] state) => _judged >= 0 && state[_judged] == Open;

    private (int Count, Outcome? Latest) Seen(IncidentRecord record, int subject, int view)
    {
        if (view == 0)
        {
            return (record.AttemptsOf(subject), record.LatestOutcomeOf(subject));
        }

        var seen = new CaseAttempts(_windows[view - 1], [subject]);
        seen.SeeUpTo(record.Timeline, record.IncidentIndex, record.Count);
        return (seen.Count, seen.LatestOutcomeOfFirst);
    }

    private static byte WordOfLatest(SubjectFields fields, Outcome? outcome) => outcome switch
    {
        null => None,
        Outcome.Resolved => fields.AsksResolved ? Word(outcome) : None,
        _ => Word(fields.Outcomes.Contains(outcome.Value) ? outcome : Outcome.Unresolved),
    };

    private static void SetAttempts(byte[] state, SubjectFields fields, IncidentRecord record, int subject)
    {
        var last = record.LastAttemptOf(subject);
        if (last < 0)
        {
            return;
        }

        var isResolved = record.OutcomeOf(last) == Outcome.Resolved;
        Set(state, fields.Attempted[0], Open);
        Set(state, fields.Last, isResolved ? Resolved : None);
        Set(state, fields.Again, record.AttemptsOf(subject) > 1 ? Open : None);
        Set(state, fields.Ended, record.IsEnded(last) ? Open : None);
        Set(state, fields.Over, fields.Response is { } response && !isResolved && record.InForce(response.Position) < 0 ? Open : None);
    }

    private static void SetResponse(byte[] state, SubjectFields fields, IncidentRecord record, CompiledResponse response)
    {
        var position = response.Position;
        Set(state, fields.Notified, record.IsNotified(position) ? Open : None);
        Set(state, fields.Received, record.IsHeard(RepresentationsState.Received, position) ? Open : None);
        Set(state, fields.Invited, record.InvitedUntil(position) is not { } until ? None : record.AsOf > until ? Over : Open);
        Set(state, fields.Lifted, record.IsLiftedSinceBegun(position, response.First) ? Open : None);
        for (var i = 0; i < fields.ApprovalCount; i++)
        {
            state[fields.Approvals + i] = record.IsApproved(position, i) ? Granted : None;
        }
    }

    /// <summary>A response's number in a record.</summary>
    public static int NumberOf(CompiledPolicy compiled, int response) => compiled.Policy.Steps.Count + response;

    /// <summary>The steps and responses that a condition on the record asks for, by their numbers in it.</summary>
    public static int[] SubjectsOf(CompiledPolicy compiled, RecordedAtom atom) => atom.Response < 0 ? atom.Subjects : [NumberOf(compiled, atom.Response)];

    private static LocalDate SinceOf(TakenCondition taken) => taken.Within?.Value.Before(s_reference) ?? LocalDate.MinIsoValue;

    /// <summary>Where the fields of a step or response stand in a state; -1 for those that nothing asks for.</summary>
    /// <param name="Attempted">For each view, whether an attempt is on record that no narrower view sees.</param>
    /// <param name="Latest">For each view, the latest known outcome.</param>
    /// <param name="Last">Whether the newest attempt resolved the matter.</param>
    /// <param name="Again">Whether it was attempted more than once.</param>
    /// <param name="Over">Whether the newest attempt is no longer in force.</param>
    /// <param name="Ended">Whether it was put on record that the newest attempt ended; nothing ends twice.</param>
    /// <param name="EarlierOpen">Whether there is an earlier attempt of which that was not.</param>
    /// <param name="Notified">Whether the intention was notified.</param>
    /// <param name="Received">Whether representations were received.</param>
    /// <param name="Invited">Whether they were invited, and whether the time for them ran out.</param>
    /// <param name="Lifted">Whether what it would carry on was lifted.</param>
    /// <param name="Approvals">Whether each approval was given of which account is kept, the first of them.</param>
    /// <param name="ApprovalCount">How many of them there are.</param>
    /// <param name="Outcomes">The outcomes that conditions tell apart.</param>
    /// <param name="AsksResolved">Whether a condition asks whether it resolved the matter; else that is as if nothing were known.</param>
    /// <param name="Response">The response; null for a step.</param>
    private sealed record SubjectFields(
        int[] Attempted, int[] Latest, int Last, int Again, int Over, int Ended, int EarlierOpen, int Notified, int Received, int Invited, int Lifted, int Approvals, int ApprovalCount, Outcome[] Outcomes,
        bool AsksResolved, CompiledResponse? Response);

    /// <summary>A count of attempts that a condition asks for.</summary>
    /// <param name="Subjects">The steps and responses that are counted.</param>
    /// <param name="View">The view in which they are seen.</param>
    /// <param name="Most">Beyond this no condition can tell.</param>
    /// <param name="Field">Where it stands in a state.</param>
    private sealed record AttemptCount(int[] Subjects, int View, byte Most, int Field);

    private SubjectFields FieldsOf(int subject)
    {
        var response = subject < _policy.Steps.Count ? null : _compiled.Responses[subject - _policy.Steps.Count];
        bool Asks<T>() => response is not null && _atoms.Exists(atom => atom.Response == response.Position && atom.Condition is T);

        var asksInForce = Asks<InForceCondition>();
        var canEnd = response is not null && (asksInForce || CanStartAfresh);
        var withOutcome = _atoms.Where(atom => atom.Subjects.Contains(subject)).Select(atom => (TakenCondition)atom.Condition).Where(taken => taken.Outcome is not null).ToList();
        var latest = Enumerable.Range(0, 1 + _windows.Count).Select(view => (view == 0 && response is { Rung: > 0 }) || withOutcome.Exists(taken => ViewOf(taken) == view)).ToArray();
        var widest = Array.LastIndexOf(latest, true);
        return new SubjectFields(
            Attempted: [.. latest.Select((_, view) => Place(view <= widest || (view == 0 && canEnd) ? 1 : 0))],
            Latest: [.. latest.Select(isAsked => Place(isAsked ? 1 : 0))],
            Last: Place(asksInForce ? 1 : 0),
            Again: Place(asksInForce ? 1 : 0),
            Over: Place(asksInForce ? 1 : 0),
            Ended: Place(canEnd ? 1 : 0),
            EarlierOpen: Place(asksInForce ? 1 : 0),
            Notified: Place(Asks<NotifiedCondition>() ? 1 : 0),
            Received: Place(Asks<RepresentationsCondition>() ? 1 : 0),
            Invited: Place(Asks<RepresentationsCondition>() ? 1 : 0),
            Lifted: Place(response is { First: >= 0, Rung: > 0 } ? 1 : 0),
            Approvals: Place(response?.Watched.Length ?? 0),
            ApprovalCount: response?.Watched.Length ?? 0,
            widest < 0 && !asksInForce ? [] : [Outcome.Resolved, Outcome.Unresolved, .. withOutcome.Select(taken => taken.Outcome!.Value).Where(outcome => outcome is Outcome.Declined or Outcome.Unreachable).Distinct()],
            withOutcome.Exists(taken => taken.Outcome == Outcome.Resolved),
            response);
    }

    // Whether there is anything that a lifting would undo.
    private bool CanStartAfresh => Subjects.Where(subject => subject >= _policy.Steps.Count).Select(subject => _compiled.Responses[subject - _policy.Steps.Count]).Any(response =>
        response.Watched.Length > 0 || (response is { First: >= 0, Rung: > 0 })
        || _atoms.Exists(atom => atom.Response == response.Position && atom.Condition is NotifiedCondition or RepresentationsCondition));

    private List<AttemptCount> CountsAsked()
    {
        var counts = new List<AttemptCount>();
        foreach (var group in _atoms.Where(atom => atom.Condition is TakenCondition).GroupBy(atom => (Subjects: string.Join(' ', atom.Subjects.Order()), View: ViewOf((TakenCondition)atom.Condition))))
        {
            var most = group.Max(atom => ((TakenCondition)atom.Condition).AtLeast.Value);
            counts.Add(most <= byte.MaxValue ? new AttemptCount(group.First().Subjects, group.Key.View, (byte)most, Place(1)) : throw new DiagramLimitException("attempts in a condition", byte.MaxValue));
        }

        return counts;
    }

    private int ViewOf(TakenCondition taken) => taken.OfCase ? 1 + _windows.FindIndex(window => Equals(window.Within?.Value, taken.Within?.Value)) : 0;

    private int Place(int size)
    {
        var at = size > 0 ? _width : -1;
        _width += size;
        return at;
    }

    private void AddEvents(int subject)
    {
        var fields = _fields[subject];
        for (var view = 0; view <= _windows.Count; view++)
        {
            foreach (var outcome in fields.Outcomes.Cast<Outcome?>().Append(null))
            {
                _events.Add(new RecordEvent(RecordEventKind.Attempt, subject, view, outcome));
            }

            foreach (var outcome in fields.Attempted[view] < 0 ? [] : fields.Outcomes)
            {
                _events.Add(new RecordEvent(RecordEventKind.OutcomeOfLast, subject, view, outcome));
                if (view == 0 && fields.Last >= 0)
                {
                    _events.Add(new RecordEvent(RecordEventKind.OutcomeOfEarlier, subject, view, outcome));
                }
            }
        }

        if (fields.Response is { } response)
        {
            AddEvents(subject, fields, response);
        }
    }

    private void AddEvents(int subject, SubjectFields fields, CompiledResponse response)
    {
        AddIf(fields.Over >= 0, RecordEventKind.Expired);
        AddIf(fields.Over >= 0 && response.Response.Bar is not null && fields.ApprovalCount > 0, RecordEventKind.Extended);

        // A lifting starts what it touches afresh.
        var starts = LiftedWith(subject).Any(HasFreshness);
        AddIf(starts && fields.Ended >= 0, RecordEventKind.Lifted);
        AddIf(starts && fields.EarlierOpen >= 0, RecordEventKind.EarlierLifted);
        AddIf(_policy.Roles.Count > 0 && (starts || fields.Over >= 0 || (response.First >= 0 && (_fields[Number(response.First)].Over >= 0 || LiftedWith(Number(response.First)).Any(HasFreshness)))), RecordEventKind.LiftedByReview);
        AddIf(fields.Notified >= 0 || ChainOf(subject).Any(number => _fields[number].Lifted >= 0), RecordEventKind.IntentionNotified);
        AddIf(fields.Received >= 0, RecordEventKind.RepresentationsReceived);
        AddIf(fields.Invited >= 0, RecordEventKind.RepresentationsInvited);
        AddIf(fields.Invited >= 0, RecordEventKind.RepresentationsOver);
        foreach (var (act, role) in ApprovalsThatDiffer(response))
        {
            _events.Add(new RecordEvent(RecordEventKind.Approved, subject, Act: act, Role: role));
            if (act != ApprovalAct.Consult)
            {
                _events.Add(new RecordEvent(RecordEventKind.Refused, subject, Act: act, Role: role));
            }
        }

        void AddIf(bool isWanted, RecordEventKind kind)
        {
            if (isWanted)
            {
                _events.Add(new RecordEvent(kind, subject));
            }
        }
    }

    // One role may be asked, or act, for several approvals; of the roles that count for the same, the first stands for all.
    private IEnumerable<(ApprovalAct Act, string Role)> ApprovalsThatDiffer(CompiledResponse response) =>
        from act in response.Watched.Select(approval => approval.Act).Distinct()
        from role in _policy.Roles.Ids
        let counted = string.Concat(response.Watched.Select(asked => asked.Act == act && IncidentRecord.ActsFor(_policy, role, asked.Role) ? '1' : '0'))
        where counted.Contains('1', StringComparison.Ordinal)
        group role by (act, counted) into roles
        select (roles.Key.act, roles.First());

    private bool HasFreshness(int subject) => _fields[subject] is { } fields && (fields.Notified >= 0 || fields.Invited >= 0 || fields.Lifted >= 0 || fields.ApprovalCount > 0);

    private int Number(int response) => NumberOf(_compiled, response);

    // Itself and what continues it: a lifting of the one touches them all.
    private IEnumerable<int> LiftedWith(int subject) => ChainOf(subject);

    // Itself and those that continue it.
    private IEnumerable<int> ChainOf(int subject)
    {
        yield return subject;
        foreach (var response in _compiled.Responses)
        {
            if (response.First >= 0 && Number(response.First) == subject)
            {
                yield return Number(response.Position);
            }
        }
    }

    private static bool CanCome(byte[] state, SubjectFields fields, in RecordEvent item) => item.Kind switch
    {
        RecordEventKind.OutcomeOfLast => state[fields.Attempted[item.View]] == Open,
        RecordEventKind.OutcomeOfEarlier => state[fields.Again] == Open,
        RecordEventKind.EarlierLifted => state[fields.EarlierOpen] == Open,
        RecordEventKind.Lifted or RecordEventKind.Expired or RecordEventKind.Extended => state[fields.Attempted[0]] == Open && state[fields.Ended] == None,
        RecordEventKind.RepresentationsOver => state[fields.Invited] == Open,
        _ => true,
    };

    private static byte Word(Outcome? outcome) => outcome is { } known ? (byte)(1 + (int)known) : None;

    private static void Set(byte[] state, int field, byte value)
    {
        if (field >= 0)
        {
            state[field] = value;
        }
    }

    private void Attempt(byte[] state, SubjectFields fields, in RecordEvent item)
    {
        foreach (var count in _counts)
        {
            if (item.View <= count.View && count.Subjects.Contains(item.Subject))
            {
                state[count.Field] = (byte)Math.Min(count.Most, state[count.Field] + 1);
            }
        }

        if (item.View == 0 && fields.Again >= 0)
        {
            state[fields.Again] = state[fields.Attempted[0]];
            state[fields.EarlierOpen] = state[fields.Attempted[0]] == Open && state[fields.Ended] == None ? Open : state[fields.EarlierOpen];
        }

        Set(state, fields.Attempted[item.View], Open);
        if (item.Outcome is not null)
        {
            SetLatest(state, fields, item);
        }

        if (item.View > 0)
        {
            return;
        }

        Set(state, fields.Last, item.Outcome == Outcome.Resolved ? Resolved : None);
        Set(state, fields.Over, None);
        Set(state, fields.Ended, None);
        ForgetApprovals(state, fields);
        BeginChain(state, item.Subject);
    }

    private void SetOutcome(byte[] state, SubjectFields fields, in RecordEvent item)
    {
        SetLatest(state, fields, item);
        if (item is { Kind: RecordEventKind.OutcomeOfLast, View: 0 })
        {
            Set(state, fields.Last, item.Outcome == Outcome.Resolved ? Resolved : None);
        }
    }

    private void SetLatest(byte[] state, SubjectFields fields, in RecordEvent item)
    {
        for (var view = item.View; view <= _windows.Count; view++)
        {
            // Whether it did not resolve the matter is asked most, and nothing known is as good as resolved then.
            Set(state, fields.Latest[view], item.Outcome == Outcome.Resolved && !fields.AsksResolved ? None : Word(item.Outcome));
        }
    }

    // What was lifted is begun anew.
    private void BeginChain(byte[] state, int subject)
    {
        foreach (var number in ChainOf(subject))
        {
            Set(state, _fields[number].Lifted, None);
        }
    }

    private void LiftByReview(byte[] state, int subject)
    {
        var fields = _fields[subject];
        var first = fields.Response!.First >= 0 ? Number(fields.Response.First) : -1;
        End(state, fields);
        if (first >= 0)
        {
            End(state, _fields[first]);
        }

        StartAfresh(state, first < 0 ? LiftedWith(subject) : LiftedWith(subject).Concat(LiftedWith(first)));
    }

    private static void End(byte[] state, SubjectFields fields)
    {
        if (fields.Over >= 0)
        {
            state[fields.Over] = state[fields.Attempted[0]];
        }
    }

    private void StartAfresh(byte[] state, IEnumerable<int> subjects)
    {
        foreach (var subject in subjects)
        {
            var fields = _fields[subject];
            Set(state, fields.Notified, None);
            Set(state, fields.Received, None);
            Set(state, fields.Invited, None);
            Set(state, fields.Lifted, Open);
            ForgetApprovals(state, fields);
        }
    }

    private static void ForgetApprovals(byte[] state, SubjectFields fields)
    {
        if (fields.ApprovalCount > 0)
        {
            state.AsSpan(fields.Approvals, fields.ApprovalCount).Clear();
        }
    }

    // Whoever is asked for one approval may be asked, or act, for another.
    private void Approve(byte[] state, SubjectFields fields, in RecordEvent item)
    {
        var response = fields.Response!;
        Set(state, _judged, Open);
        for (var i = 0; i < fields.ApprovalCount; i++)
        {
            var asked = response.Watched[i];
            if (asked.Act == item.Act && IncidentRecord.ActsFor(_policy, item.Role!, asked.Role) && Holds(state, asked.After))
            {
                state[fields.Approvals + i] = item.Kind == RecordEventKind.Approved ? Granted : None;
            }
        }
    }

    private bool Holds(byte[] state, CompiledCondition? after)
    {
        if (after is null)
        {
            return true;
        }

        var bits = new TruthBits(_words);
        foreach (var atom in after.Atoms)
        {
            bits.Set(atom, (_readings.TryGetValue(atom, out var holds) && holds(state)).ToTruth());
        }

        return after.Evaluate(bits) == Truth.True;
    }

    // How each atom is read from a state, in the order in which they are told.
    private Dictionary<int, Predicate<byte[]>> Readings()
    {
        var readings = _atoms.ToDictionary(atom => atom.Atom, ReadingOf);
        foreach (var fields in Subjects.Select(subject => _fields[subject]))
        {
            if (fields.Response is not { } response)
            {
                continue;
            }

            for (var i = 0; i < fields.ApprovalCount; i++)
            {
                var approval = fields.Approvals + i;
                readings.Add(response.Watched[i].Atom, state => state[approval] == Granted);
            }

            if (response.Rung > 0)
            {
                var latest = fields.Latest[0];
                readings.Add(_compiled.Atoms.OfUnresolved(response.Position), state => state[latest] > Resolved);
            }

            if (fields.Lifted >= 0)
            {
                readings.Add(_compiled.Atoms.OfLifted(response.Position), state => state[fields.Lifted] == Open);
            }
        }

        return readings;
    }

    private Predicate<byte[]> ReadingOf(RecordedAtom recorded)
    {
        if (recorded.Condition is TakenCondition taken)
        {
            return ReadingOf(taken, recorded.Subjects);
        }

        var fields = _fields[Number(recorded.Response)];
        return recorded.Condition switch
        {
            InForceCondition => state => state[fields.Attempted[0]] == Open && state[fields.Last] != Resolved && state[fields.Over] == None,
            NotifiedCondition => state => state[fields.Notified] == Open,
            RepresentationsCondition { State: RepresentationsState.Received } => state => state[fields.Received] == Open,
            RepresentationsCondition { State: RepresentationsState.PeriodOver } => state => state[fields.Invited] == Over,
            _ => state => state[fields.Received] == Open || state[fields.Invited] == Over,
        };
    }

    private Predicate<byte[]> ReadingOf(TakenCondition taken, int[] subjects)
    {
        var view = ViewOf(taken);
        var (least, counted) = (taken.AtLeast.Value, _counts.Find(count => count.View == view && count.Subjects.Length == subjects.Length && subjects.All(count.Subjects.Contains))!.Field);
        if (taken.Outcome is not { } wanted)
        {
            return state => state[counted] >= least;
        }

        var latest = Array.ConvertAll(subjects, subject => _fields[subject].Latest[view]);
        return state => state[counted] >= least && Array.Exists(latest, field => state[field] != None && IncidentRecord.Covers(wanted, (Outcome)(state[field] - 1)));
    }

    private void Explore()
    {
        var known = new HashSet<byte[]>(new SameBytes());
        var valuations = new Dictionary<string, int>();
        var next = new byte[_width];
        Add(default);
        for (var i = 0; i < _states.Count; i++)
        {
            foreach (var item in _events)
            {
                if (TryMove(_states[i], item, next) && !known.Contains(next))
                {
                    Add((i, item));
                }
            }
        }

        Valuations = valuations;

        void Add((int, RecordEvent) way)
        {
            if (_states.Count == _maximumStates)
            {
                throw new DiagramLimitException("states of a record", _maximumStates);
            }

            var state = (byte[])next.Clone();
            known.Add(state);
            valuations.TryAdd(ValuationOf(state), _states.Count);
            _states.Add(state);
            _ways.Add(way);
        }
    }

    private sealed class SameBytes : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode(byte[] bytes)
        {
            var hash = default(HashCode);
            hash.AddBytes(bytes);
            return hash.ToHashCode();
        }
    }
}
