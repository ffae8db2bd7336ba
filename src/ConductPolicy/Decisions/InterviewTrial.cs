using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Finds the next question of an interview by trying answers out.</summary>
internal sealed class InterviewTrial
{
    private readonly Policy _policy;
    private readonly PreparedIncident _incident;
    private readonly Decision _decision;

    /// <summary>The conditions that each response turns on, by its position in the policy.</summary>
    private readonly List<List<Condition>> _conditions;

    /// <summary>The questions that may be put, in the order in which they are looked at, and the answers to try for each.</summary>
    private readonly List<Fact> _open;
    private readonly List<List<FactValue>> _answers;

    /// <summary>The answers being tried, by the position of the question; unknown where it is left open.</summary>
    private readonly FactValue[] _tried;
    private readonly Dictionary<ValueList<FactValue>, ResponseStatus[]> _statuses = [];

    public InterviewTrial(DecisionEngine engine, ConductCase conductCase, Decision decision, ValueList<string> notKnown)
    {
        _policy = engine.Policy;
        _incident = engine.Prepare(conductCase, decision.Incident.Id);
        _decision = decision;
        _conditions = [.. _policy.Responses.Select(ConditionsOf)];
        _open =
        [
            .. decision.Ask.Where(question => !notKnown.Contains(question.Fact)).Select(question => _policy.Facts[question.Fact])
                .OrderBy(fact => fact.IsMomentary)
                .ThenByDescending(fact => _policy.Scope.Facts().Contains(fact.Id))
                .ThenByDescending(fact => Enumerable.Range(0, _conditions.Count).Count(response => !IsSettled(decision.Responses[response].Status) && IsAbout(response, fact))),
        ];
        _answers = _open.ConvertAll(fact => AnswersTo(fact).ToList());
        _tried = new FactValue[_open.Count];
        _statuses.Add(_tried.ToValueList(), [.. decision.Responses.Select(item => item.Status)]);
    }

    private bool IsAtLimit => _statuses.Count >= Interview.MostDecisions;

    public InterviewQuestion? Next()
    {
        for (var asked = 0; asked < _open.Count; asked++)
        {
            var changed = ResponsesThatTurnOn(asked);
            if (changed.Count > 0 || IsAtLimit)
            {
                return new InterviewQuestion(_open[asked], changed.Order().Select(response => _policy.Responses[response]).ToValueList(), !IsAtLimit);
            }
        }

        return null;
    }

    // Responses that turn on the same questions are tried together, and no other question is varied for them.
    private HashSet<int> ResponsesThatTurnOn(int asked)
    {
        var changed = new HashSet<int>();
        foreach (var alike in Enumerable.Range(0, _conditions.Count).GroupBy(QuestionsOf).Where(group => group.Key.Contains(asked)))
        {
            Try(asked, [.. alike.Key.Where(question => question != asked)], [.. alike], changed);
        }

        return changed;
    }

    // Every way to answer the other questions, or to leave them open, is gone through once.
    private void Try(int asked, List<int> others, List<int> responses, HashSet<int> changed)
    {
        var before = Statuses();
        var left = responses.FindAll(response => !changed.Contains(response) && !IsSettled(before[response]));
        if (left.Count == 0)
        {
            return;
        }

        foreach (var value in _answers[asked])
        {
            _tried[asked] = value;
            var after = Statuses();
            changed.UnionWith(left.Where(response => before[response] != after[response]));
        }

        _tried[asked] = FactValue.Unknown;
        for (var i = 0; i < others.Count; i++)
        {
            foreach (var value in _answers[others[i]])
            {
                if (!IsAtLimit && !left.TrueForAll(changed.Contains))
                {
                    _tried[others[i]] = value;
                    Try(asked, others[(i + 1)..], left, changed);
                }
            }

            _tried[others[i]] = FactValue.Unknown;
        }
    }

    private ResponseStatus[] Statuses()
    {
        var key = _tried.ToValueList();
        if (!_statuses.TryGetValue(key, out var statuses))
        {
            var answered = _incident;
            for (var i = 0; i < _tried.Length; i++)
            {
                answered = _tried[i].IsKnown ? answered.With(_open[i].Id, _tried[i]) : answered;
            }

            statuses = new ResponseStatus[_policy.Responses.Count];
            answered.Statuses(statuses);
            _statuses.Add(key, statuses);
        }

        return statuses;
    }

    // What is permitted, waiting or not applicable stays so whatever is answered; the other statuses may still change.
    private static bool IsSettled(ResponseStatus status) => status is ResponseStatus.Permitted or ResponseStatus.AwaitingApproval or ResponseStatus.NotApplicable;

    private ValueList<int> QuestionsOf(int response) => Enumerable.Range(0, _open.Count).Where(question => IsAbout(response, _open[question])).ToValueList();

    private bool IsAbout(int response, Fact fact) => _conditions[response].Exists(condition => condition.Fact() == fact.Id);

    private List<Condition> ConditionsOf(Response response) =>
    [
        .. new[] { _policy.Scope, _policy.Ladder.When, _policy.Ladder.After, response.When, response.After }
            .Concat(_decision.Behaviours.SelectMany(item => new[] { item.Behaviour.When, item.Behaviour.Unless }))
            .OfType<Condition>()
            .SelectMany(ConditionFacts.WithParts),
    ];

    // Of the answers that the conditions cannot tell apart, one is enough.
    private IEnumerable<FactValue> AnswersTo(Fact fact)
    {
        var about = _conditions.SelectMany(conditions => conditions).Where(condition => condition.Fact() == fact.Id).Distinct().ToList();
        return fact.Type switch
        {
            FactType.Flag => [true, false],
            FactType.Choice => fact.Values.DistinctBy(value => about.OfType<ChoiceCondition>().Select(choice => choice.Values.Contains(value)).ToValueList()).Select(value => (FactValue)value),
            _ => about.OfType<CountCondition>().Select(count => count.AtLeast.Value).Append(0).Distinct().Select(value => (FactValue)value),
        };
    }
}
