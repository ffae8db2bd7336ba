using ConductPolicy.Cases;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Testing;

/// <summary>What is written down in a case besides what decides: by whom, at what time, notes, and events that move no status.</summary>
/// <param name="policy">The policy of the cases.</param>
/// <param name="later">A day after all else that is on record.</param>
internal sealed class CaseDetails(Policy policy, LocalDate later)
{
    /// <summary>How many numbers it takes to draw them.</summary>
    public const int Seeds = 12;

    public ConductCase AddedTo(ConductCase given, int[] seeds) => given with
    {
        Events = [.. given.Events.Select((item, i) => Dressed(item, seeds[i % Seeds])), .. Others(given, seeds)],
    };

    private CaseEvent Dressed(CaseEvent item, int seed)
    {
        var by = seed % 3 == 0 ? RoleBy(seed) : null;
        var timed = item with { At = (seed % 4) switch { 0 => new LocalTime(seed % 24, seed % 60), 1 => new LocalTime(seed % 24, seed % 60, seed % 60), _ => null } };
        return timed switch
        {
            SeriousnessGiven given => given with { By = by },
            StepTaken step => step with { By = by },
            ResponseTaken taken => taken with { By = by },
            BarExtended extended => extended with { By = by },
            ApprovalRecorded recorded => recorded with { By = by, Note = recorded.Result is null && seed % 2 == 0 ? "Said “yes”, in \\ her \"words\" – 10 °C" : null },
            NoticeGiven notice => notice with
            {
                Form = (seed % 3) switch { 0 => NoticeForm.Written, 1 => NoticeForm.Spoken, _ => null },
                States = seed % 2 == 0 ? ["reasons", "length"] : [],
            },
            _ => timed,
        };
    }

    private IEnumerable<CaseEvent> Others(ConductCase given, int[] seeds)
    {
        var incident = given.Incidents[seeds[0] % given.Incidents.Count].Id;
        var bar = policy.Responses.FirstOrDefault(response => response.Bar is not null)?.Id;
        var (role, consideration) = (RoleBy(seeds[1]), policy.Considerations.Count > 0 ? policy.Considerations[0].Id : null);
        List<CaseEvent> all =
        [
            .. bar is null ? (CaseEvent[])[] :
            [
                new ResponseTaken { Id = "bar", On = later, Incident = incident, Response = bar, Ends = later.PlusDays(7) },
                new VisitAllowed { On = later, Of = "bar", Allowed = later.PlusDays(1) },
                new BarBroken { On = later.PlusDays(2), Of = "bar" },
                new AppealNoted { On = later, Of = "bar", IsDecided = false },
                new AppealNoted { On = later, Of = "bar", IsDecided = true, Result = "upheld" },
            ],
            .. role is null ? (CaseEvent[])[] : [new ContactMade { On = later, Through = role }],
            .. consideration is null ? (CaseEvent[])[] : [new ConsiderationNoted { On = later, Incident = incident, Consideration = consideration, For = seeds[2] % 2 == 0 ? bar : null }],
            new MessageReceived { Id = "message", On = later, At = new LocalTime(16, 40) },
            new MessageAnswered { On = later, Of = "message", HoldingUntil = later.PlusDays(3) },
            new MessageAnswered { On = later.PlusDays(1), Of = "message" },
        ];
        return all.Take(seeds[3] % (all.Count + 1));
    }

    private string? RoleBy(int seed) => policy.Roles.Count > 0 ? policy.Roles[seed % policy.Roles.Count].Id : null;
}
