using ConductPolicy.Calendars;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Outcome = ConductPolicy.Conditions.Outcome;

namespace ConductPolicy.Testing;

/// <summary>Whole policies, of every part that the language has, that shrink by leaving parts out. Small ones come first.</summary>
/// <remarks>
/// They make no sense to a reader, and a rule file may hold each. They are drawn as records, first without conditions; these are then put
/// in every place where one may stand.
/// </remarks>
public static class PolicyArbitrary
{
    private const int MaximumDepth = 4;
    private static readonly string[] s_clauses = ["1", "1.a", "2", "2.Part-b", "3.c.i", "9"];
    private static readonly string[] s_levels = ["mild", "fair", "grave", "dire", "acute"];
    private static readonly string[] s_tags = ["tag-1", "tag-2"];
    private static readonly string?[] s_kinds = [null, null, "bar", "letter"];
    private static readonly string[] s_states = ["reasons", "length", "review-date", "representations", "contact-route", "appeal", "further-action"];

    // What a known setting may be, in the words of a rule file.
    private static readonly string[] s_workingDays = ["monday-to-friday-less-bank-holidays", "monday-to-friday"];
    private static readonly string[] s_receipts = ["counts-from-that-day", "counts-as-next-working-day"];
    private static readonly string[] s_reviews = ["working-day-before", "next-working-day-within-bar"];
    private static readonly string[] s_ends = ["next-working-day", "that-day"];

    private static readonly Length[] s_lengths =
    [
        new(1, LengthUnit.Days, MonthRounding.None), new(2, LengthUnit.Days, MonthRounding.None), new(3, LengthUnit.Days, MonthRounding.None), new(1, LengthUnit.Weeks, MonthRounding.None),
        new(1, LengthUnit.Months, MonthRounding.Down), new(2, LengthUnit.Months, MonthRounding.Up),
    ];

    // Only a policy that was loaded has all that one has; the parts of this one are all replaced.
    private static readonly Policy s_loaded = ShippedPolicies.Load("qet");

    /// <summary>Policies as they are drawn, which no reader has seen and no writer.</summary>
    internal static Arbitrary<Policy> Drawn { get; } = Arb.From(Gen.Sized(Policy), PolicyShrinker.Shrink);

    /// <summary>Policies as <see cref="PolicyFile"/> loads them from the text that it writes of them.</summary>
    public static Arbitrary<Policy> Policies { get; } = Arb.From(Drawn.Generator.Select(Loaded), policy => Drawn.Shrinker(policy).Select(Loaded));

    private static Policy Loaded(Policy policy) => PolicyFile.Parse(PolicyFile.Write(policy));

    private static Gen<Policy> Policy(int size) =>
        from bare in WithoutConditions(1 + (size / 25))
        from conditions in Gen.CollectToArray(ConditionPlace.Of(bare), place => ConditionFor(bare, place, Math.Min(MaximumDepth, 1 + (size / 20))))
        select WellFormed.Of(ConditionPlace.Of(bare).Zip(conditions).Aggregate(bare, (policy, pair) => pair.Second is null ? policy : pair.First.Put(policy, pair.Second)));

    // Parts of a rule set, without conditions.

