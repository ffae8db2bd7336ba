using ConductPolicy.Analysis;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using Xunit.Abstractions;

namespace ConductPolicy.Tests.Analysis;

/// <summary>Every rule of the shipped rule sets weakened, one at a time: does anybody notice?</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    public static TheoryData<string> Policies => [.. ShippedPolicies.Ids];

    /// <summary>A rule set with one thing in it changed.</summary>
    /// <param name="Name">What was changed.</param>
    /// <param name="Clauses">The clauses of what was changed.</param>
    /// <param name="Policy">The rule set.</param>
    private sealed record Mutant(string Name, ValueList<string> Clauses, Policy Policy);

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_weakened_rule_is_refuted_or_changes_nothing_or_is_on_the_list_of_what_nobody_declared(string id)
    {
        var policy = ShippedPolicies.Load(id);
        var (refuted, equal, stricter) = (0, 0, 0);
        var undeclared = new List<string>();
        var mutants = MutantsOf(policy).ToList();
        foreach (var mutant in mutants)
        {
            var proofs = new SafeguardProver(new StateSpace(mutant.Policy)).ProveAll();
            if (proofs.FirstOrDefault(proof => !proof.Holds) is { } proof)
            {
                refuted++;
                Assert.Equal(ResponseStatus.Permitted, new DecisionEngine(mutant.Policy).Decide(proof.Counterexample!, "i1")[proof.Safeguard.Response].Status);
                continue;
            }

            var changes = PolicyDifference.Of(policy, mutant.Policy).Changes;
            if (changes.Count == 0)
            {
                equal++;
                continue;
            }

            // What only makes the rules stricter skips no safeguard.
            var opened = changes.Where(change => change.IsMorePermissive).Select(change => change.Response).Distinct().ToList();
            if (opened.Count == 0)
            {
                stricter++;
                continue;
            }

            undeclared.Add($"{mutant.Name} [{string.Join(", ", mutant.Clauses)}]: opens {string.Join(", ", opened)}");
        }

        output.WriteLine($"{mutants.Count} mutants, {refuted} refuted, {equal} change no status, {stricter} only stricter, {undeclared.Count} undeclared");
        Golden.Matches(Repository.PathOf("tests", "ConductPolicy.Tests", "Analysis", $"undeclared-{id}.txt"), string.Concat(undeclared.Select(line => $"{line}\n")));
        Assert.DoesNotContain(undeclared, line => line.Contains("approval", StringComparison.Ordinal));
    }

    private static IEnumerable<Mutant> MutantsOf(Policy policy)
    {
        foreach (var response in policy.Responses)
        {
            for (var i = 0; i < response.Approvals.Count; i++)
            {
                yield return new Mutant(
                    $"approval {i + 1} of {response.Id} dropped", response.Approvals[i].Clauses, With(policy, response with { Approvals = response.Approvals.Where((_, place) => place != i).ToValueList() }));
            }
        }

        for (var level = 0; level < policy.SeriousnessLevels.Count; level++)
        {
            var raised = policy.Ladder.Ceiling.Select((rung, place) => place >= level ? Math.Max(rung, policy.Ladder.Ceiling[level] + 1) : rung).ToValueList();
            yield return new Mutant($"ceiling of {policy.SeriousnessLevels[level]} raised", policy.Ladder.Clauses, policy with { Ladder = policy.Ladder with { Ceiling = raised } });
        }

        yield return new Mutant("raise per unresolved raised", policy.Ladder.Clauses, policy with { Ladder = policy.Ladder with { RaisePerUnresolved = policy.Ladder.RaisePerUnresolved + 1, RaiseAtMost = policy.Ladder.RaiseAtMost + 1 } });
        yield return new Mutant("highest raise raised", policy.Ladder.Clauses, policy with { Ladder = policy.Ladder with { RaiseAtMost = policy.Ladder.RaiseAtMost + 1 } });

        // Safeguards stay as they are: they say what is to hold.
        foreach (var place in ConditionPlace.Of(policy).Where(place => place.Speaks != Speaks.OfApprovalsToo && place.Get(policy) is not null))
        {
            var condition = place.Get(policy)!;
            if (!ReferenceEquals(condition, policy.Scope.When))
            {
                yield return new Mutant($"{NameOf(policy, condition)}: dropped", CitedIn(condition), place.Put(policy, null));
            }

            foreach (var (name, weaker) in Weakened(condition))
            {
                yield return new Mutant($"{NameOf(policy, condition)}: {name}", CitedIn(condition), place.Put(policy, weaker));
            }
        }
    }

    /// <summary>A condition with one connective changed: a part left out, a <c>not</c> left out, <c>all</c> made <c>any</c> and the other way round.</summary>
    private static IEnumerable<(string Name, Condition Weaker)> Weakened(Condition condition)
    {
        switch (condition)
        {
            case AllCondition all:
                yield return ("all made any", new AnyCondition(all.Conditions));
                for (var i = 0; i < all.Conditions.Count; i++)
                {
                    yield return ($"part {i + 1} of all dropped", Without(all.Conditions, i, parts => new AllCondition(parts)));
                }

                break;
            case AnyCondition any:
                yield return ("any made all", new AllCondition(any.Conditions));
                for (var i = 0; i < any.Conditions.Count; i++)
                {
                    yield return ($"part {i + 1} of any dropped", Without(any.Conditions, i, parts => new AnyCondition(parts)));
                }

                break;
            case NotCondition not:
                yield return ("not dropped", not.Inner);
                break;
        }

        for (var i = 0; i < condition.Parts.Count; i++)
        {
            foreach (var (name, weaker) in Weakened(condition.Parts[i]))
            {
                yield return (name, Replaced(condition, i, weaker));
            }
        }
    }

    private static Condition Without(ValueList<Condition> parts, int index, Func<ValueList<Condition>, Condition> make) =>
        parts.Where((_, place) => place != index).ToValueList() is { Count: > 1 } left ? make(left) : parts[1 - index];

    private static Condition Replaced(Condition condition, int index, Condition part) => condition switch
    {
        AllCondition all => new AllCondition(all.Conditions.Select((inner, place) => place == index ? part : inner).ToValueList()),
        AnyCondition any => new AnyCondition(any.Conditions.Select((inner, place) => place == index ? part : inner).ToValueList()),
        NotCondition => new NotCondition(part),
        CitedCondition cited => cited with { When = part },
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    private static string NameOf(Policy policy, Condition condition)
    {
        if (ReferenceEquals(condition, policy.Scope.When))
        {
            return "scope";
        }

        if (ReferenceEquals(condition, policy.Ladder.When) || ReferenceEquals(condition, policy.Ladder.After))
        {
            return ReferenceEquals(condition, policy.Ladder.When) ? "ladder when" : "ladder after";
        }

        return policy.Behaviours.Select(item => (item.Id, (Condition?[])[item.When, item.Unless], (string[])["when", "unless"]))
            .Concat(policy.Steps.Select(item => (item.Id, (Condition?[])[item.When, item.After], (string[])["when", "after"])))
            .Concat(policy.Responses.Select(item => (item.Id, (Condition?[])[item.When, item.After, .. item.Approvals.Select(approval => approval.After)], (string[])["when", "after", .. item.Approvals.Select(_ => "approval after")])))
            .SelectMany(item => item.Item2.Zip(item.Item3, (own, name) => (Own: own, Name: $"{item.Id} {name}")))
            .First(item => ReferenceEquals(item.Own, condition)).Name;
    }

    private static ValueList<string> CitedIn(Condition condition) =>
        ConditionPlace.WithParts(condition).OfType<CitedCondition>().SelectMany(cited => cited.Clauses).Distinct().ToValueList();

    private static Policy With(Policy policy, Response changed) =>
        policy with { Responses = new(policy.Responses.Select(response => response.Id == changed.Id ? changed : response).ToValueList()) };
}
