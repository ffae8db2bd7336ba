using ConductPolicy.Audit;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using static ConductPolicy.Testing.BrokenLawException;

namespace ConductPolicy.Testing;

/// <summary>What holds of the audit of every case, and of the files of cases and policies.</summary>
internal static class RecordLaw
{
    private static readonly HashSet<string> s_notPermitted =
    [
        FindingCode.TakenWithoutBreach, FindingCode.TakenNotApplicable, FindingCode.TakenTooEarly, FindingCode.TakenDisproportionate, FindingCode.TakenOnUnknownFacts, FindingCode.NotHeard,
        FindingCode.ApprovalRefused, FindingCode.ApprovalTooEarly, FindingCode.ApprovalAfterAct, FindingCode.ApprovalByWrongRole, FindingCode.ApprovalForOther, FindingCode.ApprovalMissing,
    ];

    public static void Audit_of_what_was_permitted(LawSubject subject, ConductCase given)
    {
        var followed = Followed(subject, given);
        if (!subject.Decidable(followed).Any())
        {
            return;
        }

        var takings = followed.Events.OfType<ResponseTaken>().ToDictionary(taken => taken.Id!);
        foreach (var finding in subject.Audit(followed).Findings.Where(finding => s_notPermitted.Contains(finding.Code)))
        {
            Unless(
                finding.Event is null || !takings.TryGetValue(finding.Event, out var taken),
                $"`{finding.Event}`, by which something was taken that was permitted then, is found to be `{finding.Code}`: {finding.Did} {finding.Asked}\nThe record without what was not permitted:\n{CaseFile.Write(followed)}");
        }
    }

    public static void Case_round_trip(LawSubject subject, ConductCase given)
    {
        var text = subject.WriteCase(given);
        var loaded = CaseFile.Parse(text, subject.Policy);
        UnlessSame(text, subject.WriteCase(loaded), $"The case that was written loads as one that is written otherwise.");
        Unless(given == loaded, $"The case that was written loads as another one:\n{text}");
    }

    public static void Policy_round_trip(LawSubject subject, Policy policy)
    {
        var text = subject.WritePolicy(policy);
        var loaded = subject.ReadPolicy(text);
        foreach (var property in typeof(Policy).GetProperties().Where(property => property.Name != nameof(Policy.Hash)))
        {
            Unless(Equals(property.GetValue(policy), property.GetValue(loaded)), $"The policy that was written loads as one whose {property.Name} differ.");
        }

        UnlessSame(text, subject.WritePolicy(loaded), $"The policy that was written loads as one that is written otherwise.");
    }

    public static void Mutated_rules(LawSubject subject, RulesAndCase changed)
    {
        try
        {
            var engine = new DecisionEngine(subject.ReadPolicy(changed.Rules.Text));
            foreach (var incident in changed.Given.Incidents)
            {
                engine.Decide(changed.Given, incident.Id, changed.Given.AsOf!.Value < incident.On ? incident.On : null).ToJson();
            }
        }
        catch (ConductPolicyException error)
        {
            Unless(error.Problems.Count > 0, $"The rule file or the case is refused, and no problem is given.");
            Unless(error.Problems.All(problem => problem.Message.Length > 0), $"A problem `{error.Problems[0].Code}` has no words.");
        }
    }

    /// <summary>
    /// The case as it would be had the policy been followed in taking responses: in the place of one that was not permitted just then
    /// stands one that was, or none. Extensions of bars, which are takings too, are left out.
    /// </summary>
    internal static ConductCase Followed(LawSubject subject, ConductCase given)
    {
        var kept = new List<CaseEvent>();
        foreach (var item in given.Events.OrderBy(item => item.On))
        {
            var followed = item switch
            {
                ResponseTaken taken => Permitted(subject, given with { Events = kept.ToValueList() }, taken),
                BarExtended => null,
                EventAboutEvent about => kept.Exists(first => first.Id == about.Of) ? item : null,
                _ => item,
            };
            if (followed is not null && (followed == item || item is ResponseTaken))
            {
                kept.Add(followed);
            }
        }

        // What is about a bar may now be about a response that is none.
        var whole = given with { Events = kept.ToValueList() };
        return CaseFile.Check(whole, subject.Policy).Count == 0 ? whole : whole with { Events = kept.Where(item => item is not EventAboutEvent).ToValueList() };
    }

    private static ResponseTaken? Permitted(LawSubject subject, ConductCase before, ResponseTaken taken)
    {
        var incident = before.Incidents.First(incident => taken.Incident is null || incident.Id == taken.Incident);
        if (incident.On > taken.On || !subject.Policy.InForce.Covers(incident.On) || !subject.Policy.InForce.Covers(taken.On) || CaseFile.Check(before, subject.Policy).Count > 0)
        {
            return null;
        }

        var decision = subject.Decide(before, incident.Id, taken.On);
        if (decision[taken.Response].Status == ResponseStatus.Permitted)
        {
            return taken;
        }

        return decision.Responses.FirstOrDefault(item => item.Status == ResponseStatus.Permitted) is { } other
            ? taken with { Response = other.Response.Id, Ends = other.Response.Bar is null ? null : taken.Ends }
            : null;
    }
}

/// <summary>A rule file with something changed in it, and a case of the good one.</summary>
internal sealed record RulesAndCase(MutatedRules Rules, ConductCase Given);
