using System.Globalization;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>A decision as a page that a headteacher can act on.</summary>
internal sealed class DecisionReport
{
    private readonly Decision _decision;
    private readonly Policy _policy;
    private readonly Report _report = new();

    private DecisionReport(Decision decision)
    {
        _decision = decision;
        _policy = decision.Policy;
    }

    public static Report Of(Decision decision)
    {
        var page = new DecisionReport(decision);
        page.AddHead();
        page.AddBreach();
        if (decision.Scope == ScopeVerdict.Out || decision.IsBreach == Truth.False)
        {
            page.AddNothingApplies();
        }
        else
        {
            page.AddToDo();
            page.AddInForce();
            page.AddOpen();
            page.AddWaiting();
            page.AddTooEarly();
            page.AddWithReasons("What depends on an answer", page.WithStatus(ResponseStatus.Unknown));
            page.AddWithReasons("What is not open, and why", [.. decision.Responses.Where(item => item.Status is ResponseStatus.NotApplicable or ResponseStatus.Disproportionate)]);
        }

        page.AddRecord();
        page.AddDatesOfBars();
        page.AddMessages();
        page.AddQuestions();
        page.AddConsiderations();
        page.AddClauses();
        return page._report;
    }

    private void AddHead()
    {
        _report.Title($"{_policy.Trust}: {_policy.Title}");
        _report.Text($"Case {_decision.Case}, incident {_decision.Incident.Id} of {Day(_decision.Incident.On)}, decided as of {Day(_decision.AsOf)}.");
        _report.Small($"{VersionText.Of(_policy, _decision.AsOf)} [Clauses stand in brackets.] “A reading” is how the rule set understands a clause whose words leave it open; “a setting” is the trust's own choice where the text is silent.");
    }

    private void AddBreach()
    {
        _report.Section("Is it a breach?");
        if (_decision.Scope == ScopeVerdict.Out)
        {
            _report.Text(_decision.Responses[0].Reasons[0].Text, CitationText.Of(_policy.Scope.Clauses, _policy.Scope.Reading));
            if (_policy.Scope.Reading is { } reading)
            {
                _report.Text($"How those clauses are read: {reading}");
            }

            return;
        }

        if (_decision.Scope == ScopeVerdict.Unknown)
        {
            _report.Text("It is not known whether the policy speaks of this person; without that nothing can be decided.", CitationText.Of(_policy.Scope.Clauses, _policy.Scope.Reading));
        }

        _report.Text(_decision.IsBreach switch
        {
            Truth.True when _decision.Behaviours.Any(item => item is { Verdict: Verdict.Breach, Finding: Finding.Established }) => "Yes. It has been established.",
            Truth.True => "Yes, as alleged. No finding is on record yet; until there is one, an alleged breach is decided as a breach.",
            Truth.Unknown => "Not known yet: the answers below decide.",
            _ when _decision.Behaviours.Count == 0 => "No. The incident names no behaviour.",
            _ => "No.",
        });
        foreach (var item in _decision.Behaviours)
        {
            _report.Item($"{item.Behaviour.Label}. {item.Reasons[0].Text}", CitationText.Of(item.Reasons[0].Clauses, item.Reasons[0].Basis));
        }

        AddSeriousness();
    }

    private void AddSeriousness()
    {
        var seriousness = _decision.Seriousness;
        if (seriousness.To is null || _decision.IsBreach == Truth.False)
        {
            return;
        }

        _report.Text((seriousness.IsGiven, seriousness.From == seriousness.To) switch
        {
            (true, _) when seriousness.IsLowered => $"Seriousness: {seriousness.To}, as given for this incident. That is lower than the rule set's own value, {Range(seriousness.OwnFrom, seriousness.OwnTo)}: make sure that whoever gave it says why.",
            (true, _) => $"Seriousness: {seriousness.To}, as given for this incident.",
            (_, true) => $"Seriousness: {seriousness.To} (the policy has no scale: this is how the rule set reads it).",
            _ => $"Seriousness: {Range(seriousness.From, seriousness.To)}, until it is known what stands (the policy has no scale: this is how the rule set reads it).",
        });
    }

