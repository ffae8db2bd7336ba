using System.Globalization;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Letters;

/// <summary>Makes the parts of a letter, each with what it rests on.</summary>
internal sealed class LetterParts
{
    private readonly LetterSubject _subject;
    private readonly Dictionary<string, List<LetterBlock>> _blocks = [];
    private readonly List<LetterNote> _notes = [];

    private LetterParts(LetterSubject subject) => _subject = subject;

    /// <summary>The blocks of each part that applies.</summary>
    public IReadOnlyDictionary<string, List<LetterBlock>> Blocks => _blocks;

    /// <summary>What each part rests on.</summary>
    public IReadOnlyList<LetterNote> Notes => _notes;

    public static LetterParts Of(LetterSubject subject, ValueList<Response> furtherAction)
    {
        var parts = new LetterParts(subject);
        parts.AddReasons();
        if (subject.Kind != LetterKind.Intention)
        {
            parts.AddLength();
            parts.AddReview();
            parts.AddContact();
            parts.AddAppeal();
            parts.AddFurtherAction(furtherAction);
        }

        parts.AddRepresentations();
        return parts;
    }

    /// <summary>The date that a letter gives as that of the review: the final one, or the decision on a provisional bar.</summary>
    public static BarDate? ReviewOf(BarSchedule schedule) => schedule.Dates.FirstOrDefault(date => date.Kind is BarDateKind.Review or BarDateKind.Decision);

    /// <summary>Where in the document clauses stand: their ids up to the first word that is the rule set's own.</summary>
    public static string Sections(IEnumerable<string> clauses)
    {
        var places = clauses.Select(PlaceOf).Distinct().ToList();
        return places.Count == 1 ? $"section {places[0]}" : $"sections {Joined(places, "and")}";
    }

    public static string Joined(IReadOnlyList<string> items, string last) =>
        items.Count == 1 ? items[0] : $"{string.Join(", ", items.Take(items.Count - 1))} {last} {items[^1]}";

    private static string PlaceOf(string clause)
    {
        var words = clause.Split('.');
        var count = words.TakeWhile(word => word.Any(char.IsAsciiDigit)).Count();
        return count == 0 ? clause : string.Join('.', words.Take(count));
    }

    private void AddReasons()
    {
        var standing = _subject.Decision.Behaviours.Where(item => item.Verdict == Verdict.Breach).ToList();
        if (standing.Count == 0)
        {
            return;
        }

        var blocks = new List<LetterBlock> { Text("We are writing because of the following.") };
        foreach (var item in standing)
        {
            var finding = item.Finding == Finding.Established
                ? "We have looked into it and found that it happened"
                : "This is what has been reported to us; we have not come to a finding on it yet";
            var reason = item.Reasons[0];
            blocks.Add(LetterBlock.Item(LetterSpan.Value(
                LetterMarkdown.OneLine($"{item.Behaviour.Label}, on {Day(_subject.Incident.On)}. {finding} ({Sections(item.Behaviour.Clauses)} of the policy)."))));
            Note($"Reasons, “{item.Behaviour.Label}” ({(item.Finding == Finding.Established ? "established" : "alleged")})", reason.Clauses, reason.Basis, item.Behaviour.Reading);
        }

        _blocks["reasons"] = blocks;
    }

    private void AddLength()
    {
        if (_subject.Schedule is not { } schedule)
        {
            AddBlank("length", "how long this lasts");
            return;
        }

        var cited = schedule.Dates.First(date => date.Kind == BarDateKind.Ends);
        var name = Capital(LabelOf(_subject.Response));
        var text = schedule.ExtendedFrom is { } before
            ? $"The last day was to be {Day(before)}. It is now {Day(schedule.Ends)}. That day is included."
            : $"The first day is {Day(schedule.Starts)} and the last day is {Day(schedule.Ends)}. Both days are included.";
        _blocks["length"] = [Text($"{name}: {Lower(text)}", cited.Clauses)];
        var origin = _subject.Event is null ? "The last day is the one that was given for this letter." : "The last day is the one on record.";
        Note("Length", cited.Clauses, cited.Basis, cited.Note is null ? origin : $"{cited.Note} {origin}");
    }

    private void AddReview()
    {
        if (_subject.Schedule is not { } schedule)
        {
            AddBlank("review-date", "when this is looked at again");
            return;
        }

        if (ReviewOf(schedule) is not { } review)
        {
            return;
        }

        var by = review.By.Count > 0 ? $" The review is held by the {Joined([.. review.By.Select(RoleName)], "or the")}." : "";
        var text = review.Kind == BarDateKind.Decision
            ? $"It is provisional. By {Day(review.On)}, that day included, it will be decided whether it is confirmed or lifted.{by}"
            : $"It will be reviewed by {Day(review.On)}, that day included.{by}";
        var between = schedule.Dates.Where(date => date.Kind == BarDateKind.InterimReview && date.On >= _subject.Date).Select(date => Day(date.On)).ToList();
        text += between.Count > 0 ? $" Before that we will look at it again by {Joined(between, "and")}." : "";
        _blocks["review-date"] = [Text(text, review.Clauses)];
        Note("Review", review.Clauses, review.Basis, review.Note);
        foreach (var date in schedule.Dates.Where(date => date.Kind == BarDateKind.InterimReview && date.On >= _subject.Date))
        {
            Note($"Review on the way, {Day(date.On)}", date.Clauses, date.Basis, date.Note);
        }
    }

