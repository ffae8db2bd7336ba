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
        if (!subject.Decidable(given).Any())
        {
            return;
        }

        var found = subject.Audit(given).Findings.Where(finding => s_notPermitted.Contains(finding.Code)).ToLookup(finding => finding.Event);
        foreach (var taken in TakenAsPermitted(subject, given))
        {
            foreach (var finding in found[taken.Id])
            {
                throw new BrokenLawException($"`{taken.Response}` was permitted when `{taken.Id}` took it, which is found to be `{finding.Code}`: {finding.Did} {finding.Asked}");
            }
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

    /// <summary>The takings of responses that the decision just before them permitted. What stands before one, by date and then by the list, was on record.</summary>
    internal static IEnumerable<ResponseTaken> TakenAsPermitted(LawSubject subject, ConductCase given)
    {
        for (var i = 0; i < given.Events.Count; i++)
        {
            if (given.Events[i] is not ResponseTaken { Id: not null } taken)
            {
                continue;
            }

            var incident = given.Incidents.First(incident => taken.Incident is null || incident.Id == taken.Incident);
            var position = i;
            var before = given with { AsOf = taken.On, Events = given.Events.Where((item, j) => item.On < taken.On || (item.On == taken.On && j < position)).ToValueList() };
            if (taken.On <= given.AsOf && subject.Decidable(before).Contains(incident) && subject.Decide(before, incident.Id)[taken.Response].Status == ResponseStatus.Permitted)
            {
                yield return taken;
            }
        }
    }
}

/// <summary>A rule file with something changed in it, and a case of the good one.</summary>
internal sealed record RulesAndCase(MutatedRules Rules, ConductCase Given);
