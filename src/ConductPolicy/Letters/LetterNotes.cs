using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Letters;

/// <summary>What the sender of a letter should know of it.</summary>
internal sealed class LetterNotes(LetterSubject subject, DecisionEngine engine, LetterParts parts, ValueList<string> states)
{
    private readonly List<LetterNote> _notes = [];

    public ValueList<LetterNote> All()
    {
        var policy = subject.Policy;
        Add($"Drafted from case {LetterMarkdown.OneLine(subject.Case.Id)}, incident {subject.Incident.Id} of {DateText.Long(subject.Incident.On)}, as of {DateText.Long(subject.Date)}, by the rule set {policy.Id}, version {policy.Version}{(policy.IsAdopted ? "" : ", a draft that the trust has not adopted")}.");
        AddAct();
        AddNotice();
        _notes.AddRange(parts.Notes);
        AddUnstated();
        AddConsiderations();
        foreach (var warning in subject.Decision.Warnings)
        {
            Add(LetterMarkdown.OneLine(warning.Text));
        }

        return _notes.ToValueList();
    }

    /// <summary>A note with its clauses behind it.</summary>
    public static string TextOf(LetterNote note)
    {
        IEnumerable<string> cited = note.Basis switch
        {
            Basis.Reading => [.. note.Clauses, "a reading"],
            Basis.Setting => [.. note.Clauses, "a setting"],
            _ => note.Clauses,
        };
        var joined = string.Join(", ", cited);
        return LetterMarkdown.OneLine(joined.Length == 0 ? note.Text : $"{note.Text} [{joined}]");
    }

    private void AddAct()
    {
        var response = subject.Response;
        if (subject is { Kind: LetterKind.Intention })
        {
            Add($"“{response.Label}” is only intended. The policy would permit it once the person has been heard{(response.Approvals.Count > 0 ? " and what has to be approved is approved" : "")}; this letter decides nothing.", response.Clauses);
        }
        else if (subject.Event is { } known)
        {
            Add(subject.Kind == LetterKind.Extension
                ? $"The extension of {subject.Taking!.Event} is on record as {known}."
                : $"“{response.Label}” is on record as taken on {DateText.Long(subject.Taking!.On)} ({known}).", response.Clauses);
            AddWhenDone(known);
        }
        else
        {
            Add($"“{response.Label}”{(subject.Kind == LetterKind.Extension ? ", extended as a new decision" : "")}: the policy permits it on {DateText.Long(subject.Date)}. It is not on record as taken yet.", response.Clauses);
        }

        if (subject.Kind != LetterKind.Intention && subject.Recorded<NoticeGiven>().LastOrDefault(item => item.Event.For == response.Id && !item.Event.IsIntention && subject.Taking is { } taking && item.Event.On >= taking.On) is { Id: { } given, Event: { } notice })
        {
            Add($"A notice of it is on record already: {given} of {DateText.Long(notice.On)}.");
        }
    }

    // The law lets an act on record be told of; whether it should have been done is another matter, and the sender should know.
    private void AddWhenDone(string act)
    {
        var events = subject.Case.Events;
        var at = new EventIndex(events).Find(act);
        var done = subject.Kind == LetterKind.Extension ? "extended" : "taken";
        if (events[at].On < subject.Policy.InForce.From)
        {
            Add($"Whether it was permitted when it was {done} goes by the version of the policy that was in force then, and not by version {subject.Policy.Version}.");
            return;
        }

        foreach (var reason in LetterSubject.ReasonsAgainst(StatusBefore(events, at)))
        {
            Add($"By the record as it stood when it was {done}, the policy did not permit it: {LetterSubjectFinder.Lower(reason.Text)} Look at this before you send the letter.", reason.Clauses, reason.Basis);
        }

        var by = events[at] switch { ResponseTaken taken => taken.By, BarExtended extended => extended.By, _ => null };
        if (subject.Response.DecidedBy is { } decider && by is not null && !LetterSubject.ActsFor(subject.Policy, by, decider.Role))
        {
            var cited = Citations.Of(decider.Clauses, decider.Reading);
            Add($"By the record the {engine.Builder.Wording.RoleLabel(by)} decided on it, and by the policy the {engine.Builder.Wording.RoleLabel(decider.Role)} decides. Look at this before you send the letter.", cited.Clauses, cited.Basis);
        }
    }

    private ResponseDecision StatusBefore(ValueList<CaseEvent> events, int act)
    {
        var on = events[act].On;
        var earlier = Enumerable.Range(0, events.Count).Where(i => events[i].On < on || (events[i].On == on && i < act))
            .Select(i => events[i] with { Id = EventIndex.IdOf(events[i], i) }).ToList();
        var ids = earlier.Select(item => item.Id).ToHashSet();
        earlier.RemoveAll(item => item is EventAboutEvent about && !ids.Contains(about.Of));
        return engine.Assess(
            subject.Case with { Events = earlier.ToValueList() }, subject.Incident.Id, on, subject.Response.Id, subject.Kind == LetterKind.Extension);
    }

    private void AddNotice()
    {
        if (subject.Kind == LetterKind.Intention || subject.Response.Notice is not { } notice)
        {
            return;
        }

        var form = notice.Form switch { NoticeForm.Written => "in writing", NoticeForm.Spoken => "by word of mouth", _ => "in a form that the policy leaves open" };
        var stated = notice.States.Count > 0 ? $", and states: {string.Join(", ", notice.States)}" : "";
        _notes.Add(new LetterNote($"The notice is given {form}{stated}.{(notice.Reading is null ? "" : $" {notice.Reading}")}", notice.Clauses, notice.Reading is null ? Basis.Stated : Basis.Reading));
    }

    private void AddUnstated()
    {
        foreach (var item in subject.Decision.Behaviours.Where(item => item.Verdict != Verdict.Breach))
        {
            _notes.Add(new LetterNote($"“{item.Behaviour.Label}” is not in the letter. {item.Reasons[0].Text}", item.Reasons[0].Clauses, item.Reasons[0].Basis));
        }

        if (subject.Response.Bar is { } bar && subject.Kind != LetterKind.Intention)
        {
            if (!states.Contains("representations") && subject.Response.Continues is null)
            {
                Add("The letter names no day until which the person may put their side. National guidance on access to school premises asks that they can; consider saying how.");
            }

            if (bar.Appeal is null)
            {
                Add("The policy says nothing of an appeal, so the letter promises none.");
            }

            if (bar.Contact is null)
            {
                Add("The policy says nothing of how the person is in touch with the school in the meantime.");
            }
        }
    }

    private void AddConsiderations()
    {
        var noted = subject.Recorded<ConsiderationNoted>().Where(item => item.Event.For is null || item.Event.For == subject.Response.Id).Select(item => item.Event.Consideration).ToHashSet();
        foreach (var consideration in subject.Policy.Considerations)
        {
            if ((consideration.Before.Count == 0 || consideration.Before.Contains(subject.Response.Id)) && !noted.Contains(consideration.Id))
            {
                var basis = consideration.Why is not null ? Basis.Setting : consideration.Reading is not null ? Basis.Reading : Basis.Stated;
                _notes.Add(new LetterNote($"Not on record as considered: {consideration.Ask}", consideration.Clauses, basis));
            }
        }
    }

    private void Add(string text, ValueList<string>? clauses = null, Basis? basis = null) => _notes.Add(new LetterNote(text, clauses ?? [], basis));
}
