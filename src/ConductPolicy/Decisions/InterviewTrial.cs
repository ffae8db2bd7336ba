using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Finds the next question of an interview by trying answers out.</summary>
internal sealed class InterviewTrial
{
    private readonly DecisionEngine _engine;
    private readonly ConductCase _case;
    private readonly Decision _decision;
    private readonly List<Fact> _open;
    private readonly Dictionary<Response, List<Condition>> _conditions = new(ReferenceEqualityComparer.Instance);
    private int _decisionsLeft = Interview.MostDecisions;

    public InterviewTrial(DecisionEngine engine, ConductCase conductCase, Decision decision, ValueList<string> notKnown)
    {
        _engine = engine;
        _case = conductCase;
        _decision = decision;
        foreach (var response in engine.Policy.Responses)
        {
            _conditions.Add(response, ConditionsOf(response));
        }

        _open =
        [
            .. decision.Ask.Where(question => !notKnown.Contains(question.Fact)).Select(question => engine.Policy.Facts[question.Fact])
                .OrderBy(fact => fact.IsMomentary)
                .ThenByDescending(fact => WithParts(engine.Policy.Scope).Any(condition => FactOf(condition) == fact.Id))
                .ThenByDescending(OpenResponsesAbout),
        ];
    }

    public InterviewQuestion? Next()
    {
        foreach (var fact in _open)
        {
            var changed = ResponsesThatTurnOn(fact);
            if (changed.Count > 0 || _decisionsLeft <= 0)
            {
                return new InterviewQuestion(fact, _engine.Policy.Responses.Where(changed.Contains).ToValueList(), _decisionsLeft > 0);
            }
        }

        return null;
    }

    // Responses that turn on the same facts are tried together, and no other fact is varied for them.
    private HashSet<Response> ResponsesThatTurnOn(Fact asked)
    {
        var changed = new HashSet<Response>(ReferenceEqualityComparer.Instance);
        foreach (var alike in _engine.Policy.Responses.GroupBy(OpenFactsOf).Where(group => group.Key.Contains(asked.Id)))
        {
            Try(asked, _open.FindAll(fact => fact != asked && alike.Key.Contains(fact.Id)), [], [.. alike], changed);
        }

        return changed;
    }

    // Every way to answer the other questions, or to leave them open, is gone through once.
    private void Try(Fact asked, List<Fact> others, ValueList<FactAnswer> answers, List<Response> responses, HashSet<Response> changed)
    {
        var before = Decide(answers);
        var left = responses.FindAll(response => !changed.Contains(response) && !IsSettled(before[response.Id].Status));
        if (left.Count == 0)
        {
            return;
        }

        foreach (var value in AnswersTo(asked))
        {
            var after = Decide([.. answers, new FactAnswer(asked.Id, value)]);
            changed.UnionWith(left.Where(response => before[response.Id].Status != after[response.Id].Status));
        }

        for (var i = 0; i < others.Count; i++)
        {
            foreach (var value in AnswersTo(others[i]))
            {
                if (_decisionsLeft <= 0 || left.TrueForAll(changed.Contains))
                {
                    return;
                }

                Try(asked, others[(i + 1)..], [.. answers, new FactAnswer(others[i].Id, value)], left, changed);
            }
        }
    }

    // What is permitted, waiting or not applicable stays so whatever is answered; the other statuses may still change.
    private static bool IsSettled(ResponseStatus status) => status is ResponseStatus.Permitted or ResponseStatus.AwaitingApproval or ResponseStatus.NotApplicable;

    private Decision Decide(ValueList<FactAnswer> answers)
    {
        if (answers.Count == 0)
        {
            return _decision;
        }

        _decisionsLeft--;
        return _engine.Decide(_case.WithLearnt(_decision.Incident.Id, _decision.AsOf, answers), _decision.Incident.Id);
    }

    private int OpenResponsesAbout(Fact fact) => _engine.Policy.Responses.Count(response => !IsSettled(_decision[response.Id].Status) && IsAbout(response, fact));

    private ValueList<string> OpenFactsOf(Response response) => _open.Where(fact => IsAbout(response, fact)).Select(fact => fact.Id).ToValueList();

    private bool IsAbout(Response response, Fact fact) => _conditions[response].Exists(condition => FactOf(condition) == fact.Id);

    private List<Condition> ConditionsOf(Response response) =>
    [
        .. new[] { _engine.Policy.Scope, _engine.Policy.Ladder.When, _engine.Policy.Ladder.After, response.When, response.After }
            .Concat(_decision.Behaviours.SelectMany(item => new[] { item.Behaviour.When, item.Behaviour.Unless }))
            .OfType<Condition>()
            .SelectMany(WithParts),
    ];

    private static IEnumerable<Condition> WithParts(Condition condition) => condition.Parts.SelectMany(WithParts).Prepend(condition);

    private static string? FactOf(Condition condition) => condition switch
    {
        FlagCondition flag => flag.Fact,
        ChoiceCondition choice => choice.Fact,
        CountCondition count => count.Fact,
        _ => null,
    };

    // Of the answers that the conditions cannot tell apart, one is enough.
    private IEnumerable<FactValue> AnswersTo(Fact fact)
    {
        var about = _conditions.Values.SelectMany(conditions => conditions).Where(condition => FactOf(condition) == fact.Id).Distinct().ToList();
        return fact.Type switch
        {
            FactType.Flag => [true, false],
            FactType.Choice => fact.Values.DistinctBy(value => about.OfType<ChoiceCondition>().Select(choice => choice.Values.Contains(value)).ToValueList()).Select(value => (FactValue)value),
            _ => about.OfType<CountCondition>().Select(count => count.AtLeast.Value).Append(0).Distinct().Select(value => (FactValue)value),
        };
    }
}
