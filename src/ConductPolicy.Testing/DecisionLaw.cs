using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using static ConductPolicy.Testing.BrokenLawException;

namespace ConductPolicy.Testing;

/// <summary>What holds of every decision: each law, for one case.</summary>
internal static class DecisionLaw
{
    public static void Out_of_scope(LawSubject subject, ConductCase given)
    {
        foreach (var decision in subject.Decisions(given).Where(decision => decision.Scope == ScopeVerdict.Out))
        {
            foreach (var item in decision.Responses)
            {
                Unless(item.Status == ResponseStatus.NotApplicable, $"Incident {decision.Incident.Id} is out of scope, and `{item.Response.Id}` is {item.Status}.");
            }

            Unless(decision.Required.Count == 0, $"Incident {decision.Incident.Id} is out of scope, and this is required: {string.Join(", ", decision.Required.Select(item => item.Id))}.");
            Unless(decision.Ask.Count == 0, $"Incident {decision.Incident.Id} is out of scope, and this is asked: {string.Join(", ", decision.Ask.Select(item => item.Fact))}.");
            Unless(decision.Next.Count == 0, $"Incident {decision.Incident.Id} is out of scope, and the next step is {decision.Next}.");
            Unless(decision.Deadlines.Count == 0, $"Incident {decision.Incident.Id} is out of scope, and has deadlines.");
        }
    }

    public static void Answering_an_unknown(LawSubject subject, ConductCase given)
    {
        foreach (var before in subject.Decisions(given))
        {
            foreach (var question in before.Ask)
            {
                foreach (var answer in FactArbitrary.PossibleAnswers(subject.Policy.Facts[question.Fact], subject.Policy))
                {
                    var learnt = new FactsLearnt { On = given.AsOf!.Value, Incident = before.Incident.Id, Facts = [new FactAnswer(question.Fact, answer)] };
                    var after = subject.Decide(given with { Events = [.. given.Events, learnt] }, before.Incident.Id);
                    foreach (var (was, now) in before.Responses.Zip(after.Responses).Where(pair => pair.First.Status != ResponseStatus.Unknown))
                    {
                        Unless(Class(was.Status) == Class(now.Status), $"Of incident {before.Incident.Id}, `{was.Response.Id}` was {was.Status}; with `{question.Fact}`, not known before, answered {answer}, it is {now.Status}.");
                    }
                }
            }
        }
    }

    public static void An_approval(LawSubject subject, ConductCase given)
    {
        foreach (var before in subject.Decisions(given))
        {
            foreach (var response in subject.Policy.Responses)
            {
                foreach (var approval in response.Approvals)
                {
                    var after = subject.Decide(With(given, before, response.Id, [(approval.Act, approval.Role)]), before.Incident.Id);
                    foreach (var (was, now) in before.Responses.Zip(after.Responses))
                    {
                        Unless(
                            was.Status == now.Status || (was.Status == ResponseStatus.AwaitingApproval && now.Status == ResponseStatus.Permitted),
                            $"Of incident {before.Incident.Id}, `{was.Response.Id}` was {was.Status}; with a {approval.Act} of `{approval.Role}` for `{response.Id}` on record, it is {now.Status}.");
                    }
                }
            }
        }
    }

    /// <summary>An approval that has to wait for something counts for nothing before it, so those that the rule set makes wait may still be missing.</summary>
    public static void Awaited_approvals(LawSubject subject, ConductCase given)
    {
        foreach (var before in subject.Decisions(given))
        {
            foreach (var awaiting in before.Responses.Where(item => item.Status == ResponseStatus.AwaitingApproval))
            {
                var missing = awaiting.Missing.OfType<MissingApproval>().ToList();
                Unless(missing.Count > 0, $"Of incident {before.Incident.Id}, `{awaiting.Response.Id}` waits for an approval, and none is missing.");
                var after = subject.Decide(With(given, before, awaiting.Response.Id, missing.Select(item => (item.Act, item.Role))), before.Incident.Id)[awaiting.Response.Id];
                var waiting = awaiting.Response.Approvals.Where(asked => asked.After is not null).Select(asked => (asked.Act, asked.Role)).ToHashSet();
                var left = after.Missing.OfType<MissingApproval>().Where(item => !waiting.Contains((item.Act, item.Role))).ToList();
                Unless(
                    after.Status == ResponseStatus.Permitted || (after.Status == ResponseStatus.AwaitingApproval && left.Count == 0),
                    $"Of incident {before.Incident.Id}, `{awaiting.Response.Id}` waited for {Of(missing)}; with these on record it is {after.Status}{(left.Count == 0 ? "" : $", and still waits for {Of(left)}")}.");
            }
        }
    }

