using System.Globalization;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;

namespace ConductPolicy.Analysis;

/// <summary>Finds what of a policy can never take effect.</summary>
internal sealed class EffectCheck(StateSpace space)
{
    private readonly CompiledPolicy _compiled = space.Compiled;
    private readonly PolicyDiagrams _diagrams = space.Diagrams;
    private readonly DiagramTable _table = space.Table;
    private readonly ConditionWording _wording = new(space.Compiled.Policy);
    private readonly List<AnalysisWarning> _warnings = [];

    public ValueList<AnalysisWarning> Run()
    {
        foreach (var response in _compiled.Responses)
        {
            CheckStatuses(response);
        }

        foreach (var behaviour in _compiled.Behaviours)
        {
            CheckBehaviour(behaviour);
        }

        CheckConditions();
        CheckQuestions();
        foreach (var response in _compiled.Responses)
        {
            CheckUnknown(response);
        }

        return _warnings.ToValueList();
    }

    private bool IsPossible(Diagram states) => _table.And(states, space.Possible) != Diagram.False;

    private void CheckStatuses(CompiledResponse response)
    {
        var rule = response.Response;
        if (!IsPossible(_diagrams.StatusOf(response, ResponseStatus.Permitted)))
        {
            Warn(AnalysisWarningCode.NeverPermitted, $"response {rule.Id}", $"No case permits “{rule.Label}”.", rule.Clauses);
            return;
        }

        foreach (var status in StatusesProvidedFor(response).Where(status => !IsPossible(_diagrams.StatusOf(response, status))))
        {
            Warn(
                AnalysisWarningCode.StatusNeverOccurs, $"response {rule.Id}: {DecisionWords.Statuses.WordOf(status)}",
                $"No case gives “{rule.Label}” the status `{DecisionWords.Statuses.WordOf(status)}`.", rule.Clauses);
        }
    }

    // What is immediate waits for nothing and has no ceiling.
    private static IEnumerable<ResponseStatus> StatusesProvidedFor(CompiledResponse response)
    {
        yield return ResponseStatus.NotApplicable;
        yield return ResponseStatus.Unknown;
        if (response.Rung > 0)
        {
            yield return ResponseStatus.TooEarly;
            yield return ResponseStatus.Disproportionate;
        }

        if (response.Approvals.Length > 0)
        {
            yield return ResponseStatus.AwaitingApproval;
        }
    }

    private void CheckBehaviour(CompiledBehaviour behaviour)
    {
        var rule = behaviour.Behaviour;
        var position = Array.IndexOf(_compiled.Behaviours, behaviour);
        if (behaviour.When is not null && !IsPossible(_diagrams.Of(behaviour.When).True))
        {
            Warn(AnalysisWarningCode.NeverHolds, $"behaviour {rule.Id}: when", $"The definition of “{rule.Label}” can never hold, so it is never a breach.", rule.Clauses);
            return;
        }

        if (behaviour.Unless is not null && !IsPossible(_diagrams.Of(behaviour.Unless).True))
        {
            Warn(AnalysisWarningCode.NeverHolds, $"behaviour {rule.Id}: unless", $"The exception of “{rule.Label}” can never hold.", rule.Clauses);
        }

        var others = Enumerable.Range(0, _compiled.Behaviours.Length).Where(other => other != position).Select(other => Variable(StateVariableKind.Named, other));
        var alone = _table.AndNot(_diagrams.Standing(position).True, _table.Any(others));
        if (!IsPossible(_table.And(alone, _table.Any(_compiled.Responses.Select(response => _diagrams.StatusOf(response, ResponseStatus.Permitted))))))
        {
            Warn(AnalysisWarningCode.LeadsNowhere, $"behaviour {rule.Id}", $"For “{rule.Label}” by itself nothing is ever permitted.", rule.Clauses);
        }
    }

    private void CheckConditions()
    {
        CheckCondition("scope", _compiled.Scope, []);
        foreach (var behaviour in _compiled.Behaviours)
        {
            CheckCondition($"behaviour {behaviour.Behaviour.Id}: when", behaviour.When, behaviour.Behaviour.Clauses);
            CheckCondition($"behaviour {behaviour.Behaviour.Id}: unless", behaviour.Unless, behaviour.Behaviour.Clauses, isExcuse: true);
        }

        foreach (var step in _compiled.Steps)
        {
            CheckCondition($"step {step.Step.Id}: when", step.When, step.Step.Clauses);
            CheckCondition($"step {step.Step.Id}: after", step.After, step.Step.Clauses);
        }

        CheckCondition("ladder: when", _compiled.LadderWhen, _compiled.Policy.Ladder.Clauses);
        CheckCondition("ladder: after", _compiled.LadderAfter, _compiled.Policy.Ladder.Clauses);
        foreach (var response in _compiled.Responses)
        {
            CheckCondition($"response {response.Response.Id}: when", response.When, response.Response.Clauses);
            CheckCondition($"response {response.Response.Id}: after", response.After, response.Response.Clauses);
        }
    }

    // The whole first: where it never matters, neither does any part of it. What is left out of an exception excuses nothing.
    private void CheckCondition(string place, CompiledCondition? condition, ValueList<string> clauses, bool isExcuse = false)
    {
        if (condition is null || WarnIfIdle(place, condition, isExcuse ? Ternary.Never : Ternary.Always, clauses))
        {
            return;
        }

        CheckParts(place, condition, clauses);
    }

