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
    /// <summary>A policy, and which of its cases and responses is asked about.</summary>
    private sealed record Drawn(Policy Policy, int Pick)
    {
        public override string ToString() => $"{PolicyText.Of(Policy)}{Pick}";
    }

    [Fact]
    public void Each_answer_is_that_of_deciding_every_state()
    {
        var tries = DecisionLaws.CasesOr(2_000);
        var (states, refuted, proved, warned, idle, sets) = (0L, 0, 0, 0, 0, 0);
        var drawn = from policy in SmallPolicies.Arbitrary.Generator from pick in Gen.Choose(0, int.MaxValue - 1) select new Drawn(policy, pick);
        Prop.ForAll(Arb.From(drawn, given => SmallPolicies.Arbitrary.Shrinker(given.Policy).Select(smaller => given with { Policy = smaller })), given =>
        {
            var space = SmallPolicies.SpaceOf(given.Policy)!;
            var all = new EnumeratedStates(space);
            var analysis = PolicyAnalysis.Of(given.Policy);
            Assert.Equal(all.All.Count, analysis.States);
            foreach (var state in all.All)
            {
                Statuses_agree(space, state);
            }

            Safeguards_agree(space, all, analysis);
            Warnings_agree(space, all, analysis);
            states += all.All.Count;
            refuted += analysis.Safeguards.Count(proof => !proof.Holds);
            proved += analysis.Safeguards.Count(proof => proof.Holds);
            warned += analysis.Warnings.Count;
            idle += analysis.Warnings.Count(warning => warning.Code == AnalysisWarningCode.NeverMatters);

            // Of a case in which something may stand there is more to ask.
            var open = all.All.Where(state => state.Standing.Any(stands => stands != Truth.False)).DefaultIfEmpty(all.All[0]).ToList();
            sets += WhatIfLaw.Agrees(given.Policy, open[given.Pick % open.Count].Case, given.Pick);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(tries).WithQuietOnSuccess(true));
        output.WriteLine($"{tries} policies, {states} states, {proved} safeguards proved, {refuted} refuted, {warned} warnings, {idle} of them of conditions that never matter, {sets} smallest sets of changes");
        Assert.True(refuted > 0 && proved > 0 && warned > idle && idle > 0 && sets > 0);
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
        expected.AddRange(IdleConditions.Of(space.Compiled.Policy, all).Select(place => $"{AnalysisWarningCode.NeverMatters} {place}"));
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            analysis.Warnings.Select(warning => $"{warning.Code} {warning.Place}").Order(StringComparer.Ordinal));
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
        var unknown = all.All.Where(state => state.Statuses[response.Position] == ResponseStatus.Unknown).ToList();
        foreach (var open in unknown.GroupBy(state => string.Join(' ', facts.Where(fact => !IsKnown(space, state, fact)))))
        {
            // The states that differ from these in the answers to what is open in these, all of it answered.
            var left = facts.Where(fact => !IsKnown(space, open.First(), fact)).ToList();
            var answered = all.All.Where(state => facts.TrueForAll(fact => IsKnown(space, state, fact)))
                .ToLookup(state => Without(space, state, left), state => state.Statuses[response.Position]);
            if (open.Any(state => answered[Without(space, state, left)].Distinct().ToList() is [not ResponseStatus.Unknown]))
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
        return string.Create(state.Values.Length, (state.Values, left), static (text, given) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = given.left.Contains(i) ? '-' : given.Values[i] ? '1' : '0';
            }
        });
    }
}