    private static Gen<Policy> WithoutConditions(int most) =>
        from facts in Defined(1, most + 2, Fact)
        from levels in Gen.Choose(1, s_levels.Length)
        from roles in Defined(0, most, Role)
        from others in Defined(0, most, Setting)
        from known in KnownSettings
        let settings = new Definitions<Setting>([.. others, .. known])
        from behaviours in Defined(1, most + 1, number => Behaviour(number, levels))
        from steps in Defined(0, most, Step)
        from responses in Responses(most + 2, roles)
        from ladder in Ladder(levels)
        from timescales in Defined(0, 1, number => Timescale(number, settings))
        from considerations in Defined(0, 2, number => Consideration(number, responses))
        from safeguards in Defined(0, 2, number => Safeguard(number, responses))
        from clauses in Gen.CollectToArray(s_clauses, Clause)
        from document in Document
        from inForce in InForce
        from scope in Clauses
        from reading in Reading
        from related in Maybe(20, Clauses)
        from isAdopted in Chance(50)
        select s_loaded with
        {
            Id = "generated",
            Trust = "A trust",
            Title = "A policy",
            Division = "england-and-wales",
            Version = "1",
            IsAdopted = isAdopted,
            Document = document,
            InForce = inForce,
            Scope = new CitedCondition(new FlagCondition("none yet"), scope, reading),
            Related = related is null ? [] : [new RelatedDocument("Another document", related)],
            Clauses = new(clauses.ToValueList()),
            Roles = roles,
            Facts = facts,
            SeriousnessLevels = s_levels.Take(levels).ToValueList(),
            Behaviours = behaviours,
            Steps = steps,
            Responses = responses,
            Ladder = ladder,
            Timescales = timescales,
            Settings = settings,
            Considerations = considerations,
            Safeguards = safeguards,
        };

    private static Gen<Definitions<T>> Defined<T>(int least, int most, Func<int, Gen<T>> define)
        where T : Definition =>
        from count in Gen.Choose(least, most)
        from items in Gen.CollectToArray(Enumerable.Range(1, count), define)
        select new Definitions<T>(items.ToValueList());

    private static Gen<PolicyDocument> Document =>
        from isKnown in Chance(30)
        from clauses in Maybe(30, Clauses)
        select isKnown ? new PolicyDocument("2", "summer 2024", "A committee", "A monitor", "summer 2027", "A page", clauses ?? []) : new PolicyDocument(null, null, null, null, null, null, clauses ?? []);

    private static Gen<InForce> InForce =>
        from hasEnd in Chance(30)
        from clauses in Maybe(30, Clauses)
        from reading in Reading
        select new InForce(new LocalDate(2024, 9, 1), hasEnd ? new LocalDate(2199, 12, 31) : null, clauses ?? [], reading);

    private static Gen<Clause> Clause(string id) =>
        from kind in Gen.Elements(Enum.GetValues<ClauseKind>())
        from force in Gen.Elements(Enum.GetValues<ClauseForce>()).Select(force => (ClauseForce?)force).Or(Gen.Constant<ClauseForce?>(null))
        from qualified in Maybe(20, Gen.Elements(s_clauses))
        from isCovered in Chance(30)
        select new Clause { Id = id, Text = $"Clause {id}.", Kind = kind, Force = force, Qualifies = qualified == id ? null : qualified, Covers = isCovered ? "Nothing follows from it." : null };

    private static Gen<Role> Role(int number) =>
        from others in Gen.ArrayOf(Gen.Choose(1, 4), number % 3)
        from clauses in Maybe(20, Clauses)
        from reading in Reading
        select new Role
        {
            Id = $"role-{number}",
            Label = $"Role {number}",
            MayActFor = others.Distinct().Where(other => other != number).Select(other => $"role-{other}").ToValueList(),
            Clauses = clauses ?? [],
            Reading = reading,
            Why = reading is null ? "The trust chose it." : null,
        };

    private static Gen<Fact> Fact(int number) =>
        from type in Gen.Frequency((4, Gen.Constant(FactType.Flag)), (2, Gen.Constant(FactType.Count)), (2, Gen.Constant(FactType.Choice)))
        from values in Gen.Choose(2, 4)
        from duration in Gen.Choose(0, 9)
        from clauses in Maybe(20, Clauses)
        from reading in Reading
        select new Fact
        {
            Id = $"{(type == FactType.Flag ? "flag" : type == FactType.Count ? "count" : "choice")}-{number}",
            Label = $"the fact İı “{number}”",
            Type = type,
            Values = type == FactType.Choice ? Enumerable.Range(1, values).Select(value => $"value-{value}").ToValueList() : [],
            Ask = $"What about fact {number}?",
            IsMomentary = duration == 0,
            IsOfCase = duration is 1 or 2,
            Clauses = clauses ?? [],
            Reading = reading,
        };

