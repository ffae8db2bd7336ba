using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Tests;

/// <summary>A case in the making: an incident on day 0, what was done on the days after it, and the decision at the end.</summary>
internal sealed class Given
{
    public static readonly LocalDate Day0 = new(2026, 11, 2);
    private static readonly Dictionary<string, DecisionEngine> s_engines = ShippedPolicies.Ids.ToDictionary(id => id, id => new DecisionEngine(ShippedPolicies.Load(id)));
    private readonly DecisionEngine _engine;
    private readonly List<AllegedBehaviour> _behaviours = [];
    private readonly List<FactAnswer> _facts = [];
    private readonly List<CaseEvent> _events = [];
    private string? _seriousness;
    private int _day;

    private Given(DecisionEngine engine, string person)
    {
        _engine = engine;
        _facts.Add(new FactAnswer("person", person));
    }

    public static Policy QetPolicy => s_engines["qet"].Policy;

    public static Policy ThrivePolicy => s_engines["thrive"].Policy;

    public static Given Qet(string person = "parental-responsibility") => new(s_engines["qet"], person);

    public static Given Thrive(string person = "parental-responsibility") => new(s_engines["thrive"], person);

    public static Given A(Policy policy) => new(new DecisionEngine(policy), "parental-responsibility");

    public Given Behaviour(string id, Finding finding = Finding.Alleged)
    {
        _behaviours.Add(new AllegedBehaviour(id, finding));
        return this;
    }

    public Given Seriousness(string level)
    {
        _seriousness = level;
        return this;
    }

    public Given Fact(string id, FactValue value)
    {
        _facts.Add(new FactAnswer(id, value));
        return this;
    }

    public Given NextDay()
    {
        _day++;
        return this;
    }

    public Given Step(string id, Outcome? outcome = null) => Event(on => new StepTaken { On = on, Step = id, Outcome = outcome });

    public Given Taken(string id, Outcome? outcome = null, LocalDate? ends = null) =>
        Event(on => new ResponseTaken { On = on, Response = id, Outcome = outcome, Ends = ends });

    public Given Consulted(string role, string response) =>
        Event(on => new ApprovalRecorded { On = on, Act = ApprovalAct.Consult, Role = role, For = response });

    public Given Reviewed(string role, string response, ApprovalResult result) =>
        Event(on => new ApprovalRecorded { On = on, Act = ApprovalAct.Review, Role = role, For = response, Result = result });

    public Given Represented(string response) => Event(on => new RepresentationsNoted { On = on, For = response, IsReceived = true });

    public Given Invited(string response, int untilDay) => Event(on => new RepresentationsNoted { On = on, For = response, InvitedUntil = Day0.PlusDays(untilDay) });

    public Given Announced(string response) => Event(on => new NoticeGiven { On = on, For = response, IsIntention = true });

    /// <summary>QET's two steps, on the day after the incident, without success.</summary>
    public Given QetSteps() => NextDay().Step("gather-information").Step("speak-to-parent", Outcome.Unresolved).NextDay();

    /// <summary>Thrive's conversation, on the day after the incident.</summary>
    public Given Conversation(Outcome? outcome = Outcome.Unresolved) => NextDay().Step("conversation", outcome).NextDay();

    public Given Event(Func<LocalDate, CaseEvent> make)
    {
        _events.Add(make(Day0.PlusDays(_day)));
        return this;
    }

    public ConductCase Case() => new()
    {
        Id = "test",
        AsOf = Day0.PlusDays(_day),
        Incidents = [new Incident { Id = "i1", On = Day0, Behaviours = _behaviours.ToValueList(), Seriousness = _seriousness, Facts = _facts.ToValueList() }],
        Events = _events.ToValueList(),
    };

    public Decision Decide() => _engine.Decide(Case());

    public ResponseStatus Status(string response) => Decide()[response].Status;
}