    private void AddNothingApplies()
    {
        _report.Section("What may be done today");
        _report.Text(_decision.Scope == ScopeVerdict.Out
            ? "None of this policy's responses, since it does not speak of this person. What else the school may do is not for this policy to say."
            : "There is no breach of this policy here, so none of its responses applies.");
    }

    private void AddToDo()
    {
        _report.Section("What has to be done now");
        var before = _report.Lines.Count;
        foreach (var item in _decision.Required)
        {
            _report.Item(item.Label + (item.Kind == RequiredKind.Duty ? " (the policy says that this will be done)" : ""), CitationText.Of(item.Clauses, Basis.Stated));
            if (item.Kind == RequiredKind.Duty)
            {
                AddGrounds(_decision[item.Id]);
            }
        }

        AddAwaitedOutcomes();
        foreach (var item in _decision.Responses.Where(item => item.InForce is not null))
        {
            AddEnd(item);
        }

        if (_report.Lines.Count == before)
        {
            _report.Text("Nothing more that the policy asks for by itself; what a response needs first stands with it below.");
        }
    }

    private void AddAwaitedOutcomes()
    {
        var ids = _decision.Responses.SelectMany(item => item.Missing).OfType<MissingAct>().Where(act => act.AwaitsOutcome).SelectMany(act => act.Ids).Distinct();
        foreach (var id in ids)
        {
            var waiting = _decision.Responses.Where(item => item.Missing.OfType<MissingAct>().Any(act => act.AwaitsOutcome && act.Ids.Contains(id))).Select(item => item.Response.Label);
            _report.Item($"Put on record what came of this, which has no outcome yet: {LabelOf(id)}. It decides on: {Joined([.. waiting], "and")}.");
        }
    }

    private void AddEnd(ResponseDecision item)
    {
        if (item.InForce!.Until is not { } until)
        {
            return;
        }

        var goesOn = _decision.Responses.FirstOrDefault(other => other.Response.Continues == item.Response.Id && other.Status is not ResponseStatus.NotApplicable);
        _report.Item($"{item.Response.Label}: it ends with {Day(until)}.{(goesOn is null ? "" : $" If it is to go on, this has to be ready before then: {goesOn.Response.Label} (see below).")}");
    }

    private void AddInForce()
    {
        var bars = _decision.Responses.Where(item => item is { InForce: not null, Response.Bar: not null }).ToList();
        if (bars.Count == 0)
        {
            return;
        }

        _report.Section("What is in force");
        foreach (var item in bars)
        {
            var until = item.InForce!.Until is { } last ? $"until {Day(last)} included" : "with no last day on record";
            _report.Item($"{item.Response.Label}, since {Day(item.InForce.On)}, {until}", CitationText.Of(item.Response.Clauses, Basis.Stated));
            AddBar(item.Response.Bar!);
        }
    }

    private void AddOpen()
    {
        _report.Section("What may be done today");
        var open = WithStatus(ResponseStatus.Permitted).FindAll(item => !_decision.Required.Any(action => action.Id == item.Response.Id));
        if (open.Count == 0)
        {
            _report.Text("None of the policy's responses yet: see below what has to come first, and what depends on an answer.");
        }

        AddNext(isOtherOpen: open.Count > 0);
        foreach (var item in open)
        {
            AddName(item);
            AddGrounds(item);
            AddTerms(item.Response);
        }
    }

