using System.Globalization;
using ConductPolicy.Cases;
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
    private readonly Dictionary<Diagram, Diagram> _whatever = [];

    // For each variable the fact that it is about; -1 for none.
    private readonly int[] _factOf = FactsOf(space);

    /// <summary>Whether every answer is the same with a part of a condition left out.</summary>
    private delegate bool IsIdle(CompiledCondition part, Ternary withoutIt);

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

    private bool IsPossible(Diagram states) => _table.Meet(states, space.Possible);

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
        if (!Array.Exists(_compiled.Responses, response => _table.Meet(alone, _diagrams.StatusOf(response, ResponseStatus.Permitted), space.Possible)))
        {
            Warn(AnalysisWarningCode.LeadsNowhere, $"behaviour {rule.Id}", $"For “{rule.Label}” by itself nothing is ever permitted.", rule.Clauses);
        }
    }

    // What a condition bears on is all that has to be compared.
    private void CheckConditions()
    {
        CheckCondition("scope", _compiled.Scope, [], (part, without) => AreEqual(_diagrams.Scope, _diagrams.With(part, without).Of(_compiled.Scope)));
        for (var i = 0; i < _compiled.Behaviours.Length; i++)
        {
            var (position, behaviour) = (i, _compiled.Behaviours[i]);
            IsIdle isIdle = (part, without) => AreEqual(_diagrams.Standing(position), _diagrams.With(part, without).StandingOf(behaviour, position));
            CheckCondition($"behaviour {behaviour.Behaviour.Id}: when", behaviour.When, behaviour.Behaviour.Clauses, isIdle);
            CheckCondition($"behaviour {behaviour.Behaviour.Id}: unless", behaviour.Unless, behaviour.Behaviour.Clauses, isIdle, isExcuse: true);
        }

        foreach (var step in _compiled.Steps)
        {
            IsIdle isIdle = (part, without) => AreEqual(RequiredIn(_diagrams, step), RequiredIn(_diagrams.With(part, without), step));
            CheckCondition($"step {step.Step.Id}: when", step.When, step.Step.Clauses, isIdle);
            CheckCondition($"step {step.Step.Id}: after", step.After, step.Step.Clauses, isIdle);
        }

        IsIdle isIdleInLadder = (part, without) => HaveEqualStatuses(_compiled.Responses, _diagrams.With(part, without));
        CheckCondition("ladder: when", _compiled.LadderWhen, _compiled.Policy.Ladder.Clauses, isIdleInLadder);
        CheckCondition("ladder: after", _compiled.LadderAfter, _compiled.Policy.Ladder.Clauses, isIdleInLadder);
        foreach (var response in _compiled.Responses)
        {
            IsIdle isIdle = (part, without) => HaveEqualStatuses([response], _diagrams.With(part, without));
            CheckCondition($"response {response.Response.Id}: when", response.When, response.Response.Clauses, isIdle);
            CheckCondition($"response {response.Response.Id}: after", response.After, response.Response.Clauses, isIdle);
        }
    }

    // The whole first: where it never matters, neither does any part of it. What is left out of an exception excuses nothing.
    private void CheckCondition(string place, CompiledCondition? condition, ValueList<string> clauses, IsIdle isIdle, bool isExcuse = false)
    {
        if (condition is null || WarnIfIdle(place, condition, isExcuse ? Ternary.Never : Ternary.Always, clauses, isIdle))
        {
            return;
        }

        CheckParts(place, condition, clauses, isIdle);
    }

    private void CheckParts(string place, CompiledCondition condition, ValueList<string> clauses, IsIdle isIdle)
    {
        if (condition.Source is CitedCondition cited)
        {
            CheckParts(place, condition.Parts[0], cited.Clauses, isIdle);
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
            if (condition.Source is NotCondition || !WarnIfIdle($"{place}: {name}", part, condition.Source is AllCondition ? Ternary.Always : Ternary.Never, clauses, isIdle))
            {
                CheckParts($"{place}: {name}", part, clauses, isIdle);
            }
        }
    }

    private bool WarnIfIdle(string place, CompiledCondition part, Ternary withoutIt, ValueList<string> clauses, IsIdle isIdle)
    {
        if (!isIdle(part, withoutIt))
        {
            return false;
        }

        Warn(
            AnalysisWarningCode.NeverMatters, place, $"Without this every answer would be the same: {_wording.Of(part.Source)}.",
            part.Source is CitedCondition cited ? cited.Clauses : clauses);
        return true;
    }

    private bool AreEqual(Diagram one, Diagram other) => !_table.DifferWithin(one, other, space.Possible);

    private bool AreEqual(Ternary one, Ternary other) => AreEqual(one.True, other.True) && AreEqual(one.False, other.False);

    private bool HaveEqualStatuses(IEnumerable<CompiledResponse> responses, PolicyDiagrams other) => responses.All(response =>
        Enum.GetValues<ResponseStatus>().All(status => AreEqual(_diagrams.StatusOf(response, status), other.StatusOf(response, status))));

    private Ternary RequiredIn(PolicyDiagrams diagrams, CompiledStep step) => diagrams.Of(step.When).And(diagrams.Of(step.After), _table);

    // Everything that a decision says of a state.
    private IEnumerable<Diagram> Answers()
    {
        yield return _diagrams.Scope.True;
        yield return _diagrams.Scope.False;
        for (var behaviour = 0; behaviour < _compiled.Behaviours.Length; behaviour++)
        {
            yield return _diagrams.Standing(behaviour).True;
            yield return _diagrams.Standing(behaviour).False;
        }

        foreach (var step in _compiled.Steps)
        {
            var required = RequiredIn(_diagrams, step);
            yield return required.True;
            yield return required.False;
        }

        foreach (var response in _compiled.Responses)
        {
            foreach (var status in Enum.GetValues<ResponseStatus>())
            {
                yield return _diagrams.StatusOf(response, status);
            }
        }
    }

    private void CheckQuestions()
    {
        var answers = Answers().Distinct().Select(answer => (Answer: answer, Support: _table.SupportOf(answer).ToHashSet())).ToList();
        for (var fact = 0; fact < _compiled.Policy.Facts.Count; fact++)
        {
            var variables = VariablesOf(fact);
            if (!answers.Exists(answer => answer.Support.Overlaps(variables) && Matters(answer.Answer, fact)))
            {
                var rule = _compiled.Policy.Facts[fact];
                Warn(AnalysisWarningCode.NeverAsked, $"fact {rule.Id}", $"Whatever the answer, nothing changes: {rule.Ask}", rule.Clauses);
            }
        }
    }

    // What else can be is the same whatever the answer, so it is enough to set each answer beside none.
    private bool Matters(Diagram function, int fact)
    {
        var possible = With(space.Possible, fact, FactValue.Unknown);
        var unanswered = With(function, fact, FactValue.Unknown);
        return Array.Exists(_compiled.Atoms.AnswersTo(fact), answer => _table.DifferWithin(unanswered, With(function, fact, answer), possible));
    }

    private Diagram With(Diagram function, int fact, FactValue answer)
    {
        var values = new bool?[_table.Variables];
        foreach (var (variable, value) in _diagrams.ValuesOf(fact, answer))
        {
            values[variable] = value;
        }

        return _table.With(function, values);
    }

    private void CheckUnknown(CompiledResponse response)
    {
        var unknown = _diagrams.StatusOf(response, ResponseStatus.Unknown);
        var decided = Enum.GetValues<ResponseStatus>().Where(status => status != ResponseStatus.Unknown).Select(status => WhateverTheAnswers(_diagrams.StatusOf(response, status))).ToList();
        if (decided.Exists(states => _table.Meet(unknown, states, space.Possible)))
        {
            var needless = _table.And(unknown, _table.Any(decided));
            Warn(
                AnalysisWarningCode.NeedlesslyUnknown, $"response {response.Response.Id}",
                $"“{response.Response.Label}” can be unknown although every answer to what is not known gives the same status.", response.Response.Clauses, space.SmallestCase(needless));
        }
    }

    /// <summary>The states in which a function holds however every fact that is not known is answered.</summary>
    /// <remarks>The variables of a fact stand together, so each fact is met once on every path, and settled there.</remarks>
    private Diagram WhateverTheAnswers(Diagram function)
    {
        if (function.IsConstant)
        {
            return function;
        }

        if (_whatever.TryGetValue(function, out var known))
        {
            return known;
        }

        var (variable, low, high) = _table.Parts(function);
        var made = _factOf[variable] < 0
            ? _table.Choose(_table.Variable(variable), WhateverTheAnswers(high), WhateverTheAnswers(low))
            : WhateverTheAnswer(function, _factOf[variable]);
        _whatever.Add(function, made);
        return made;
    }

    private Diagram WhateverTheAnswer(Diagram function, int fact)
    {
        var (answered, whatever) = (Diagram.False, Diagram.True);
        foreach (var answer in _compiled.Atoms.AnswersTo(fact))
        {
            var settled = WhateverTheAnswers(With(function, fact, answer));
            whatever = _table.And(whatever, settled);
            answered = _table.Or(answered, _table.And(settled, Where(fact, answer)));
        }

        return _table.Choose(_table.Variable(_diagrams.Variables.NumberOf(StateVariableKind.Known, fact)), answered, whatever);
    }

    private Diagram Where(int fact, FactValue answer) =>
        _table.All(_diagrams.ValuesOf(fact, answer).Select(pair => pair.Value ? _table.Variable(pair.Variable) : _table.Not(_table.Variable(pair.Variable))));

    private static int[] FactsOf(StateSpace space)
    {
        var facts = space.Compiled.Atoms.FactsByAtom();
        return [.. space.Diagrams.Variables.All.Select(variable => variable.Kind switch
        {
            StateVariableKind.Known => variable.Subject,
            StateVariableKind.Answer => facts[variable.Subject],
            _ => -1,
        })];
    }

    private List<int> VariablesOf(int fact) =>
    [
        _diagrams.Variables.NumberOf(StateVariableKind.Known, fact),
        .. StateVariables.AnswersOf(_compiled, fact).Select(atom => _diagrams.Variables.NumberOf(StateVariableKind.Answer, atom)),
    ];

    private Diagram Variable(StateVariableKind kind, int subject) => _table.Variable(_diagrams.Variables.NumberOf(kind, subject));

    private void Warn(string code, string place, string text, ValueList<string> clauses, ConductCase? example = null) =>
        _warnings.Add(new AnalysisWarning(code, place, text, clauses, example));
}
