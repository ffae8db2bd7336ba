using System.Numerics;
using ConductPolicy.Analysis;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using ConductPolicy.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace ConductPolicy.Tests.Analysis;

/// <summary>Exact answers about small generated policies, held against deciding every state one by one.</summary>
public sealed class AnalysisLaws(ITestOutputHelper output)
{
    private const int MostStates = 2_000;

    [Fact]
    public void Each_answer_is_that_of_deciding_every_state()
    {
        var tries = DecisionLaws.CasesOr(200);
        var (states, refuted, warned, small) = (0L, 0, 0, 0);
        Prop.ForAll(Arb.From(PolicyArbitrary.Drawn.Generator.Resize(20), PolicyShrinker.Shrink), policy =>
        {
            if (SmallSpaceOf(policy) is not { } space)
            {
                return;
            }

            var all = new EnumeratedStates(space);
            var analysis = PolicyAnalysis.Of(policy);
            Assert.Equal(all.All.Count, analysis.States);
            Assert.All(all.All, state => Statuses_agree(space, state));
            Safeguards_agree(space, all, analysis);
            Warnings_agree(space, all, analysis);
            small++;
            states += all.All.Count;
            refuted += analysis.Safeguards.Count(proof => !proof.Holds);
            warned += analysis.Warnings.Count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(tries).WithQuietOnSuccess(true));
        output.WriteLine($"{small} of {tries} policies small enough, {states} states, {refuted} safeguards refuted, {warned} warnings");
        Assert.True(small > tries / 4 && refuted > 0 && warned > 0);
    }

    private static StateSpace? SmallSpaceOf(Policy policy)
    {
        try
        {
            var space = new StateSpace(policy, maximumStates: 500);
            return space.Count(Diagram.True) <= MostStates ? space : null;
        }
        catch (DiagramLimitException)
        {
            return null;
        }
    }

    private static void Statuses_agree(StateSpace space, EnumeratedStates.State state)
    {
        Assert.True(space.Table.Evaluate(space.Possible, state.Values));
        foreach (var response in space.Compiled.Responses)
        {
            Assert.True(space.Table.Evaluate(space.Diagrams.StatusOf(response, state.Statuses[response.Position]), state.Values));
        }
    }

    private static void Safeguards_agree(StateSpace space, EnumeratedStates all, PolicyAnalysis analysis)
    {
        foreach (var (safeguard, place) in space.Compiled.Safeguards.Select((item, place) => (item, place)))
        {
            var proof = analysis.Safeguards[space.Compiled.Policy.Safeguards.IndexOf(safeguard.Safeguard.Id)];
            var violations = all.All.Where(state => state.Statuses[safeguard.Response.Position] == ResponseStatus.Permitted && !state.Holds[place]).ToList();
            Assert.Equal(violations.Count == 0, proof.Holds);
            Assert.Equal(new BigInteger(violations.Count), proof.Violations);
            if (proof.Holds)
            {
                Assert.Null(proof.Counterexample);
                continue;
            }

            var shown = all.ValuesOf(proof.Counterexample!);
            Assert.Contains(violations, state => state.Values.SequenceEqual(shown));
            Assert.Equal(violations.Min(state => state.Values.Count(value => value)), shown.Count(value => value));
        }
    }

    private static void Warnings_agree(StateSpace space, EnumeratedStates all, PolicyAnalysis analysis)
    {
        var expected = new List<string>();
        foreach (var response in space.Compiled.Responses)
        {
            expected.AddRange(OfStatuses(response, all));
        }

        for (var behaviour = 0; behaviour < space.Compiled.Behaviours.Length; behaviour++)
        {
            expected.AddRange(OfBehaviour(space, behaviour, all));
        }

        expected.AddRange(space.Compiled.Policy.Facts.Where((_, fact) => !Matters(space, all, fact)).Select(fact => $"{AnalysisWarningCode.NeverAsked} fact {fact.Id}"));
        expected.AddRange(space.Compiled.Responses.Where(response => IsNeedlesslyUnknown(space, all, response)).Select(response => $"{AnalysisWarningCode.NeedlesslyUnknown} response {response.Response.Id}"));
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            analysis.Warnings.Where(warning => warning.Code != AnalysisWarningCode.NeverMatters).Select(warning => $"{warning.Code} {warning.Place}").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> OfStatuses(CompiledResponse response, EnumeratedStates all)
    {
        var seen = all.All.Select(state => state.Statuses[response.Position]).ToHashSet();
        if (!seen.Contains(ResponseStatus.Permitted))
        {
            return [$"{AnalysisWarningCode.NeverPermitted} response {response.Response.Id}"];
        }

        ResponseStatus[] provided =
        [
            ResponseStatus.NotApplicable, ResponseStatus.Unknown,
            .. response.Response.IsImmediate ? (ResponseStatus[])[] : [ResponseStatus.TooEarly, ResponseStatus.Disproportionate],
            .. response.Response.Approvals.Count > 0 ? (ResponseStatus[])[ResponseStatus.AwaitingApproval] : [],
        ];
        return provided.Where(status => !seen.Contains(status)).Select(status => $"{AnalysisWarningCode.StatusNeverOccurs} response {response.Response.Id}: {DecisionWords.Statuses.WordOf(status)}");
    }

    private static List<string> OfBehaviour(StateSpace space, int behaviour, EnumeratedStates all)
    {
        var rule = space.Compiled.Behaviours[behaviour];
        var place = $"behaviour {rule.Behaviour.Id}";
        var named = space.Diagrams.Variables.NumberOf(StateVariableKind.Named, behaviour);
        if (rule.When is not null && !all.All.Any(state => space.Table.Evaluate(space.Diagrams.Of(rule.When).True, state.Values)))
        {
            return [$"{AnalysisWarningCode.NeverHolds} {place}: when"];
        }

        var warnings = new List<string>();
        if (rule.Unless is not null && !all.All.Any(state => space.Table.Evaluate(space.Diagrams.Of(rule.Unless).True, state.Values)))
        {
            warnings.Add($"{AnalysisWarningCode.NeverHolds} {place}: unless");
        }

        var others = Enumerable.Range(0, space.Compiled.Behaviours.Length).Where(other => other != behaviour).Select(other => space.Diagrams.Variables.NumberOf(StateVariableKind.Named, other)).ToList();
        var alone = all.All.Where(state => state.Values[named] && state.Standing[behaviour] == Truth.True && !others.Exists(other => state.Values[other]));
        if (!alone.Any(state => state.Statuses.Contains(ResponseStatus.Permitted)))
        {
            warnings.Add($"{AnalysisWarningCode.LeadsNowhere} {place}");
        }

        return warnings;
    }

    // Two states that differ in the answer alone, and in what is said of them.
    private static bool Matters(StateSpace space, EnumeratedStates all, int fact) =>
        all.All.GroupBy(state => Without(space, state, [fact])).Any(group => group.Select(state => state.Answers).Distinct().Count() > 1);

    private static bool IsNeedlesslyUnknown(StateSpace space, EnumeratedStates all, CompiledResponse response)
    {
        var facts = Enumerable.Range(0, space.Compiled.Policy.Facts.Count).ToList();
        var complete = all.All.Where(state => facts.TrueForAll(fact => IsKnown(space, state, fact))).ToList();
        foreach (var state in all.All.Where(state => state.Statuses[response.Position] == ResponseStatus.Unknown))
        {
            var open = facts.Where(fact => !IsKnown(space, state, fact)).ToList();
            var key = Without(space, state, open);
            var answered = complete.Where(other => Without(space, other, open) == key).Select(other => other.Statuses[response.Position]).Distinct().ToList();
            if (answered is [not ResponseStatus.Unknown])
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsKnown(StateSpace space, EnumeratedStates.State state, int fact) => state.Values[space.Diagrams.Variables.NumberOf(StateVariableKind.Known, fact)];

    private static string Without(StateSpace space, EnumeratedStates.State state, List<int> facts)
    {
        var left = facts.SelectMany(fact => StateVariables.AnswersOf(space.Compiled, fact).Select(atom => space.Diagrams.Variables.NumberOf(StateVariableKind.Answer, atom)).Append(space.Diagrams.Variables.NumberOf(StateVariableKind.Known, fact))).ToHashSet();
        return string.Concat(state.Values.Select((value, number) => left.Contains(number) ? '-' : value ? '1' : '0'));
    }
}