    private void AddNext(bool isOtherOpen)
    {
        var isClimbed = _decision.Responses.Any(item => !item.Response.IsImmediate && item.Taken.Count > 0);
        if (_decision.IsResolved)
        {
            _report.Text("The last step on record resolved the matter, so no further step follows from it.");
        }
        else if (_decision.Next.Count > 0)
        {
            var names = _decision.Next.Select(id => _decision[id].Response.Label + (_decision[id].Status == ResponseStatus.AwaitingApproval ? " (not yet: others have to be asked first)" : ""));
            var lead = !isClimbed ? "The mildest step of the ladder that is open"
                : IsHighestOver() ? "The highest step taken is in force no more, so nothing has to follow; should more be needed, the lowest step above it that is open"
                : "The next step up from what has been done";
            _report.Text($"{lead}: {Joined([.. names], "or")}.");
        }
        else if (isClimbed)
        {
            _report.Text("No further step of the ladder is open today above what has been done; below stands what would open one.");
        }
        else if (isOtherOpen)
        {
            _report.Text("No rung of the ladder is open today; below stands why.");
        }

        var ladder = _policy.Responses.Where(response => !response.IsImmediate).OrderBy(response => response.Rung)
            .Select(response => $"{response.Rung!.Value.ToString(CultureInfo.InvariantCulture)} {response.Label}");
        _report.Text($"The ladder, rung by rung: {string.Join("; ", ladder)}. A rung limits how far one may go; the milder ones need not come first unless a step says so.");
    }

    // The highest response taken is in force no more, and what comes next lies above it: a step up from it is nothing that follows.
    private bool IsHighestOver()
    {
        var taken = _decision.Responses.Where(item => !item.Response.IsImmediate && item.Taken.Count > 0).ToList();
        var highest = taken.Max(item => item.Response.Rung);
        return taken.TrueForAll(item => item.Response.Rung < highest || item.InForce is null) && _decision[_decision.Next[0]].Response.Rung > highest;
    }

    private void AddWaiting()
    {
        var waiting = WithStatus(ResponseStatus.AwaitingApproval);
        if (waiting.Count == 0)
        {
            return;
        }

        _report.Section("What may be done only after others have been asked");
        foreach (var item in waiting)
        {
            AddName(item);
            AddReasons(item, "approval-missing", "Still to do: ");
            AddGrounds(item);
            AddTerms(item.Response);
        }
    }

    private void AddTooEarly()
    {
        var early = WithStatus(ResponseStatus.TooEarly);
        if (early.Count == 0)
        {
            return;
        }

        _report.Section("What has to wait for something else first");
        foreach (var item in early)
        {
            AddName(item);
            AddReasons(item, "comes-first", "");
            AddReasons(item, "above-ceiling", "Too far up as well: ");
            foreach (var approval in item.Response.Approvals)
            {
                _report.Detail($"And then: {ToDo(approval)}.", CitationText.Of(approval.Clauses, approval.Reading));
            }

            AddNotice(item.Response);
        }
    }

    private void AddWithReasons(string title, List<ResponseDecision> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        _report.Section(title);
        foreach (var item in items)
        {
            AddName(item);
            foreach (var reason in item.Reasons)
            {
                _report.Detail(reason.Text, CitationText.Of(reason.Clauses, reason.Basis));
            }

            AddAnswersWanted(item);
        }
    }

    // A condition that is not known says what it asks; a ceiling, and whether a behaviour stands, do not.
    private void AddAnswersWanted(ResponseDecision item)
    {
        var questions = item.Missing.OfType<MissingFact>().Select(missing => missing.Question).ToList();
        if (questions.Count > 0 && item.Reasons.Any(reason => reason.Code is "ceiling-unknown" or "breach-undetermined"))
        {
            _report.Detail($"It turns on this: {string.Join(" ", questions)}");
        }
    }

    private void AddRecord()
    {
        if (_decision.Warnings.Count == 0)
        {
            return;
        }

        _report.Section("What to look at in the record");
        foreach (var warning in _decision.Warnings)
        {
            _report.Item(warning.Text);
        }
    }

    private void AddDatesOfBars()
    {
        var messages = _decision.Messages.Select(message => message.Event).ToHashSet();
        var dates = _decision.Deadlines.Where(deadline => deadline.Event is null || !messages.Contains(deadline.Event)).ToList();
        if (dates.Count == 0)
        {
            return;
        }

        _report.Section("Dates of what is in force");
        foreach (var date in dates)
        {
            _report.Item($"{Day(date.On)}{(date.On < _decision.AsOf ? " (past, and not on record)" : "")}: {date.What}", CitationText.Of(date.Clauses, date.Basis));
            if (date.MovedFrom is { } from)
            {
                _report.Detail(BarReport.MovedText(from));
            }

            if (date.Note is { } note)
            {
                _report.Detail(note);
            }
        }
    }