    public static void Order_of_events(LawSubject subject, ConductCase given)
    {
        var backwards = given with { Events = given.Events.OrderByDescending(item => item.On).ToValueList() };
        var mixed = given with { Events = given.Events.OrderBy(item => item.On.Day * 7 % 16).ToValueList() };
        foreach (var incident in subject.Decidable(given))
        {
            var text = subject.Decide(given, incident.Id).ToJson();
            UnlessSame(text, subject.Decide(backwards, incident.Id).ToJson(), $"Incident {incident.Id} is decided otherwise with the events of the last day listed first.");
            UnlessSame(text, subject.Decide(mixed, incident.Id).ToJson(), $"Incident {incident.Id} is decided otherwise with the events of different days listed in another order.");
        }
    }

    public static void Order_of_rules_and_facts(LawSubject subject, ConductCase given)
    {
        var other = given with { Facts = [.. given.Facts.Reverse()], Incidents = given.Incidents.Select(incident => incident with { Facts = [.. incident.Facts.Reverse()] }).ToValueList() };
        foreach (var incident in subject.Decidable(given))
        {
            UnlessSame(
                InOrderOfIds(subject.Decide(given, incident.Id)), InOrderOfIds(subject.DecideTurned(other, incident.Id)),
                $"Incident {incident.Id} is decided otherwise with the definitions of the rule set and the facts of the case listed the other way round.");
        }
    }

    public static void Later_events(LawSubject subject, ConductCase given)
    {
        var seen = given with { Events = given.Events.Where(item => item.On <= given.AsOf).ToValueList() };
        foreach (var incident in subject.Decidable(given))
        {
            UnlessSame(
                subject.Decide(seen, incident.Id).ToJson(), subject.Decide(given, incident.Id).ToJson(),
                $"Incident {incident.Id} is decided otherwise with what is dated after the day of the decision on record.");
        }
    }

    public static void Clauses(LawSubject subject, ConductCase given)
    {
        foreach (var decision in subject.Decisions(given))
        {
            foreach (var item in decision.Behaviours)
            {
                IsCited(decision, $"behaviour `{item.Behaviour.Id}`", item.Reasons, mayBeBare: false);
            }

            foreach (var item in decision.Responses)
            {
                IsCited(decision, $"response `{item.Response.Id}`", item.Reasons, decision.Behaviours.Count == 0);
            }

            foreach (var item in decision.Required)
            {
                AreOfThePolicy(decision, $"`{item.Id}`, which is required", item.Clauses);
            }

            Unless(decision.ReliedOn.Count > 0, $"The decision of incident {decision.Incident.Id} relies on no clause.");
        }
    }

    public static void Questions(LawSubject subject, ConductCase given)
    {
        foreach (var decision in subject.Decisions(given))
        {
            var asked = decision.Ask.Select(question => question.Fact).ToHashSet();
            foreach (var item in decision.Responses.Where(item => item.Status == ResponseStatus.Unknown))
            {
                Unless(
                    item.Missing.Count > 0 && item.Missing.All(missing => missing is MissingFact fact && asked.Contains(fact.Fact)),
                    $"Of incident {decision.Incident.Id}, `{item.Response.Id}` is {item.Status}, and what it lacks is not all asked: {item.Missing}.");
            }
        }
    }

