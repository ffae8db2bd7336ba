using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using NodaTime;

namespace ConductPolicy.RulesEngine.Benchmarks;

/// <summary>The case of a policy that is decided: some way up the ladder, with facts that nobody has answered yet.</summary>
/// <param name="Case">The case.</param>
internal sealed record BenchmarkCase(ConductCase Case)
{
    private static readonly LocalDate s_day = new(2026, 11, 18);

    public static BenchmarkCase Of(string policy) => new(policy == "qet"
        ? new ConductCase
        {
            Id = "2026-017",
            AsOf = s_day.PlusDays(2),
            Facts = [new FactAnswer("person", "parental-responsibility")],
            Incidents = [new Incident { Id = "i1", On = s_day, Behaviours = [new AllegedBehaviour("abusive-message")], Facts = [new FactAnswer("channel", "email")] }],
            Events =
            [
                new StepTaken { On = s_day, Step = "gather-information" },
                new StepTaken { On = s_day.PlusDays(1), Step = "speak-to-parent", Outcome = Outcome.Unresolved },
                new ApprovalRecorded { On = s_day.PlusDays(2), Act = ApprovalAct.Consult, Role = "ceo", For = "ban" },
            ],
        }
        : new ConductCase
        {
            Id = "2026-018",
            AsOf = s_day.PlusDays(2),
            Facts = [new FactAnswer("person", "parental-responsibility")],
            Incidents = [new Incident { Id = "i1", On = s_day, Behaviours = [new AllegedBehaviour("intimidation")] }],
            Events = [new StepTaken { On = s_day.PlusDays(1), Step = "conversation", Outcome = Outcome.Unresolved }],
        });
}