    private void CheckParts(string place, CompiledCondition condition, ValueList<string> clauses)
    {
        if (condition.Source is CitedCondition cited)
        {
            CheckParts(place, condition.Parts[0], cited.Clauses);
            return;
        }

        if (condition.Source is not (AllCondition or AnyCondition or NotCondition))
        {
            return;
        }

        for (var i = 0; i < condition.Parts.Length; i++)
        {
            var part = condition.Parts[i];
            var name = condition.Source switch
            {
                NotCondition => "not",
                AllCondition => string.Create(CultureInfo.InvariantCulture, $"all {i + 1}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"any {i + 1}"),
            };
            if (condition.Source is NotCondition || !WarnIfIdle($"{place}: {name}", part, condition.Source is AllCondition ? Ternary.Always : Ternary.Never, clauses))
            {
                CheckParts($"{place}: {name}", part, clauses);
            }
        }
    }

    private bool WarnIfIdle(string place, CompiledCondition part, Ternary withoutIt, ValueList<string> clauses)
    {
        if (!AnswersAreEqual(_diagrams, _diagrams.With(part, withoutIt)))
        {
            return false;
        }

        Warn(
            AnalysisWarningCode.NeverMatters, place, $"Without this every answer would be the same: {_wording.Of(part.Source)}.",
            part.Source is CitedCondition cited ? cited.Clauses : clauses);
        return true;
    }

    private bool AnswersAreEqual(PolicyDiagrams one, PolicyDiagrams other) =>
        AnswersOf(one).Zip(AnswersOf(other)).All(pair => pair.First == pair.Second || !IsPossible(_table.Differs(pair.First, pair.Second)));

    // Everything that a decision says of a state.
    private IEnumerable<Diagram> AnswersOf(PolicyDiagrams diagrams)
    {
        yield return diagrams.Scope.True;
        yield return diagrams.Scope.False;
        for (var behaviour = 0; behaviour < _compiled.Behaviours.Length; behaviour++)
        {
            yield return diagrams.Standing(behaviour).True;
            yield return diagrams.Standing(behaviour).False;
        }

        foreach (var step in _compiled.Steps)
        {
            var required = diagrams.Of(step.When).And(diagrams.Of(step.After), _table);
            yield return required.True;
            yield return required.False;
        }

        foreach (var response in _compiled.Responses)
        {
            foreach (var status in Enum.GetValues<ResponseStatus>())
            {
                yield return diagrams.StatusOf(response, status);
            }
        }
    }

    private void CheckQuestions()
    {
        var answers = AnswersOf(_diagrams).Distinct().ToList();
        for (var fact = 0; fact < _compiled.Policy.Facts.Count; fact++)
        {
            var variables = VariablesOf(fact);
            if (answers.TrueForAll(answer => !Matters(answer, variables)))
            {
                var rule = _compiled.Policy.Facts[fact];
                Warn(AnalysisWarningCode.NeverAsked, $"fact {rule.Id}", $"Whatever the answer, nothing changes: {rule.Ask}", rule.Clauses);
            }
        }
    }

    // Whether two states that can be, and that differ in these variables alone, differ in the function.
    private bool Matters(Diagram function, IReadOnlyList<int> variables)
    {
        if (!_table.SupportOf(function).Intersect(variables).Any())
        {
            return false;
        }

        var holds = variables.Aggregate(_table.And(function, space.Possible), _table.Exists);
        var fails = variables.Aggregate(_table.AndNot(space.Possible, function), _table.Exists);
        return _table.And(holds, fails) != Diagram.False;
    }

    private void CheckUnknown(CompiledResponse response)
    {
        var unknown = _diagrams.StatusOf(response, ResponseStatus.Unknown);
        var decided = _table.Any(Enum.GetValues<ResponseStatus>().Where(status => status != ResponseStatus.Unknown).Select(status => WhateverTheAnswers(_diagrams.StatusOf(response, status))));
        var needless = _table.And(unknown, decided);
        if (IsPossible(needless))
        {
            Warn(
                AnalysisWarningCode.NeedlesslyUnknown, $"response {response.Response.Id}",
                $"“{response.Response.Label}” can be unknown although every answer to what is not known gives the same status.", response.Response.Clauses, space.SmallestCase(needless));
        }
    }

    /// <summary>The states in which a function holds however every fact that is not known is answered.</summary>
    private Diagram WhateverTheAnswers(Diagram function)
    {
        for (var fact = 0; fact < _compiled.Policy.Facts.Count; fact++)
        {
            var variables = VariablesOf(fact);
            if (!_table.SupportOf(function).Intersect(variables).Any())
            {
                continue;
            }

            var known = _diagrams.Variables.NumberOf(StateVariableKind.Known, fact);
            var answered = _table.With(function, known, true);
            var fails = variables.Aggregate(_table.AndNot(_table.With(_diagrams.Possible, known, true), answered), _table.Exists);
            function = _table.Choose(_table.Variable(known), answered, _table.Not(fails));
        }

        return function;
    }

    private List<int> VariablesOf(int fact) =>
    [
        _diagrams.Variables.NumberOf(StateVariableKind.Known, fact),
        .. StateVariables.AnswersOf(_compiled, fact).Select(atom => _diagrams.Variables.NumberOf(StateVariableKind.Answer, atom)),
    ];

    private Diagram Variable(StateVariableKind kind, int subject) => _table.Variable(_diagrams.Variables.NumberOf(kind, subject));

    private void Warn(string code, string place, string text, ValueList<string> clauses, Cases.ConductCase? example = null) =>
        _warnings.Add(new AnalysisWarning(code, place, text, clauses, example));
}
