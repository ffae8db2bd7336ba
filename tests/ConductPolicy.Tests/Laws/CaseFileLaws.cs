using ConductPolicy.Cases;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ConductPolicy.Tests.Laws;

/// <summary>What holds for the file of every case.</summary>
public sealed class CaseFileLaws
{
    private const int Cases = 1_000;

    public static TheoryData<string> Policies => [.. ConductPolicy.Loading.ShippedPolicies.Ids];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Loading_what_was_written_gives_an_equal_case(string id)
    {
        var policy = ConductPolicy.Loading.ShippedPolicies.Load(id);
        Prop.ForAll(WithEveryKindOfEvent(policy), given => Assert.Equal(given, CaseFile.Parse(CaseFile.Write(given), policy)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithQuietOnSuccess(true));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Writing_what_was_loaded_gives_the_same_text(string id)
    {
        var policy = ConductPolicy.Loading.ShippedPolicies.Load(id);
        Prop.ForAll(WithEveryKindOfEvent(policy), given =>
        {
            var text = CaseFile.Write(given);
            Assert.Equal(text, CaseFile.Write(CaseFile.Parse(text, policy)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithQuietOnSuccess(true));
    }

    /// <summary>Cases with the events, times and notes that decide nothing too, for these are kept all the same.</summary>
    internal static Arbitrary<ConductCase> WithEveryKindOfEvent(Policy policy)
    {
        var decided = CaseArbitrary.For(policy);
        var generator =
            from given in decided.Generator
            from seeds in Gen.ArrayOf(Gen.Choose(0, 9_999), 12)
            select given with { Events = [.. given.Events.Select((item, i) => Dressed(item, policy, seeds[i % seeds.Length])), .. Others(given, policy, seeds)] };
        return Arb.From(generator, decided.Shrinker);
    }

    private static CaseEvent Dressed(CaseEvent item, Policy policy, int seed)
    {
        var by = seed % 3 == 0 ? policy.Roles[seed % policy.Roles.Count].Id : null;
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

    private static IEnumerable<CaseEvent> Others(ConductCase given, Policy policy, int[] seeds)
    {
        var on = CaseArbitrary.FirstDay.PlusDays(40);
        var incident = given.Incidents[seeds[0] % given.Incidents.Count].Id;
        var bar = policy.Responses.First(response => response.Bar is not null).Id;
        CaseEvent[] all =
        [
            new ResponseTaken { Id = "bar", On = on, Incident = incident, Response = bar, Ends = on.PlusDays(7) },
            new VisitAllowed { On = on, Of = "bar", Allowed = on.PlusDays(1) },
            new BarBroken { On = on.PlusDays(2), Of = "bar" },
            new AppealNoted { On = on, Of = "bar", IsDecided = false },
            new AppealNoted { On = on, Of = "bar", IsDecided = true, Result = "upheld" },
            new ContactMade { On = on, Through = policy.Roles[seeds[1] % policy.Roles.Count].Id },
            new ConsiderationNoted { On = on, Incident = incident, Consideration = policy.Considerations[0].Id, For = seeds[2] % 2 == 0 ? bar : null },
            new MessageReceived { Id = "message", On = on, At = new LocalTime(16, 40) },
            new MessageAnswered { On = on, Of = "message", HoldingUntil = on.PlusDays(3) },
            new MessageAnswered { On = on.PlusDays(1), Of = "message" },
        ];
        return all.Take(seeds[3] % (all.Length + 1));
    }
}