    private void AddMessages()
    {
        if (_decision.Messages.Count == 0)
        {
            return;
        }

        _report.Section("Messages and their answers");
        foreach (var message in _decision.Messages)
        {
            AddMessage(message);
        }
    }

    private void AddMessage(MessageOnRecord message)
    {
        var deadline = message.Deadline;
        var came = $"{deadline.Timescale.Label}, {message.Event} of {Day(deadline.Count.Received)}";
        _report.Item(
            message.AnsweredOn is { } answered ? $"{came}: answered on {Day(answered)}; due by {Day(message.Due)}{Late(message.LateBy)}."
                : _decision.AsOf > message.Due ? $"{came}: was due by {Day(message.Due)}, and no answer is on record{Late(message.LateBy)}."
                : $"{came}: due by {Day(message.Due)}.",
            CitationText.Of(deadline.Clauses, message.Basis));
        if (message.Due != deadline.Due)
        {
            _report.Detail($"At first it was due by {Day(deadline.Due)}; a holding reply that came in time named the day above, and is read as moving it there. The policy says nothing of holding replies.");
        }
        else if (message.HoldingUntil is { } until && until != deadline.Due)
        {
            _report.Detail($"A holding reply named {Day(until)}{Late(message.LateByHolding)}. It came when the answer was due already, so the day above stays as it is.");
        }

        DeadlineReport.AddGrounds(_report, deadline);
    }

    private static string Late(int? workingDays) => workingDays switch
    {
        null or 0 => "",
        1 => ": 1 working day late",
        _ => $": {workingDays.Value.ToString(CultureInfo.InvariantCulture)} working days late",
    };

    private void AddQuestions()
    {
        if (_decision.Ask.Count == 0)
        {
            return;
        }

        _report.Section("Questions whose answers would decide more");
        foreach (var question in _decision.Ask)
        {
            _report.Item(question.Text);
        }
    }

    private void AddConsiderations()
    {
        if (_decision.Consider.Count == 0)
        {
            return;
        }

        _report.Section("Think of this before you decide");
        foreach (var consideration in _decision.Consider)
        {
            var basis = consideration.Why is not null ? Basis.Setting : consideration.Reading is not null ? Basis.Reading : Basis.Stated;
            _report.Item(consideration.Ask, CitationText.Of(consideration.Clauses, basis));
        }
    }

    private void AddClauses()
    {
        _report.Section("The clauses, restated");
        foreach (var item in _decision.ReliedOn)
        {
            _report.Item($"{item.Clause.Id}: {item.Clause.Text}");
        }

        _report.Small("This says what the trust's policy says, restated. It is not legal advice, and the policy document decides.");
    }

    private List<ResponseDecision> WithStatus(ResponseStatus status) =>
        [.. _decision.Responses.Where(item => item.Status == status).OrderBy(item => item.Response.IsImmediate)];

    private void AddName(ResponseDecision item)
    {
        var rung = item.Response.Rung is { } number ? $" (rung {number.ToString(CultureInfo.InvariantCulture)})" : "";
        var again = item switch
        {
            { InForce: not null, Response.Bar: not null } => ": another one, or an extension of the one in force",
            { Taken.Count: > 0, Response.Bar: not null } => $": another one (the last began on {Day(item.Taken[^1].On)})",
            { Taken.Count: > 0 } => $", again (it was done on {Day(item.Taken[^1].On)})",
            _ => "",
        };
        _report.Item($"{item.Response.Label}{rung}{again}", CitationText.Of(item.Response.Clauses, Basis.Stated));
    }

    // What holds for every response here (the person is in scope, a behaviour stands, nothing closes the ladder) needs no line.
    private void AddGrounds(ResponseDecision item)
    {
        if (item.Response is { IsImmediate: true, When: null })
        {
            _report.Detail("The policy sets no condition for it besides a breach, alleged or established.");
        }

        AddReasons(item, "approval-on-record", "Done: ");
        AddReasons(item, "sequence-holds", "Done: ");
        AddReasons(item, "condition-holds", "Holds: ");
        AddReasons(item, "within-ceiling", "");
    }

