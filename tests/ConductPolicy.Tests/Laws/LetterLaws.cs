using System.Text.RegularExpressions;
using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Letters;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ConductPolicy.Tests.Laws;

/// <summary>What holds for the letters of every case of the shipped policies, and of every policy that a rule file may hold.</summary>
public sealed partial class LetterLaws
{
    private const string Generated = "generated";

    public static TheoryData<string> Policies => [.. ShippedPolicies.Ids, Generated];

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_letter_is_drafted_exactly_where_the_response_is_permitted_or_on_record_and_what_it_needs_is_there(string policies) => Holds(policies, (engine, given, incident) =>
    {
        var decision = engine.Decide(given, incident.Id);
        foreach (var item in decision.Responses.Where(item => item.Response.Notice is not null))
        {
            var (draft, problems) = Try(engine, given, new LetterRequest { Response = item.Response.Id, Incident = incident.Id, Ends = EndsFor(item, decision, given) });
            Assert.True(draft is not null == MayBeDrafted(decision, given, item), $"{item.Response.Id}: {string.Join(" ", problems)}");
            Assert.All(problems, problem => Assert.Equal(ProblemCode.LetterIncomplete, problem.Code));
            if (draft is not null)
            {
                Assert.Superset(item.Response.Notice!.States.ToHashSet(), draft.States.ToHashSet());
            }
        }
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void No_letter_threatens_what_the_policy_rules_out(string policies) => Holds(policies, (engine, given, incident) =>
    {
        var decision = engine.Decide(given, incident.Id);
        foreach (var item in decision.Responses.Where(item => item.Response.Notice is not null))
        {
            if (Try(engine, given, new LetterRequest { Response = item.Response.Id, Incident = incident.Id, Ends = EndsFor(item, decision, given) }).Draft is not { } draft)
            {
                continue;
            }

            Assert.All(draft.FurtherAction, id => Assert.False(decision[id].Status is ResponseStatus.NotApplicable or ResponseStatus.Disproportionate, id));
            var letter = draft.PlainText[..draft.PlainText.IndexOf("For the sender, not part of the letter", StringComparison.Ordinal)];
            var items = letter.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).ToList();
            foreach (var other in decision.Responses.Where(other => other != item && !draft.FurtherAction.Contains(other.Response.Id)))
            {
                Assert.DoesNotContain(items, line => Regex.IsMatch(line, $@"^- {Regex.Escape(other.Response.Label)} \(", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)));
            }
        }
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_letter_is_the_same_each_time_is_wrapped_and_never_speaks_of_an_offence(string policies) => Holds(policies, (engine, given, incident) =>
    {
        foreach (var response in engine.Policy.Responses.Where(response => response.Notice is not null || response.Continues is not null))
        {
            foreach (var kind in Enum.GetValues<LetterKind>())
            {
                var request = new LetterRequest { Response = response.Id, Incident = incident.Id, Kind = kind };
                if (Try(engine, given, request).Draft is not { } draft)
                {
                    continue;
                }

                var again = Try(engine, given, request).Draft!;
                Assert.Equal((draft.Markdown, draft.PlainText), (again.Markdown, again.PlainText));
                Assert.DoesNotMatch(Offence, draft.Markdown + draft.PlainText);
                Assert.All(draft.PlainText.Split('\n').Where(line => line.Contains(' ', StringComparison.Ordinal) && !line.StartsWith("{ ", StringComparison.Ordinal)), line => Assert.True(line.Length <= 78, line));
                Assert.All(draft.Blanks, blank => Assert.Contains("[To fill in: ", draft.PlainText, StringComparison.Ordinal));
                Assert.DoesNotContain("{{", draft.Markdown, StringComparison.Ordinal);
            }
        }
    });

    /// <summary>A last day where the letter would be of a new act, so that this alone is never what is missing.</summary>
    private static LocalDate? EndsFor(ResponseDecision item, Decision decision, ConductCase given) => item.Response.Bar is not null && IsNew(item, given, decision.AsOf) ? decision.AsOf.PlusDays(40) : null;

    /// <summary>Whether the letter is of an act that is still to be taken: a bar in force, or what has no outcome yet, is told of as it stands.</summary>
    private static bool IsNew(ResponseDecision item, ConductCase given, LocalDate asOf) => item.Taken.Count == 0
        || (item.Status == ResponseStatus.Permitted && (item.InForce is not { } current || (item.Response.Bar is null && HasOutcome(given, current.Event, asOf))));

    private static bool HasOutcome(ConductCase given, string taking, LocalDate asOf) => given.Events.Where((item, i) => item.On <= asOf
        && (item is OutcomeKnown known ? known.Of == taking : item is ResponseTaken { Outcome: not null } && EventIndex.IdOf(item, i) == taking)).Any();

    private static bool MayBeDrafted(Decision decision, ConductCase given, ResponseDecision item)
    {
        var isBar = item.Response.Bar is not null;
        var known = IsNew(item, given, decision.AsOf) ? null : item.InForce ?? (isBar ? null : item.Taken[^1]);
        if (known is null && item.Status != ResponseStatus.Permitted)
        {
            return false;
        }

        var invited = InvitedUntil(decision, given, item, known);
        var schedule = isBar ? ScheduleOf(decision, given, item, known, invited) : null;
        var states = item.Response.Notice!.States;
        var decidedOn = schedule?.Dates.FirstOrDefault(date => date.Kind == BarDateKind.Decision)?.On;
        var until = invited ?? LastDayToWrite(decision, item, known, schedule);
        return (decidedOn is null || until < decision.AsOf || !(decidedOn <= until)) && (!isBar || schedule is not null)
            && (!states.Contains("reasons") || decision.Behaviours.Any(behaviour => behaviour.Verdict == Verdict.Breach))
            && (!isBar || !states.Contains("review-date") || schedule!.Dates.Any(date => date.Kind is BarDateKind.Review or BarDateKind.Decision))
            && (!states.Contains("representations") || until >= decision.AsOf);
    }

    /// <summary>The bar's dates; none where they do not fit, as where the person was asked until a day after its end.</summary>
    private static BarSchedule? ScheduleOf(Decision decision, ConductCase given, ResponseDecision item, Taking? known, LocalDate? invited)
    {
        var request = new BarRequest { Response = item.Response.Id, Starts = known?.On ?? decision.AsOf, Ends = known?.Until ?? EndsFor(item, decision, given), RepresentationsUntil = invited };
        try
        {
            return known is { Until: null } ? null : BarSchedule.Of(decision.Policy, request, Tests.Calendars.PublishedCalendar.WorkingDays);
        }
        catch (ConductPolicyException refused) when (known is not null && refused.Problems.All(problem => problem.Code == ProblemCode.DateOutsideBar))
        {
            // What has to be done about a bar on record is done within it.
            return BarSchedule.Of(decision.Policy, request with { IsOnRecord = true }, Tests.Calendars.PublishedCalendar.WorkingDays);
        }
        catch (ConductPolicyException)
        {
            return null;
        }
    }

    private static LocalDate? InvitedUntil(Decision decision, ConductCase given, ResponseDecision item, Taking? known)
    {
        var from = known?.On ?? decision.AsOf;
        string?[] about = [item.Response.Id, decision.Policy.Responses.FirstOrDefault(other => other.Continues == item.Response.Id)?.Id];
        return given.Events.OfType<RepresentationsNoted>()
            .Where(noted => noted.Incident == decision.Incident.Id && about.Contains(noted.For) && noted.InvitedUntil is not null && noted.On >= from && noted.On <= decision.AsOf).OrderBy(noted => noted.On).LastOrDefault()?.InvitedUntil;
    }

    private static LocalDate? LastDayToWrite(Decision decision, ResponseDecision item, Taking? known, BarSchedule? schedule)
    {
        var bySetting = schedule is not null && item.Response.Notice!.States.Contains("representations") && BarSettings.Find(decision.Policy, item.Response.Id, BarSettings.RepresentationsPeriod)?.Length is { IsPlain: true } period
            ? Tests.Calendars.PublishedCalendar.WorkingDays.NextOnOrAfter(period.After(known?.On ?? decision.AsOf))
            : (LocalDate?)null;
        return schedule?.Dates.FirstOrDefault(date => date.Kind == BarDateKind.RepresentationsUntil)?.On ?? bySetting;
    }

    private static (LetterDraft? Draft, ValueList<Problem> Problems) Try(DecisionEngine engine, ConductCase given, LetterRequest request)
    {
        try
        {
            return (new LetterWriter(engine, workingDays: Tests.Calendars.PublishedCalendar.WorkingDays).Draft(given, request), []);
        }
        catch (ConductPolicyException refused)
        {
            return (null, refused.Problems);
        }
    }

    private static void Holds(string policies, Action<DecisionEngine, ConductCase, Incident> law)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(300)).WithQuietOnSuccess(true);
        if (policies == Generated)
        {
            Prop.ForAll(PolicyAndCase.Generated, pair => ForEach(pair.Engine, pair.Given)).Check(config);
            return;
        }

        var engine = new DecisionEngine(ShippedPolicies.Load(policies));
        Prop.ForAll(CaseArbitrary.For(engine.Policy), given => ForEach(engine, given)).Check(config);

        void ForEach(DecisionEngine engine, ConductCase given)
        {
            foreach (var incident in Law.Decidable(given))
            {
                law(engine, given, incident);
            }
        }
    }

    [GeneratedRegex(@"\boffen[cs]es?\b", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Offence { get; }
}
