using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Outcome = ConductPolicy.Conditions.Outcome;

namespace ConductPolicy.Tests.Laws;

/// <summary>Cases of a policy: all shapes of event, in any order, sensible or not, that shrink by leaving parts out.</summary>
internal sealed class CaseArbitrary
{
    public static readonly LocalDate FirstDay = new(2026, 11, 2);
    private const int Days = 16;
    private readonly Policy _policy;
    private readonly Outcome?[] _outcomes = [null, Outcome.Resolved, Outcome.Unresolved, Outcome.Declined, Outcome.Unreachable];

    private CaseArbitrary(Policy policy) => _policy = policy;

    public static Arbitrary<ConductCase> For(Policy policy) => Arb.From(new CaseArbitrary(policy).Case(), Shrink);

    private Gen<ConductCase> Case() =>
        from count in Gen.Frequency((4, Gen.Constant(1)), (1, Gen.Constant(2)))
        from incidents in Gen.ArrayOf(Incident(), count)
        from person in Gen.Frequency((6, Gen.Constant<string?>("parental-responsibility")), (1, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>([.. _policy.Facts["person"].Values])))
        from size in Gen.Choose(0, 14)
        from seeds in Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(0, 9_999), 8), size)
        from asOf in Gen.Choose(0, Days)
        select Made(incidents, person, seeds, asOf);

    private Gen<Incident> Incident() =>
        from day in Gen.Choose(0, 3)
        from behaviours in Gen.SubListOf([.. _policy.Behaviours]).Where(list => list.Count <= 3)
        from findings in Gen.ArrayOf(Gen.Frequency((5, Gen.Constant(Finding.Alleged)), (2, Gen.Constant(Finding.Established)), (1, Gen.Constant(Finding.NotEstablished))), behaviours.Count)
        from seriousness in Gen.Frequency((3, Gen.Constant<string?>(null)), (2, Gen.Elements<string?>([.. _policy.SeriousnessLevels])))
        from facts in Gen.SubListOf([.. _policy.Facts.Where(fact => !fact.IsOfCase)])
        from answers in Gen.ArrayOf(Gen.Choose(0, 9_999), facts.Count)
        select new Incident
        {
            Id = "i",
            On = FirstDay.PlusDays(day),
            Behaviours = behaviours.Zip(findings, (behaviour, finding) => new AllegedBehaviour(behaviour.Id, finding)).ToValueList(),
            Seriousness = seriousness,
            Facts = facts.Zip(answers, Answer).ToValueList(),
        };

    private static FactAnswer Answer(Fact fact, int seed) => new(fact.Id, fact.Type switch
    {
        _ when seed % 7 == 0 => FactValue.Unknown,
        FactType.Flag => seed % 2 == 0,
        FactType.Count => seed % 6,
        _ => fact.Values[seed % fact.Values.Count],
    });

    private ConductCase Made(Incident[] incidents, string? person, int[][] seeds, int asOf)
    {
        var named = incidents.Select((incident, i) => incident with { Id = $"i{i + 1}" }).ToValueList();
        var events = new List<CaseEvent>();
        foreach (var seed in seeds)
        {
            if (Event(seed, named, events) is { } made)
            {
                events.Add(made with { Id = $"x{events.Count + 1}" });
            }
        }

        var latest = named.Max(incident => incident.On);
        var day = FirstDay.PlusDays(asOf);
        return new ConductCase
        {
            Id = "generated",
            AsOf = day < latest ? latest : day,
            Facts = person is null ? [] : [new FactAnswer("person", person)],
            Incidents = named,
            Events = events.ToValueList(),
        };
    }

    private CaseEvent? Event(int[] seed, ValueList<Incident> incidents, List<CaseEvent> earlier)
    {
        // Mostly in the order of time, so that much of what is generated makes sense; now and then not.
        var after = earlier.Count > 0 && seed[7] % 5 != 0 ? earlier[^1].On : FirstDay;
        var on = after.PlusDays(seed[0] % 3);
        var incident = incidents[seed[1] % incidents.Count];
        var response = _policy.Responses[seed[2] % _policy.Responses.Count];
        var bars = _policy.Responses.Where(one => one.Bar is not null).ToList();
        var outcome = _outcomes[seed[3] % _outcomes.Length];
        CaseEvent? made = (seed[4] % 20) switch
        {
            0 or 1 => new FactsLearnt { On = on, Facts = [Answer(_policy.Facts[seed[2] % _policy.Facts.Count], seed[5])] },
            2 when incident.Behaviours.Count > 0 => new FindingMade { On = on, Behaviour = incident.Behaviours[seed[2] % incident.Behaviours.Count].Id, Finding = seed[5] % 2 == 0 ? Finding.Established : Finding.NotEstablished },
            3 => new SeriousnessGiven { On = on, Level = _policy.SeriousnessLevels[seed[5] % _policy.SeriousnessLevels.Count] },
            4 or 5 or 6 or 7 => new StepTaken { On = on, Step = _policy.Steps[seed[2] % _policy.Steps.Count].Id, Outcome = outcome },
            8 or 9 => new ResponseTaken { On = on, Response = response.Id, Outcome = outcome, Ends = response.Bar is not null && seed[5] % 4 != 0 ? on.PlusDays(seed[5] % 10) : null },
            10 => new ResponseTaken { On = on, Response = bars[seed[2] % bars.Count].Id, Ends = on.PlusDays(seed[5] % 10) },
            11 => Approval(seed, on, response),
            12 => Approval(seed, on, bars[seed[2] % bars.Count]),
            13 => Approval(seed, on, bars[seed[2] % bars.Count]),
            14 => new NoticeGiven { On = on, For = bars[seed[2] % bars.Count].Id, IsIntention = seed[5] % 2 == 0 },
            15 => new RepresentationsNoted { On = on, For = bars[seed[2] % bars.Count].Id, InvitedUntil = seed[5] % 2 == 0 ? on.PlusDays(seed[3] % 4) : null, IsReceived = seed[5] % 3 == 0 },
            16 or 17 => About<StepTaken>(seed, earlier, first => new OutcomeKnown { On = Later(on, first), Of = first.Id!, Outcome = outcome ?? Outcome.Unresolved })
                ?? About<ResponseTaken>(seed, earlier, first => new OutcomeKnown { On = Later(on, first), Of = first.Id!, Outcome = outcome ?? Outcome.Unresolved }),
            18 => About<ResponseTaken>(seed, earlier, first => new ResponseEnded { On = Later(on, first), Of = first.Id!, IsLifted = seed[5] % 2 == 0 }),
            _ => About<ResponseTaken>(seed, earlier, first => _policy.Responses[first.Response].Bar is null
                ? null
                : new BarExtended { On = Later(on, first), Of = first.Id!, Ends = Later(on, first).PlusDays(seed[5] % 10) }),
        };
        return made is null or EventAboutEvent ? made : made with { Incident = incident.Id };
    }

    private static LocalDate Later(LocalDate on, CaseEvent first) => on < first.On ? first.On : on;

    private ApprovalRecorded Approval(int[] seed, LocalDate on, Response response)
    {
        var wanted = response.Approvals.Count > 0 && seed[6] % 4 != 0 ? response.Approvals[seed[3] % response.Approvals.Count] : null;
        var act = wanted?.Act ?? (ApprovalAct)(seed[3] % 3);
        return new ApprovalRecorded
        {
            On = on,
            Act = act,
            Role = wanted?.Role ?? _policy.Roles[seed[5] % _policy.Roles.Count].Id,
            For = seed[6] % 9 == 0 ? null : response.Id,
            Result = act == ApprovalAct.Consult ? null : (ApprovalResult)(seed[5] % 4),
        };
    }

    private static CaseEvent? About<T>(int[] seed, List<CaseEvent> earlier, Func<T, CaseEvent?> make)
        where T : CaseEvent
    {
        var candidates = earlier.OfType<T>().ToList();
        return candidates.Count == 0 ? null : make(candidates[seed[2] % candidates.Count]);
    }

    private static IEnumerable<ConductCase> Shrink(ConductCase whole)
    {
        if (whole.Incidents.Count > 1)
        {
            foreach (var gone in whole.Incidents)
            {
                var kept = whole.Incidents.Where(incident => incident.Id != gone.Id).ToValueList();
                var lost = whole.Events.Where(item => item.Incident == gone.Id).Select(item => item.Id).ToHashSet();
                yield return whole with { Incidents = kept, Events = whole.Events.Where(item => item.Incident != gone.Id && !(item is EventAboutEvent about && lost.Contains(about.Of))).ToValueList() };
            }
        }

        foreach (var gone in whole.Events)
        {
            yield return whole with { Events = whole.Events.Where(item => item.Id != gone.Id && !(item is EventAboutEvent about && about.Of == gone.Id)).ToValueList() };
        }

        for (var i = 0; i < whole.Incidents.Count; i++)
        {
            var incident = whole.Incidents[i];
            foreach (var answer in incident.Facts)
            {
                yield return With(whole, incident with { Facts = incident.Facts.Where(other => other != answer).ToValueList() });
            }

            foreach (var behaviour in incident.Behaviours)
            {
                if (!whole.Events.Any(item => item is FindingMade made && made.Behaviour == behaviour.Id))
                {
                    yield return With(whole, incident with { Behaviours = incident.Behaviours.Where(other => other != behaviour).ToValueList() });
                }
            }
        }
    }

    private static ConductCase With(ConductCase whole, Incident changed) =>
        whole with { Incidents = whole.Incidents.Select(incident => incident.Id == changed.Id ? changed : incident).ToValueList() };
}