    private void AddReasons(ResponseDecision item, string code, string lead)
    {
        foreach (var reason in item.Reasons.Where(reason => reason.Code == code))
        {
            _report.Detail(lead + (lead.Length > 0 ? Small(reason.Text) : reason.Text), CitationText.Of(reason.Clauses, reason.Basis));
        }
    }

    private void AddTerms(Response response)
    {
        if (response.DecidedBy is { } decider)
        {
            _report.Detail($"Decided by: {_policy.Roles[decider.Role].Label}.", CitationText.Of(decider.Clauses, decider.Reading));
        }

        AddNotice(response);
        if (response.Bar is { } bar)
        {
            AddBar(bar);
        }
    }

    private void AddNotice(Response response)
    {
        if (response.Notice is not { } notice)
        {
            return;
        }

        var form = notice.Form switch { NoticeForm.Written => " (in writing)", NoticeForm.Spoken => " (by word of mouth)", _ => "" };
        var states = notice.States.Select(StateText).ToList();
        _report.Detail(
            states.Count > 0 ? $"The letter or notice{form} has to state: {string.Join("; ", states)}." : $"The person has to be told{form}.",
            CitationText.Of(notice.Clauses, notice.Reading));
    }

    private void AddBar(BarTerms bar)
    {
        if (bar.IsTimeLimited)
        {
            _report.Detail("It has to have an end.", CitationText.Of(bar.Clauses, bar.Reading));
        }

        if (bar.Representations is { } representations)
        {
            _report.Detail("The person may put their side while it runs.", CitationText.Of(representations.Clauses, representations.Reading));
        }

        if (bar.Review is { } review)
        {
            _report.Detail(review.At == "at-end" ? "It is reviewed at its end." : "It is reviewed on or before its end.", CitationText.Of(review.Clauses, review.Reading));
        }

        if (bar.Contact is { } contact)
        {
            var channels = contact.Channels.Count > 0 ? $", by {Joined([.. contact.Channels], "or")}" : "";
            _report.Detail($"Meanwhile all contact goes through {Joined([.. contact.Through.Select(role => $"the {RoleName(role)}")], "or")}{channels}.", CitationText.Of(contact.Clauses, contact.Reading));
        }

        if (bar.Appeal is { } appeal)
        {
            _report.Detail("The person has a right to appeal.", CitationText.Of(appeal.Clauses, appeal.Reading));
        }
        else
        {
            _report.Detail("The policy says nothing of an appeal.");
        }
    }

    private string LabelOf(string stepOrResponse) =>
        _policy.Steps.TryGet(stepOrResponse, out var step) ? step.Label : _policy.Responses[stepOrResponse].Label;

    private string RoleName(string role) => Small(_policy.Roles[role].Label);

    private string ToDo(Approval approval) => approval.Act switch
    {
        ApprovalAct.Consult => $"consult the {RoleName(approval.Role)}",
        ApprovalAct.Review => $"have the {RoleName(approval.Role)} review it; it may be taken only if the review confirms it",
        _ => $"have the {RoleName(approval.Role)} approve it",
    };

    private static string StateText(string state) => state switch
    {
        "reasons" => "the reasons",
        "length" => "how long it lasts",
        "review-date" => "when it is reviewed",
        "representations" => "how the person can put their side, and by when",
        "contact-route" => "how to contact the school meanwhile",
        "appeal" => "the right to appeal",
        _ => "what further action follows if it goes on",
    };

    private static string Range(string? from, string? to) => from == to ? $"{to}" : $"from {from} to {to}";

    // Abbreviations and quoted labels keep their capitals.
    internal static string Small(string text) => text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    private static string Joined(List<string> items, string last) =>
        items.Count == 1 ? items[0] : $"{string.Join(", ", items.Take(items.Count - 1))} {last} {items[^1]}";

    internal static string Day(LocalDate date) => date.ToDateOnly().ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);
}
