using ConductPolicy.Cases;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>A question that an interview puts.</summary>
/// <param name="Fact">The fact it asks for: its type, its values and the words of the question.</param>
/// <param name="Responses">The responses whose status an answer can change, in the order of the rule set; those found, where <paramref name="IsTriedOut"/> is no.</param>
/// <param name="IsTriedOut">Whether every combination of answers was tried; no where there were too many.</param>
public sealed record InterviewQuestion(Fact Fact, ValueList<Response> Responses, bool IsTriedOut);

/// <summary>Asks about one incident what is not known yet and can still change what may be done, and keeps the answers in the case. Immutable: each answer gives a new interview.</summary>
/// <remarks>
/// <para>
/// It puts a question of <see cref="Decision.Ask"/> only where an answer to it changes the status of some response, for some way to
/// answer the other questions or to leave them open. That is found by trying. After <see cref="MostDecisions"/> decisions in search
/// of one question the trying stops, and the question that it had come to is put.
/// </para>
/// <para>
/// First comes whether the policy speaks of the person, then what most responses turn on, such as whether there is a breach: the
/// answers can make the others needless. Ties stand in the order of <see cref="Decision.Ask"/>; what holds for one day only comes last.
/// </para>
/// <para>No fact is asked for twice, so an interview ends after at most as many answers as the policy has facts. A response that is ruled out
/// stays so whatever the answers; a question that could only give another reason for it need not be put.</para>
/// </remarks>
public sealed class Interview
{
    /// <summary>After how many decisions the search for the next question tries no other combination of answers.</summary>
    public const int MostDecisions = 2_000;

    private readonly DecisionEngine _engine;

    /// <summary>An interview about one incident of a case, as far as it is known.</summary>
    /// <param name="engine">The engine that decides.</param>
    /// <param name="conductCase">The case; it has to name the day on which to decide.</param>
    /// <param name="incident">The id of the incident; null for the latest.</param>
    /// <exception cref="ConductPolicyException">The case cannot be decided: see <see cref="DecisionEngine.Decide"/>.</exception>
    public Interview(DecisionEngine engine, ConductCase conductCase, string? incident = null)
        : this(engine ?? throw new ArgumentNullException(nameof(engine)), conductCase, incident, [])
    {
    }

    private Interview(DecisionEngine engine, ConductCase conductCase, string? incident, ValueList<string> notKnown)
    {
        _engine = engine;
        Case = conductCase;
        NotKnown = notKnown;
        Decision = engine.Decide(conductCase, incident);
        Next = new InterviewTrial(engine, conductCase, Decision, notKnown).Next();
    }

    /// <summary>The case, with the answers given so far.</summary>
    public ConductCase Case { get; }

    /// <summary>What is decided with the answers given so far.</summary>
    public Decision Decision { get; }

    /// <summary>The facts that the person said they do not know, in the order asked. They stay unknown, and are not asked for again.</summary>
    public ValueList<string> NotKnown { get; }

    /// <summary>The question to put next; null where no answer can change what may be done.</summary>
    public InterviewQuestion? Next { get; }

    /// <summary>The interview after an answer to <see cref="Next"/>.</summary>
    /// <param name="value">The answer; <see cref="FactValue.Unknown"/> where the person does not know.</param>
    /// <remarks>
    /// An answer is kept among the facts of the incident, or of the case where the fact holds for the whole case. One that holds for its own day only is kept
    /// as an event of the day of the decision, and so is one that an earlier event took back.
    /// </remarks>
    /// <exception cref="ConductPolicyException">The answer does not fit the question.</exception>
    /// <exception cref="InvalidOperationException">There is no question.</exception>
    public Interview Answer(FactValue value)
    {
        var fact = Next?.Fact ?? throw new InvalidOperationException("There is no question to answer.");
        return value.IsKnown
            ? new Interview(_engine, Recorded(fact, value), Decision.Incident.Id, NotKnown)
            : new Interview(_engine, Case, Decision.Incident.Id, [.. NotKnown, fact.Id]);
    }

    private ConductCase Recorded(Fact fact, FactValue value)
    {
        var answer = new FactAnswer(fact.Id, value);
        if (fact.IsMomentary || Case.Events.Any(item => item is FactsLearnt learnt && learnt.Facts.Any(other => other.Fact == fact.Id)))
        {
            return Case.WithLearnt(Decision.Incident.Id, Decision.AsOf, [answer]);
        }

        return fact.IsOfCase
            ? Case with { Facts = With(Case.Facts, answer) }
            : Case with { Incidents = Case.Incidents.Select(incident => incident.Id == Decision.Incident.Id ? incident with { Facts = With(incident.Facts, answer) } : incident).ToValueList() };
    }

    private static ValueList<FactAnswer> With(ValueList<FactAnswer> answers, FactAnswer answer) =>
        [.. answers.Where(other => other.Fact != answer.Fact), answer];
}