    private static Gen<Setting> Setting(int number) =>
        from count in Gen.Choose(1, 4)
        from length in Gen.Elements(s_lengths)
        select new Setting { Id = $"setting-{number}", Why = $"The policy is silent on {number}.", Count = number % 2 == 1 ? count : null, Length = number % 2 == 1 ? null : length };

    private static Gen<ValueList<Setting>> KnownSettings =>
        from meaning in Gen.Elements(s_workingDays)
        from receipt in Gen.Elements(s_receipts)
        from closing in Gen.Choose(0, 23)
        from excludes in Chance(50)
        from review in Gen.Elements(s_reviews)
        from end in Gen.Elements(s_ends)
        from within in Gen.Choose(1, 30)
        from isKept in Gen.ArrayOf(Chance(30), 7)
        select new[]
        {
            new Setting { Id = WellKnownSettings.WorkingDay, Why = "The policy is silent on working days.", Word = meaning },
            new Setting { Id = WellKnownSettings.ReceivedOnDayNotWorked, Why = "The policy is silent on weekends.", Word = receipt },
            new Setting { Id = WellKnownSettings.ClosingTime, Why = "The policy is silent on evenings.", Time = new LocalTime(closing, 30) },
            new Setting { Id = WellKnownSettings.ExcludeSchoolClosures, Why = "The policy is silent on holidays.", Flag = excludes },
            new Setting { Id = WellKnownSettings.BarReviewOnDayNotWorked, Why = "The policy is silent on reviews.", Word = review },
            new Setting { Id = WellKnownSettings.BarRepresentationsEndOnDayNotWorked, Why = "The policy is silent on time to write.", Word = end },
            new Setting { Id = WellKnownSettings.ActWithin, Why = "The policy is silent on how soon to act.", Count = within },
        }.Where((_, position) => isKept[position]).ToValueList();

    private static Gen<Behaviour> Behaviour(int number, int levels) =>
        from level in Gen.Choose(0, levels - 1)
        from tags in Some(s_tags, 0)
        from clauses in Clauses
        from reading in Reading
        from levelReading in Reading
        select new Behaviour { Id = $"behaviour-{number}", Label = $"Behaviour {number}", Seriousness = s_levels[level], SeriousnessReading = levelReading, Tags = tags, Clauses = clauses, Reading = reading };

    private static Gen<Step> Step(int number) =>
        from isRequired in Chance(60)
        from clauses in Clauses
        from reading in Reading
        select new Step { Id = $"step-{number}", Label = $"Step {number}", IsRequired = isRequired, Clauses = clauses, Reading = reading };

    private static Gen<Definitions<Response>> Responses(int most, Definitions<Role> roles) =>
        from free in Defined(1, most, number => Response(number, roles))
        from rungs in Gen.Shuffle(Enumerable.Range(1, 2 * free.Count))
        from continued in Gen.ArrayOf(Gen.Choose(0, 3 * free.Count), free.Count)
        from shares in Gen.ArrayOf(Chance(50), free.Count)
        from order in Gen.Shuffle(Enumerable.Range(0, free.Count))
        select new Definitions<Response>(order.Select(position => OnTheLadder([.. free], rungs, continued, shares)[position]).ToValueList());

    /// <summary>Gives responses their rungs. Some carry on an earlier one that begins a chain, and may share its rung.</summary>
    private static Response[] OnTheLadder(Response[] responses, int[] rungs, int[] continued, bool[] shares)
    {
        for (var i = 0; i < responses.Length; i++)
        {
            var first = continued[i] < i ? responses[continued[i]] : null;
            if (responses[i].IsImmediate)
            {
                continue;
            }

            var mayContinue = first is { IsImmediate: false, Continues: null };
            var mayShare = mayContinue && shares[i] && !responses.Take(i).Any(other => other.Continues == first!.Id && other.Rung == first.Rung);
            responses[i] = responses[i] with { Rung = mayShare ? first!.Rung : rungs[i], Continues = mayContinue ? first!.Id : null };
        }

        return responses;
    }