    private void AddRepresentations()
    {
        if (_subject.Hearing is not { } hearing)
        {
            return;
        }

        var before = _subject.Kind == LetterKind.Intention ? "We will take what you tell us into account before anything is decided."
            : _subject.Schedule?.IsProvisional == true ? "We will take what you tell us into account when it is decided whether this goes on."
            : "We will take what you tell us into account.";
        _blocks["representations"] =
        [
            Text($"We would like to hear your side. You may put it to us in writing until {Day(hearing.Until)}, that day included. {before}", hearing.Cited.Clauses),
            LetterBlock.Paragraph(LetterSpan.Blank("how to write to us: the address or e-mail address, and to whom")),
        ];
        Note(hearing.IsOnRecord ? "Representations, until the day on record" : "Representations", hearing.Cited.Clauses, hearing.Cited.Basis, hearing.Cited.Note);
    }

    private void AddContact()
    {
        if (_subject.Response.Bar?.Contact is not { } contact)
        {
            AddBlank("contact-route", "how to be in touch with the school in the meantime; the policy does not say");
            return;
        }

        var channels = contact.Channels.Count > 0 ? $" by {Joined([.. contact.Channels.Select(ChannelName)], "or")}," : "";
        _blocks["contact-route"] =
        [
            Text($"In the meantime please be in touch with the school only{channels} through {Joined([.. contact.Through.Select(role => $"the {RoleName(role)}")], "or")}.", contact.Clauses),
            LetterBlock.Paragraph(LetterSpan.Blank("the names of these people, and their telephone number or e-mail address")),
        ];
        Note("Contact", contact.Clauses, contact.Reading is null ? Basis.Stated : Basis.Reading, contact.Reading);
    }

    private void AddAppeal()
    {
        if (_subject.Response.Bar?.Appeal is not { } appeal)
        {
            AddBlank("appeal", "whether and how this decision can be appealed against; the policy does not say");
            return;
        }

        _blocks["appeal"] =
        [
            Text("You have a right to appeal against this decision.", appeal.Clauses),
            LetterBlock.Paragraph(LetterSpan.Blank("how to appeal, to whom and by when")),
        ];
        Note("Appeal", appeal.Clauses, appeal.Reading is null ? Basis.Stated : Basis.Reading, appeal.Reading);
    }

    private void AddFurtherAction(ValueList<Response> named)
    {
        var isRequired = _subject.Required.Contains("further-action");
        if (!isRequired && (named.Count == 0 || LetterTemplates.KindOf(_subject.Policy, _subject.Response, _subject.Kind) != LetterTemplates.Warning))
        {
            return;
        }

        var notice = _subject.Response.Notice!;
        var blocks = new List<LetterBlock>();
        if (named.Count == 0)
        {
            blocks.Add(Text("If this goes on, we may have to consider what further action the policy allows then."));
        }
        else
        {
            blocks.Add(Text("If this goes on, we may have to consider further action. Under the policy that may then be:"));
            blocks.AddRange(named.Select(response => LetterBlock.Item(LetterSpan.Value(LetterMarkdown.OneLine($"{LabelOf(response)} ({Sections(response.Clauses)} of the policy){Approvals(response)}")))));
        }

        blocks.Add(Text("None of this has been decided. We would look at the whole matter again first."));
        _blocks["further-action"] = blocks;
        Note("Further action", isRequired ? notice.Clauses : named[0].Clauses, isRequired && notice.Reading is null ? Basis.Stated : Basis.Reading, isRequired ? notice.Reading : "The policy does not ask for it in this letter; what may follow is told so that it comes as no surprise.");
        foreach (var response in named)
        {
            Note($"“{response.Label}” is named because the policy would permit it, or permit it once approved, if this did not resolve the matter", response.Clauses, Basis.Stated, null);
        }
    }

    private string Approvals(Response response) => response.Approvals.Count == 0 ? "" : ", only after " + Joined(
        [.. response.Approvals.Select(approval => approval.Act switch
        {
            ApprovalAct.Consult => $"consulting the {RoleName(approval.Role)}",
            ApprovalAct.Review => $"a review by the {RoleName(approval.Role)}",
            _ => $"approval by the {RoleName(approval.Role)}",
        })],
        "and");

    // What the policy asks the letter to state, and gives no words for.
    private void AddBlank(string part, string what)
    {
        if (!_subject.Required.Contains(part))
        {
            return;
        }

        _blocks[part] = [LetterBlock.Paragraph(LetterSpan.Blank(what))];
        var notice = _subject.Response.Notice!;
        Note($"The policy asks the notice to state `{part}` and gives nothing to state it from, so it is left to you", notice.Clauses, notice.Reading is null ? Basis.Stated : Basis.Reading, notice.Reading);
    }

    private void Note(string what, ValueList<string> clauses, Basis basis, string? note) => _notes.Add(new LetterNote(note is null ? $"{what}." : $"{what}: {note}", clauses, basis));

    private string RoleName(string role) => Lower(LetterMarkdown.OneLine(_subject.Policy.Roles[role].Label));

    private static string LabelOf(Response response) => Lower(LetterMarkdown.OneLine(response.Label));

    private static LetterBlock Text(string text) => LetterBlock.Paragraph(LetterSpan.Value(text));

    private static LetterBlock Text(string text, ValueList<string> clauses) => Text(clauses.Count == 0 ? text : $"{text} ({Capital(Sections(clauses))} of the policy.)");

    private static string ChannelName(string channel) => channel switch
    {
        "email" => "e-mail",
        "phone" => "telephone",
        "text" => "text message",
        _ => channel.Replace('-', ' '),
    };

    private static string Day(LocalDate date) => DateText.Long(date);

    private static string Lower(string text) => LetterSubjectFinder.Lower(text);

    private static string Capital(string text) => char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
}
