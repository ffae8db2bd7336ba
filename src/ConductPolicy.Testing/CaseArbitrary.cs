using System.Globalization;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Outcome = ConductPolicy.Conditions.Outcome;

namespace ConductPolicy.Testing;

/// <summary>Cases of a policy: one to three incidents and all shapes of event, in any order, sensible or not, that shrink by leaving parts out.</summary>
/// <remarks>
/// Every case is one that a case file of the policy may hold. Most persons are in scope, and much of what happens is about one response and
/// what it needs to be approved, or little would be seen of the policy. The days are those of November and December 2026, or others where
/// the policy is not in force then.
/// </remarks>
public sealed class CaseArbitrary
{
    private const int Days = 16;
    private const int MostEvents = 18;

    // From the first incident to the last day on which anything happens or is decided.
    private const int MostDays = 90;
    private static readonly LocalDate s_usualDay = new(2026, 11, 2);
    private static readonly Outcome?[] s_outcomes = [null, Outcome.Resolved, Outcome.Unresolved, Outcome.Declined, Outcome.Unreachable];
    private readonly Policy _policy;
    private readonly LocalDate _firstDay;
    private readonly Dictionary<string, FactValue> _inScope;
    private readonly List<Response> _bars;

    private CaseArbitrary(Policy policy)
    {
        _policy = policy;
        _firstDay = FirstDayOf(policy.InForce);
        _inScope = AnswersInScope(policy.Scope).GroupBy(answer => answer.Fact).ToDictionary(same => same.Key, same => same.First().Value);

        // Where a policy has none of these, what happens to them happens to whatever it has.
        _bars = policy.Responses.Where(response => response.Bar is not null || response.Continues is not null || response.Approvals.Count > 0).ToList();
        _bars = _bars.Count > 0 ? _bars : [.. policy.Responses];
    }

    /// <summary>Cases of a policy. Some of the incidents of a case may lie after the day of the decision.</summary>
    /// <param name="policy">The policy.</param>
    public static Arbitrary<ConductCase> For(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Arb.From(Of(policy), given => Shrink(given, policy));
    }

    /// <summary>Cases each of whose incidents lies before the day of the decision, or on it.</summary>
    /// <param name="policy">The policy.</param>
    public static Arbitrary<ConductCase> DecidableFor(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Arb.From(Of(policy).Select(AfterAll), given => Shrink(given, policy).Select(AfterAll));
    }

    /// <summary>Cases with what decides nothing, too: who wrote something down and when in the day, notes, visits, messages and appeals.</summary>
    /// <param name="policy">The policy.</param>
    public static Arbitrary<ConductCase> DetailedFor(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var details = new CaseDetails(policy, FirstDayOf(policy.InForce).PlusDays(40));
        return Arb.From(
            from given in Of(policy)
            from seeds in Gen.ArrayOf(Gen.Choose(0, 9_999), CaseDetails.Seeds)
            select details.AddedTo(given, seeds),
            given => Shrink(given, policy));
    }

    /// <summary>Cases in which people did what the policy asks and allows, a step at a time: each response was permitted when it was taken.</summary>
    /// <remarks>What happened, when, and which of the things open was done next is drawn. It is not complete: notices, say, may be missing. What a case shrinks to need not follow the policy.</remarks>
    /// <param name="policy">The policy.</param>
    public static Arbitrary<ConductCase> FollowedFor(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Arb.From(Followed(policy), given => Shrink(given, policy));
    }

    /// <summary>Cases in which the policy was followed and cases in which anything happened.</summary>
    internal static Arbitrary<ConductCase> MixedFor(Policy policy) => Arb.From(Gen.OneOf(Of(policy), Followed(policy)), given => Shrink(given, policy));

    private static Gen<ConductCase> Followed(Policy policy)
    {
        var followed = new FollowedCase(policy);
        return from given in new CaseArbitrary(policy).Case(mostEvents: 0)
               from count in Gen.Choose(0, FollowedCase.MostSteps)
               from seeds in Gen.ArrayOf(Seeds(3), count)
               select followed.From(given, seeds);
    }

    internal static Gen<ConductCase> Of(Policy policy) => new CaseArbitrary(policy).Case();

    private static ConductCase AfterAll(ConductCase given) => given with { AsOf = given.Incidents.Select(incident => incident.On).Append(given.AsOf!.Value).Max() };