    private static Gen<Response> Response(int number, Definitions<Role> roles) =>
        from isImmediate in Chance(25)
        from isDuty in Chance(25)
        from replacesLadderAfter in Chance(30)
        from kind in Gen.Elements(s_kinds)
        from decidedBy in Maybe(roles.Count > 0 ? 40 : 0, Competence(roles))
        from approvals in Gen.Elements(0, 0, 1, 2)
        from approved in Gen.ArrayOf(Approval(roles), roles.Count > 0 ? approvals : 0)
        from notice in Maybe(40, Notice)
        from bar in Maybe(45, Bar(roles))
        from clauses in Clauses
        from reading in Reading
        select new Response
        {
            Id = $"response-{number}",
            Label = $"Response {number}",
            Rung = isImmediate ? null : number,
            IsDuty = isDuty,
            ReplacesLadderAfter = replacesLadderAfter && !isImmediate,
            Kind = kind,
            DecidedBy = decidedBy,
            Approvals = approved.ToValueList(),
            Notice = notice,
            Bar = bar,
            Clauses = clauses,
            Reading = reading,
        };

    private static Gen<Competence> Competence(Definitions<Role> roles) =>
        from role in OneOf(roles)
        from clauses in Clauses
        from reading in Reading
        select new Competence(role, clauses, reading);

    private static Gen<Approval> Approval(Definitions<Role> roles) =>
        from act in Gen.Elements(Enum.GetValues<ApprovalAct>())
        from role in OneOf(roles)
        from clauses in Clauses
        from reading in Reading
        select new Approval(act, role, null, clauses, reading);

    private static Gen<Notice> Notice =>
        from form in Gen.Elements<NoticeForm?>(null, NoticeForm.Written, NoticeForm.Spoken)
        from states in Some(s_states, 0)
        from clauses in Clauses
        from reading in Reading
        select new Notice(form, states, clauses, reading);

    private static Gen<BarTerms> Bar(Definitions<Role> roles) =>
        from isTimeLimited in Chance(70)
        from review in Maybe(isTimeLimited ? 40 : 0, from at in Gen.Elements("on-or-before-end", "at-end") from cited in Clauses from read in Reading select new BarReview(at, cited, read))
        from contact in Maybe(roles.Count > 0 ? 40 : 0, from through in Some([.. roles.Ids], 1) from cited in Clauses from read in Reading select new BarContact(through, ["phone"], cited, read))
        from appeal in Maybe(40, from cited in Clauses from read in Reading select new BarAppeal(cited, read))
        from heard in Maybe(40, from cited in Clauses from read in Reading select new BarRepresentations(cited, read))
        from clauses in Clauses
        from reading in Reading
        select new BarTerms(isTimeLimited, review, contact, appeal, clauses, reading) { Representations = heard };

    private static Gen<Ladder> Ladder(int levels) =>
        from ceiling in Gen.ArrayOf(Gen.Choose(0, 8), levels)
        from raise in Gen.Choose(0, 3)
        from most in Gen.Choose(0, 4)
        from clauses in Clauses
        from reading in Reading
        select new Ladder { Ceiling = ceiling.Order().ToValueList(), RaisePerUnresolved = raise, RaiseAtMost = most, Clauses = clauses, Reading = reading };

    private static Gen<Timescale> Timescale(int number, Definitions<Setting> settings) =>
        from days in CountIn(settings)
        from clauses in Clauses
        from reading in Reading
        from isFromMessage in Chance(70)
        select new Timescale { Id = $"timescale-{number}", Label = $"Timescale {number}", WorkingDays = days, IsFromMessage = isFromMessage, Clauses = clauses, Reading = reading };