    public static void Again(LawSubject subject, ConductCase given)
    {
        foreach (var incident in subject.Decidable(given))
        {
            UnlessSame(subject.Decide(given, incident.Id).ToJson(), subject.Decide(given, incident.Id).ToJson(), $"Incident {incident.Id} is decided otherwise the second time.");
        }
    }

    public static void Safeguards(LawSubject subject, ConductCase given)
    {
        foreach (var decision in subject.Decisions(given))
        {
            foreach (var safeguard in subject.Safeguards.Forbidding(given, decision.Incident.Id))
            {
                Unless(
                    decision[safeguard.Response].Status != ResponseStatus.Permitted,
                    $"Of incident {decision.Incident.Id}, `{safeguard.Response}` is {ResponseStatus.Permitted}, and the exception of safeguard `{safeguard.Id}` does not hold.");
            }

            foreach (var safeguard in subject.Policy.Safeguards.Where(safeguard => safeguard.Has.Count > 0))
            {
                var missing = safeguard.Has.Except(ResponsePartNames.Of(decision[safeguard.Response].Response)).ToValueList();
                Unless(missing.Count == 0, $"By safeguard `{safeguard.Id}`, `{safeguard.Response}` always has {missing}, and it does not.");
            }
        }
    }

    private static ConductCase With(ConductCase given, Decision decision, string response, IEnumerable<(ApprovalAct Act, string Role)> approvals) => given with
    {
        Events =
        [
            .. given.Events,
            .. approvals.Select(approval => new ApprovalRecorded
            {
                On = given.AsOf!.Value,
                Incident = decision.Incident.Id,
                Act = approval.Act,
                Role = approval.Role,
                For = response,
                Result = approval.Act == ApprovalAct.Consult ? null : ApprovalResult.Agreed,
            }),
        ],
    };

    private static string Of(IEnumerable<MissingApproval> missing) => string.Join(", ", missing.Select(item => $"a {item.Act} of `{item.Role}`"));

    private static void IsCited(Decision decision, string what, ValueList<Reason> reasons, bool mayBeBare)
    {
        Unless(reasons.Count > 0, $"Of incident {decision.Incident.Id}, no reason is given for {what}.");
        foreach (var reason in reasons.Where(reason => !(mayBeBare && reason.Code == "no-breach" && reason.Clauses.Count == 0)))
        {
            AreOfThePolicy(decision, $"the reason “{reason.Text}” for {what}", reason.Clauses);
        }
    }

    private static void AreOfThePolicy(Decision decision, string what, ValueList<string> clauses)
    {
        Unless(clauses.Count > 0, $"Of incident {decision.Incident.Id}, {what} cites no clause.");
        foreach (var clause in clauses)
        {
            Unless(decision.Policy.Clauses.Contains(clause), $"Of incident {decision.Incident.Id}, {what} cites `{clause}`, which the policy does not have.");
        }
    }

    private static int Class(ResponseStatus status) => status switch
    {
        ResponseStatus.Permitted => 2,
        ResponseStatus.AwaitingApproval => 1,
        ResponseStatus.Unknown => -1,
        _ => 0,
    };

    private static string InOrderOfIds(Decision decision) => string.Join('\n',
    [
        $"{decision.Scope} {decision.Seriousness} {string.Join(' ', decision.Ask.Select(item => item.Fact))}",
        .. decision.Behaviours.Select(item => $"{item.Behaviour.Id} {item.Verdict} {item.Finding}"),
        .. decision.Responses.Select(item => $"{item.Response.Id} {item.Status} {item.Gate} {item.InForce} {item.Missing} {item.Reasons}").Order(StringComparer.Ordinal),
        .. decision.Required.Select(item => item.Id).Order(StringComparer.Ordinal),
        .. decision.Next.Order(StringComparer.Ordinal),
        .. decision.Awaited,
        .. decision.Consider.Select(item => item.Id).Order(StringComparer.Ordinal),
        .. decision.ReliedOn.Select(item => $"{item.Clause.Id} {item.Basis}").Order(StringComparer.Ordinal),
    ]);
}
