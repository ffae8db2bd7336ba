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
    private readonly Report _report = new();

    private DecisionReport(Decision decision) => _decision = decision;

    public static Report Of(Decision decision)
    {
        var page = new DecisionReport(decision);
        page.AddHead();
        page.AddBreach();
        page.AddRequired();
        page.AddOpen();
        page.AddWaiting();
        page.AddTooEarly();
        page.AddUnknown();
        page.AddClosed();
        page.AddQuestions();
        page.AddConsiderations();
        page.AddWarnings();
        page.AddClauses();
        return page._report;
    }

    private void AddHead()
    {
        var policy = _decision.Policy;
        _report.Title($"{policy.Trust}: {policy.Title}");
        _report.Text($"Case {_decision.Case}, incident {_decision.Incident.Id} of {Day(_decision.Incident.On)}, decided as of {Day(_decision.AsOf)}.");
        _report.Small($"Rule set {policy.Id}, version {policy.Version}{(policy.IsAdopted ? "" : ", a draft that the trust has not adopted")}. Clauses stand in [brackets].");
    }

    private void AddBreach()
    {
        _report.Section("Is it a breach?");
        if (_decision.Scope == ScopeVerdict.Out)
        {
            _report.Text("This policy does not speak of this person. It permits nothing here and forbids nothing.", ScopeCitation());
            return;
        }

        if (_decision.Scope == ScopeVerdict.Unknown)
        {
            _report.Text("It is not known whether the policy speaks of this person; without that nothing can be decided.", ScopeCitation());
        }

        _report.Text(_decision.IsBreach switch
        {
            Truth.True when _decision.Behaviours.Any(item => item is { Verdict: Verdict.Breach, Finding: Finding.Established }) => "Yes. It has been established.",
            Truth.True => "Yes, as alleged. Nobody has found yet whether it happened.",
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
            (true, _) when seriousness.IsLowered => $"Seriousness: {seriousness.To}, as given for this incident. That is LOWER than the rule set's own value, {OwnValue(seriousness)}.",
            (true, _) => $"Seriousness: {seriousness.To}, as given for this incident.",
            (_, true) => $"Seriousness: {seriousness.To} (the policy has no scale: this is how the rule set reads it).",
            _ => $"Seriousness: from {seriousness.From} to {seriousness.To}, until it is known what stands (the policy has no scale: this is how the rule set reads it).",
        });
    }

    private static string OwnValue(SeriousnessRange seriousness) =>
        seriousness.OwnFrom == seriousness.OwnTo ? $"{seriousness.OwnTo}" : $"{seriousness.OwnFrom} to {seriousness.OwnTo}";

    private string ScopeCitation() => CitationText.Of(_decision.Policy.Scope.Clauses, _decision.Policy.Scope.Reading);

    private void AddRequired()
    {
        if (_decision.Scope == ScopeVerdict.Out || _decision.IsBreach == Truth.False)
        {
            return;
        }

        _report.Section("What has to be done now");
        if (_decision.Required.Count == 0)
        {
            _report.Text("Nothing more that the policy asks for.");
        }

        foreach (var item in _decision.Required)
        {
            _report.Item(item.Label + (item.Kind == RequiredKind.Duty ? " (the policy says that this will be done)" : ""), CitationText.Of(item.Clauses, Basis.Stated));
        }
    }

    private void AddOpen()
    {
        var open = WithStatus(ResponseStatus.Permitted);
        if (_decision.Scope == ScopeVerdict.Out || _decision.IsBreach == Truth.False)
        {
            return;
        }

        _report.Section("What may be done today");
        if (open.Count == 0)
        {
            _report.Text("None of the policy's responses may be taken today.");
        }

        foreach (var item in open)
        {
            _report.Item(NameOf(item), CitationText.Of(item.Response.Clauses, item.Response.Reading));
            AddGrounds(item);
            AddTerms(item.Response);
        }

        AddNext();
    }

    private void AddNext()
    {
        var ladder = _decision.Responses.Where(item => !item.Response.IsImmediate).ToList();
        if (_decision.IsResolved)
        {
            _report.Text("The last step on record resolved the matter, so no further step follows from it.");
        }
        else if (_decision.Next.Count > 0)
        {
            _report.Text($"The least step open on the ladder: {string.Join(" or ", _decision.Next.Select(id => _decision[id].Response.Label))}. The policy limits how far one may go; it does not ask for the milder steps first.");
        }
        else if (ladder.Exists(item => item.Taken.Count > 0 && item.Status is ResponseStatus.Permitted or ResponseStatus.AwaitingApproval))
        {
            _report.Text("No further step of the ladder is open above what has been done.");
        }

        foreach (var item in _decision.Responses.Where(item => item.InForce is { } taking && _decision.Awaited.Contains(taking.Event)))
        {
            _report.Text($"No outcome is on record yet of: {item.Response.Label}, of {Day(item.InForce!.On)}. Once it is known, put it on record.");
        }
    }

    private void AddWaiting()
    {
        var waiting = WithStatus(ResponseStatus.AwaitingApproval);
        if (waiting.Count == 0)
        {
            return;
        }

        _report.Section("What may be done once others have had their say");
        foreach (var item in waiting)
        {
            _report.Item(NameOf(item), CitationText.Of(item.Response.Clauses, item.Response.Reading));
            if (item.Taken.Count > 0)
            {
                _report.Detail("What was approved before has been used. To do it again, or to extend it:");
            }

            AddReasons(item, reason => reason.Code == "approval-missing");
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
        while (early.Count > 0)
        {
            var first = early[0];
            AddTooEarly(early.FindAll(item => item.Reasons.Equals(first.Reasons)));
            early.RemoveAll(item => item.Reasons.Equals(first.Reasons));
        }
    }

    // Responses that wait for the same thing say so once.
    private void AddTooEarly(List<ResponseDecision> alike)
    {
        foreach (var item in alike)
        {
            _report.Item(NameOf(item), CitationText.Of(item.Response.Clauses, item.Response.Reading));
        }

        AddReasons(alike[0], _ => true);
        foreach (var act in alike[0].Missing.OfType<MissingAct>().Where(act => act.AwaitsOutcome))
        {
            _report.Detail($"It is on record without an outcome: put on record what came of it ({string.Join(" or ", act.Ids)}).");
        }

        foreach (var item in alike)
        {
            foreach (var approval in item.Response.Approvals)
            {
                _report.Detail($"And then: {ToDo(approval)}.", CitationText.Of(approval.Clauses, approval.Reading));
            }
        }
    }

    private void AddUnknown()
    {
        var unknown = WithStatus(ResponseStatus.Unknown);
        if (unknown.Count == 0)
        {
            return;
        }

        _report.Section("What depends on an answer");
        foreach (var item in unknown)
        {
            _report.Item(NameOf(item), CitationText.Of(item.Response.Clauses, item.Response.Reading));
            AddReasons(item, _ => true);
        }
    }

    private void AddClosed()
    {
        if (_decision.Scope == ScopeVerdict.Out || _decision.IsBreach == Truth.False)
        {
            _report.Section("What may be done today");
            _report.Text("There is no breach of this policy here, so none of its responses applies.");
            return;
        }

        var closed = _decision.Responses.Where(item => item.Status is ResponseStatus.NotApplicable or ResponseStatus.Disproportionate).ToList();
        if (closed.Count == 0)
        {
            return;
        }

        _report.Section("What is not open, and why");
        foreach (var item in closed)
        {
            _report.Item($"{NameOf(item)}{(item.Status == ResponseStatus.Disproportionate ? ": out of proportion" : "")}", CitationText.Of(item.Response.Clauses, item.Response.Reading));
            AddReasons(item, _ => true);
        }
    }

    private void AddQuestions()
    {
        if (_decision.Ask.Count == 0)
        {
            return;
        }

        _report.Section("Questions to answer, the most decisive first");
        foreach (var question in _decision.Ask)
        {
            _report.Item($"{question.Text} (fact: {question.Fact})");
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

    private void AddWarnings()
    {
        if (_decision.Warnings.Count == 0)
        {
            return;
        }

        _report.Section("Look at the record again");
        foreach (var warning in _decision.Warnings)
        {
            _report.Item(warning.Text);
        }
    }

    private void AddClauses()
    {
        _report.Section("The clauses this rests on");
        foreach (var item in _decision.ReliedOn)
        {
            _report.Item($"{item.Clause.Id}: {item.Clause.Text}", item.Basis == Basis.Stated ? "" : CitationText.Of([], item.Basis));
        }

        _report.Small("“A reading” is how the rule set understands a clause whose words leave it open; “a setting” is the trust's own choice where the text is silent. Everything else is what the text states.");
        _report.Small("This says what the trust's policy says, restated. It is not legal advice, and the policy document decides.");
    }

    private List<ResponseDecision> WithStatus(ResponseStatus status) => [.. _decision.Responses.Where(item => item.Status == status)];

    private static string NameOf(ResponseDecision item)
    {
        var rung = item.Response.Rung is { } number ? $" (rung {number.ToString(CultureInfo.InvariantCulture)})" : "";
        return $"{item.Response.Label}{rung}{TakenText(item)}";
    }

    private static string TakenText(ResponseDecision item) => item switch
    {
        { InForce: { Until: { } until } inForce } => $". IN FORCE since {Day(inForce.On)}, until {Day(until)} included",
        { InForce: { } inForce, Response.Bar: not null } => $". IN FORCE since {Day(inForce.On)}, without an end on record",
        { Taken.Count: > 0, Response.Bar: not null } => $". Was in force from {Day(item.Taken[^1].On)}; not now",
        { Taken.Count: > 0 } => $". Done on {Day(item.Taken[^1].On)}",
        _ => "",
    };

    private void AddReasons(ResponseDecision item, Func<Reason, bool> isWanted)
    {
        foreach (var reason in item.Reasons.Where(isWanted))
        {
            _report.Detail(reason.Text, CitationText.Of(reason.Clauses, reason.Basis));
        }
    }

    // What holds for every response here (the person is in scope, a behaviour stands, nothing closes the ladder) needs no line.
    private void AddGrounds(ResponseDecision item)
    {
        if (item.Response is { IsImmediate: true, When: null })
        {
            _report.Detail("The policy sets no condition for it besides the breach.");
        }

        AddReasons(item, reason => reason.Code is "condition-holds" or "sequence-holds" or "within-ceiling" or "approval-on-record");
    }

    private void AddTerms(Response response)
    {
        if (response.DecidedBy is { } decider)
        {
            _report.Detail($"Decided by: {_decision.Policy.Roles[decider.Role].Label}.", CitationText.Of(decider.Clauses, decider.Reading));
        }

        if (response.Notice is { } notice)
        {
            var form = notice.Form switch { NoticeForm.Written => "in writing", NoticeForm.Spoken => "by word of mouth", _ => "" };
            var states = notice.States.Count > 0 ? $"The notice {(form.Length > 0 ? $"is {form} and " : "")}has to state {And(notice.States.Select(StateText))}." : $"The person is told {form}.";
            _report.Detail(states, CitationText.Of(notice.Clauses, notice.Reading));
        }

        if (response.Bar is { } bar)
        {
            AddBar(bar);
        }
    }

    private void AddBar(BarTerms bar)
    {
        _report.Detail(bar.IsTimeLimited ? "It has to have an end." : "The policy does not limit it in time.", CitationText.Of(bar.Clauses, bar.Reading));
        if (bar.Review is { } review)
        {
            _report.Detail(review.At == "at-end" ? "It is reviewed at its end." : "It is reviewed on or before its end.", CitationText.Of(review.Clauses, review.Reading));
        }

        if (bar.Contact is { } contact)
        {
            var channels = contact.Channels.Count > 0 ? $", by {Or(contact.Channels)}" : "";
            _report.Detail($"Meanwhile all contact goes through the {Or(contact.Through.Select(role => ConditionWordingOf(role)))}{channels}.", CitationText.Of(contact.Clauses, contact.Reading));
        }

        _report.Detail(
            bar.Appeal is null ? "The policy says nothing of an appeal." : "The person has a right to appeal.",
            bar.Appeal is { } appeal ? CitationText.Of(appeal.Clauses, appeal.Reading) : "");
    }

    private string ConditionWordingOf(string role)
    {
        var label = _decision.Policy.Roles[role].Label;
        return label.Length > 1 && char.IsUpper(label[1]) ? label : char.ToLowerInvariant(label[0]) + label[1..];
    }

    private string ToDo(Approval approval)
    {
        var who = ConditionWordingOf(approval.Role);
        return approval.Act switch
        {
            ApprovalAct.Consult => $"consult the {who}",
            ApprovalAct.Review => $"have the {who} review and confirm it",
            _ => $"have the {who} approve it",
        };
    }

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

    private static string And(IEnumerable<string> items) => Joined([.. items], "and");

    private static string Or(IEnumerable<string> items) => Joined([.. items], "or");

    private static string Joined(List<string> items, string last) =>
        items.Count == 1 ? items[0] : $"{string.Join(", ", items.Take(items.Count - 1))} {last} {items[^1]}";

    private static string Day(LocalDate date) => date.ToDateOnly().ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);
}