    private static Gen<Consideration> Consideration(int number, Definitions<Response> responses) =>
        from before in Some([.. responses.Ids], 0)
        from clauses in Maybe(30, Clauses)
        from reading in Reading
        select new Consideration { Id = $"consideration-{number}", Ask = $"Could {number} bear on this?", Before = before, Clauses = clauses ?? [], Reading = reading, Why = clauses is null ? "It is prudent." : null };

    private static Gen<Safeguard> Safeguard(int number, Definitions<Response> responses) =>
        from response in Gen.Elements(responses.ToArray())
        from isNever in Chance(50)
        from has in Some([.. ResponsePartNames.Of(response)], isNever ? 0 : 1)
        from clauses in Clauses
        from reading in Reading
        select new Safeguard { Id = $"safeguard-{number}", Label = $"Safeguard {number}", Response = response.Id, Has = isNever ? [] : has, Clauses = clauses, Reading = reading };

    // Conditions.

    /// <summary>A condition for a place, or now and then none; the scope always has one.</summary>
    private static Gen<Condition?> ConditionFor(Policy names, ConditionPlace place, int depth) =>
        from isThere in Chance(place.Get(names) is not null ? 100 : place.Speaks == Speaks.OfEventsAlone ? 45 : 30)
        from condition in isThere ? Condition(Leaves(names, place.Speaks), place.Get(names) is null ? depth : Math.Min(2, depth)).Select(condition => (Condition?)condition) : Gen.Constant<Condition?>(null)
        select condition;

    /// <summary>Conditions of up to a depth of connectives, made of what may stand at their ends.</summary>
    private static Gen<Condition> Condition(Gen<Condition> leaf, int depth)
    {
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Condition(leaf, depth - 1);
        var several = from count in Gen.Frequency((3, Gen.Constant(2)), (1, Gen.Constant(3))) from parts in Gen.ArrayOf(inner, count) select parts.ToValueList();
        return Gen.Frequency(
            (4, leaf),
            (2, several.Select(parts => (Condition)new AllCondition(parts))),
            (2, several.Select(parts => (Condition)new AnyCondition(parts))),
            (1, inner.Select(part => part is NotCondition ? part : new NotCondition(part))),
            (1, from part in inner from clauses in Clauses from reading in Reading select (Condition)new CitedCondition(part, clauses, reading)));
    }

    private static Gen<Condition> Leaves(Policy names, Speaks speaks)
    {
        var facts = names.Facts.Select(fact => LeafOf(fact, names));
        var responses = names.Responses.Ids.ToArray();
        Gen<Condition>[] events =
        [
            Taken(names), Taken(names),
            from response in Gen.Elements(responses) from state in Gen.Elements(Enum.GetValues<RepresentationsState>()) select (Condition)new RepresentationsCondition(state, response),
            from response in Gen.Elements(responses) select (Condition)new NotifiedCondition(response),
            from response in Gen.Elements(responses) select (Condition)new InForceCondition(response),
        ];
        Gen<Condition>[] ofIncident =
        [
            from name in Gen.Elements(names.Behaviours.Ids.Concat(names.Behaviours.SelectMany(behaviour => behaviour.Tags)).ToArray())
            from finding in Gen.Elements<Finding?>(null, null, Finding.Alleged, Finding.Established, Finding.NotEstablished)
            select (Condition)new BehaviourCondition(name, finding),
            from level in Gen.Elements(names.SeriousnessLevels.ToArray()) select (Condition)new SeriousnessCondition(level),
        ];
        var approvals = names.Roles.Ids.Select(role =>
            from act in Gen.Elements(Enum.GetValues<ApprovalAct>())
            from after in Maybe(40, Condition(Gen.OneOf(events), 1))
            select (Condition)new RecordedCondition(act, role, after));
        return speaks switch
        {
            Speaks.OfFactsAlone => Gen.OneOf(facts),
            Speaks.OfEventsAlone => Gen.OneOf(events),
            Speaks.OfAnything => Gen.OneOf(Gen.OneOf(facts), Gen.OneOf(events), Gen.OneOf(ofIncident)),
            _ => Gen.OneOf([.. approvals, .. facts, .. events, .. ofIncident]),
        };
    }