    private static LocalDate FirstDayOf(InForce inForce) => inForce switch
    {
        _ when inForce.Covers(s_usualDay) && inForce.Covers(s_usualDay.PlusDays(MostDays)) => s_usualDay,
        { To: { } last } => LocalDate.Max(inForce.From, last.PlusDays(-MostDays)),
        _ => inForce.From,
    };

    private Gen<ConductCase> Case(int mostEvents = MostEvents) =>
        from count in Gen.Frequency((3, Gen.Constant(1)), (3, Gen.Constant(2)), (1, Gen.Constant(3)))
        from incidents in Gen.ArrayOf(Incident(), count)
        from facts in Seeds(_policy.Facts.Count)
        from size in Gen.Choose(0, mostEvents)
        from seeds in Gen.ArrayOf(Seeds(9), size)
        from about in Gen.Elements(_bars.ToArray())
        from asOf in Gen.Choose(0, 2 * Days)
        select Made(incidents, facts, about, seeds, asOf);

    private Gen<Incident> Incident() =>
        from day in Gen.Choose(0, 7)
        from count in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Constant(1)), (3, Gen.Constant(2)), (2, Gen.Constant(3)))
        from behaviours in Gen.ArrayOf(Gen.Choose(0, _policy.Behaviours.Count - 1), count)
        from findings in Gen.ArrayOf(Gen.Frequency((5, Gen.Constant(Finding.Alleged)), (2, Gen.Constant(Finding.Established)), (1, Gen.Constant(Finding.NotEstablished))), count)
        from seriousness in Gen.Frequency((3, Gen.Constant<string?>(null)), (2, Gen.Elements<string?>([.. _policy.SeriousnessLevels])))
        from answers in Seeds(_policy.Facts.Count)
        select new Incident
        {
            Id = "i",
            On = _firstDay.PlusDays(day),
            Behaviours = behaviours.Zip(findings, (behaviour, finding) => new AllegedBehaviour(_policy.Behaviours[behaviour].Id, finding)).DistinctBy(alleged => alleged.Id).ToValueList(),
            Seriousness = seriousness,
            Facts = _policy.Facts.Zip(answers).Where(pair => pair.Second % 16 < (pair.First.IsOfCase ? 1 : _inScope.ContainsKey(pair.First.Id) ? 14 : 8))
                .Select(pair => Answer(pair.First, pair.Second / 16)).ToValueList(),
        };

    private static Gen<int[]> Seeds(int count) => Gen.ArrayOf(Gen.Choose(0, 99_999), count);

    /// <summary>An answer to a fact. Most put the person in scope, or little would be seen of the policy.</summary>
    private FactAnswer Answer(Fact fact, int seed) => new(fact.Id, fact.Type switch
    {
        _ when seed % 7 == 0 => FactValue.Unknown,
        _ when seed % 7 < 6 && _inScope.TryGetValue(fact.Id, out var wanted) => wanted,
        FactType.Flag => seed % 2 == 0,
        FactType.Count => seed % 6,
        _ => fact.Values[seed % fact.Values.Count],
    });

    private static IEnumerable<FactAnswer> AnswersInScope(Condition condition) => condition switch
    {
        FlagCondition flag => [new(flag.Fact, true)],
        ChoiceCondition choice => [new(choice.Fact, choice.Values[0])],
        CountCondition count => [new(count.Fact, count.AtLeast.Value)],
        NotCondition { Inner: FlagCondition flag } => [new(flag.Fact, false)],
        NotCondition { Inner: CountCondition { AtLeast.Value: > 0 } count } => [new(count.Fact, 0)],
        _ => condition.Parts.SelectMany(AnswersInScope),
    };

    private ConductCase Made(Incident[] incidents, int[] answers, Response about, int[][] seeds, int asOf)
    {
        // The first comes soon, so that most of what is on record lies after it and may bear on a later one.
        var named = incidents.Select((incident, i) => incident with { Id = $"i{i + 1}", On = i == 0 ? _firstDay.PlusDays(incident.On.Day % 2) : incident.On }).ToValueList();
        var events = new List<CaseEvent>();
        foreach (var seed in seeds)
        {
            foreach (var made in Happening(seed, about, named, events).ToList())
            {
                events.Add(made with { Id = $"x{events.Count + 1}" });
            }
        }

        // Most often the day of the newest event or a day that it names, for what changes from one day to the next.
        var earliest = named.Min(incident => incident.On);
        var day = asOf < Days || events.Count == 0 ? _firstDay.PlusDays(asOf) : events.Max(item => item.On).PlusDays(asOf % 8 / 3);
        return Possible(new ConductCase
        {
            Id = "generated",
            AsOf = day < earliest ? earliest : day,
            Facts = _policy.Facts.Zip(answers).Where(pair => !pair.First.IsMomentary && pair.Second % 8 < (pair.First.IsOfCase ? 7 : 1))
                .Select(pair => Answer(pair.First, pair.Second / 8)).ToValueList(),
            Incidents = named,
            Events = events.ToValueList(),
        });
    }

    /// <summary>The case without what cannot be, such as a second end of a bar.</summary>
    private ConductCase Possible(ConductCase given)
    {
        while (CaseFile.Check(given, _policy) is { Count: > 0 } problems)
        {
            var impossible = problems.Select(problem => int.Parse(problem.Pointer.Split('/')[2], CultureInfo.InvariantCulture)).Max();
            given = given with { Events = given.Events.Where((_, i) => i != impossible).ToValueList() };
        }

        return given;
    }

    /// <summary>What happens next, most often about one response, so that much befalls it: an event, or all that it needs to be approved.</summary>
    private IEnumerable<CaseEvent> Happening(int[] seed, Response about, ValueList<Incident> incidents, List<CaseEvent> earlier)
    {
        // Mostly in the order of time, so that much of what is generated makes sense; now and then not.
        var after = earlier.Count > 0 && seed[7] % 5 != 0 ? earlier[^1].On : _firstDay;
        var on = after.PlusDays(seed[0] % 3);
        var incident = incidents[seed[1] % 3 != 0 ? 0 : seed[1] / 3 % incidents.Count];
        IEnumerable<CaseEvent> made = Event(seed, on, about, incident, earlier) is { } one
            ? [one]
            : about.Approvals.Select(approval => Recorded(seed, on, about, approval.Act, approval.Role, seed[5] % 5 == 0 ? (ApprovalResult)(seed[3] % 4) : ApprovalResult.Agreed));
        return made.Select(item => item is EventAboutEvent ? item : item with { Incident = incident.Id });
    }

    private CaseEvent? Event(int[] seed, LocalDate on, Response about, Incident incident, List<CaseEvent> earlier)
    {
        var response = _policy.Responses[seed[2] % _policy.Responses.Count];
        var bar = seed[8] % 4 != 0 ? about : _bars[seed[2] % _bars.Count];
        var outcome = s_outcomes[seed[3] % s_outcomes.Length];
        return (seed[4] % 28) switch
        {
            0 or 1 => new FactsLearnt { On = on, Facts = [Answer(_policy.Facts[seed[2] % _policy.Facts.Count], seed[5])] },
            2 when incident.Behaviours.Count > 0 => new FindingMade { On = on, Behaviour = incident.Behaviours[seed[2] % incident.Behaviours.Count].Id, Finding = seed[5] % 3 != 0 ? Finding.Established : Finding.NotEstablished },
            3 => new SeriousnessGiven { On = on, Level = _policy.SeriousnessLevels[seed[5] % _policy.SeriousnessLevels.Count] },
            4 or 5 or 6 or 7 when _policy.Steps.Count > 0 => new StepTaken { On = on, Step = _policy.Steps[seed[2] % _policy.Steps.Count].Id, Outcome = outcome },
            8 or 9 => Taken(seed, on, response, outcome),
            10 => Taken(seed, on, bar, null),
            11 => Approval(seed, on, response),
            12 or 13 or 24 => Approval(seed, on, bar),
            14 => new NoticeGiven { On = on, For = bar.Id, IsIntention = seed[5] % 2 == 0 },
            15 => new RepresentationsNoted { On = on, For = bar.Id, InvitedUntil = seed[5] % 2 == 0 ? on.PlusDays(seed[3] % 4) : null, IsReceived = seed[5] % 3 == 0 },
            16 or 17 => About<StepTaken>(seed, earlier, first => new OutcomeKnown { On = Later(on, first), Of = first.Id!, Outcome = outcome ?? Outcome.Unresolved })
                ?? About<ResponseTaken>(seed, earlier, first => new OutcomeKnown { On = Later(on, first), Of = first.Id!, Outcome = outcome ?? Outcome.Unresolved }),
            18 => About<ResponseTaken>(seed, earlier, first => new ResponseEnded { On = Later(on, first), Of = first.Id!, IsLifted = seed[5] % 2 == 0 }),
            19 or 27 => AboutABar(seed, earlier, first => new BarExtended { On = Later(on, first), Of = first.Id!, Ends = Later(on, first).PlusDays(seed[5] % 10) }),
            20 or 23 => WithoutEffect(seed, on, earlier),
            21 when _policy.Considerations.Count > 0 => new ConsiderationNoted
            {
                On = on,
                Consideration = _policy.Considerations[seed[2] % _policy.Considerations.Count].Id,
                For = seed[5] % 2 == 0 ? response.Id : null,
            },
            22 => Taken(seed, on, response, Outcome.Unresolved),
            _ => null,
        };
    }

    private static ResponseTaken Taken(int[] seed, LocalDate on, Response response, Outcome? outcome) =>
        new() { On = on, Response = response.Id, Outcome = outcome, Ends = response.Bar is not null && seed[5] % 4 != 0 ? on.PlusDays(seed[5] % 10) : null };

    /// <summary>What is written down and moves no status.</summary>
    private CaseEvent? WithoutEffect(int[] seed, LocalDate on, List<CaseEvent> earlier) => (seed[5] % 6) switch
    {
        0 or 1 => About<MessageReceived>(seed, earlier, first => new MessageAnswered { On = Later(on, first), Of = first.Id! }) ?? new MessageReceived { On = on },
        2 => AboutABar(seed, earlier, first => new VisitAllowed { On = Later(on, first), Of = first.Id!, Allowed = on }),
        3 => AboutABar(seed, earlier, first => new BarBroken { On = Later(on, first), Of = first.Id! }),
        4 => About<ResponseTaken>(seed, earlier, first => new AppealNoted { On = Later(on, first), Of = first.Id!, IsDecided = seed[3] % 2 == 0 }),
        _ => _policy.Roles.Count == 0 ? null : new ContactMade { On = on, Through = _policy.Roles[seed[2] % _policy.Roles.Count].Id },
    };

    private CaseEvent? AboutABar(int[] seed, List<CaseEvent> earlier, Func<ResponseTaken, CaseEvent> make) =>
        About<ResponseTaken>(seed, earlier, first => _policy.Responses[first.Response].Bar is null ? null : make(first));

    private static LocalDate Later(LocalDate on, CaseEvent first) => on < first.On ? first.On : on;

    private ApprovalRecorded? Approval(int[] seed, LocalDate on, Response response)
    {
        var wanted = response.Approvals.Count > 0 && seed[6] % 4 != 0 ? response.Approvals[seed[3] % response.Approvals.Count] : null;
        return _policy.Roles.Count == 0 ? null : Recorded(
            seed, on, response, wanted?.Act ?? (ApprovalAct)(seed[3] % 3), wanted?.Role ?? _policy.Roles[seed[5] % _policy.Roles.Count].Id, (ApprovalResult)(seed[5] % 4));
    }

    /// <summary>An approval by a role, or by one that may act for it or may not.</summary>
    private ApprovalRecorded Recorded(int[] seed, LocalDate on, Response response, ApprovalAct act, string role, ApprovalResult result)
    {
        var others = _policy.Roles.Where(other => (seed[6] % 5) switch { 0 => true, 1 or 2 => other.MayActFor.Contains(role), _ => other.Id == role }).ToList();
        return new ApprovalRecorded
        {
            On = on,
            Act = act,
            Role = others.Count > 0 ? others[seed[2] % others.Count].Id : role,
            For = seed[6] % 11 == 0 ? null : response.Id,
            Result = act == ApprovalAct.Consult ? null : result,
        };
    }

    private static CaseEvent? About<T>(int[] seed, List<CaseEvent> earlier, Func<T, CaseEvent?> make)
        where T : CaseEvent
    {
        var candidates = earlier.OfType<T>().ToList();
        return candidates.Count == 0 ? null : make(candidates[seed[2] % candidates.Count]);
    }

    internal static IEnumerable<ConductCase> Shrink(ConductCase whole, Policy policy) => Shrink(whole).Where(smaller => CaseFile.Check(smaller, policy).Count == 0);

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

        foreach (var answer in whole.Facts)
        {
            yield return whole with { Facts = whole.Facts.Where(other => other != answer).ToValueList() };
        }

        for (var i = 0; i < whole.Incidents.Count; i++)
        {
            var incident = whole.Incidents[i];
            if (incident.Seriousness is not null)
            {
                yield return With(whole, incident with { Seriousness = null });
            }

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