    private static Gen<Condition> LeafOf(Fact fact, Policy names) => fact.Type switch
    {
        FactType.Flag => Gen.Constant<Condition>(new FlagCondition(fact.Id)),
        FactType.Choice => Some([.. fact.Values], 1).Select(values => (Condition)new ChoiceCondition(fact.Id, values)),
        _ => CountIn(names.Settings).Select(atLeast => (Condition)new CountCondition(fact.Id, atLeast)),
    };

    private static Gen<Condition> Taken(Policy names) =>
        from named in Some([.. names.Steps.Ids, .. names.Responses.Ids], 1)
        from few in Gen.Choose(1, 3)
        from kind in Gen.Elements(names.Responses.Select(response => response.Kind).Append(null).Append(null).ToArray())
        from outcome in Gen.Elements<Outcome?>(null, null, Outcome.Resolved, Outcome.Unresolved, Outcome.Declined, Outcome.Unreachable)
        from atLeast in Gen.Frequency((3, Gen.Constant(new Quantity<int>(1, null))), (1, CountIn(names.Settings)))
        from within in Maybe(45, LengthIn(names.Settings))
        from isOfCase in Chance(within is null ? 30 : 90)
        select (Condition)new TakenCondition(kind is null ? named.Take(few).ToValueList() : [], kind, outcome, atLeast, within, isOfCase);

    private static Gen<Quantity<int>> CountIn(Definitions<Setting> settings) => Gen.OneOf(
    [
        Gen.Choose(1, 4).Select(count => new Quantity<int>(count, null)),
        .. settings.Where(setting => setting.Count is not null).Select(setting => Gen.Constant(new Quantity<int>(setting.Count!.Value, setting.Id))),
    ]);

    private static Gen<Quantity<Length>> LengthIn(Definitions<Setting> settings) => Gen.OneOf(
    [
        Gen.Frequency((2, Gen.Elements(s_lengths[..3])), (1, Gen.Elements(s_lengths))).Select(length => new Quantity<Length>(length, null)),
        .. settings.Where(setting => setting.Length is not null).Select(setting => Gen.Constant(new Quantity<Length>(setting.Length!, setting.Id))),
    ]);

    // What everything is made of.

    private static Gen<ValueList<string>> Clauses { get; } = Gen.Frequency(
        (3, Gen.Elements(s_clauses).Select(clause => (ValueList<string>)[clause])),
        (1, Gen.Shuffle(s_clauses).Select(clauses => clauses.Take(2).ToValueList())));

    private static Gen<string?> Reading { get; } = Gen.Frequency((3, Gen.Constant<string?>(null)), (1, Gen.Constant<string?>("It is read so.")));

    private static Gen<bool> Chance(int percent) => Gen.Choose(0, 99).Select(drawn => drawn < percent);

    private static Gen<T?> Maybe<T>(int percent, Gen<T> gen)
        where T : class =>
        Gen.Frequency((100 - percent, Gen.Constant<T?>(null)), (percent, gen.Select(drawn => (T?)drawn)));

    /// <summary>Some of a few things, in any order, each once: at least so many, where there are so many.</summary>
    private static Gen<ValueList<T>> Some<T>(T[] all, int least) =>
        from count in Gen.Choose(Math.Min(least, all.Length), all.Length)
        from order in Gen.Shuffle(all)
        select order.Take(count).ToValueList();

    private static Gen<string> OneOf(Definitions<Role> roles) => roles.Count == 0 ? Gen.Constant("") : Gen.Elements(roles.Ids.ToArray());
}
