using ConductPolicy.Benchmarks;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Decisions;

public sealed class PreparedIncidentTests
{
    private static readonly CompiledPolicy s_compiled = new(Given.QetPolicy);

    [Fact]
    public void The_statuses_are_those_of_the_decision() => Holds(Given.ThrivePolicy, given =>
    {
        foreach (var incident in given.Incidents)
        {
            Assert.Equal(new DecisionEngine(Given.ThrivePolicy).Decide(given, incident.Id).Responses.Select(item => item.Status), StatusesOf(new DecisionEngine(Given.ThrivePolicy).Prepare(given, incident.Id)));
        }
    });

    [Fact]
    public void Rules_written_by_hand_give_the_same_statuses() => Holds(Given.QetPolicy, given =>
    {
        foreach (var incident in given.Incidents)
        {
            var byHand = new ResponseStatus[Given.QetPolicy.Responses.Count];
            HandWrittenQet.Statuses(ByHand(given, incident), byHand);
            Assert.Equal(byHand, StatusesOf(new DecisionEngine(Given.QetPolicy).Prepare(given, incident.Id)));
        }
    });

    [Fact]
    public void An_answer_given_later_counts_as_one_given_in_the_case() => Holds(Given.QetPolicy, given =>
    {
        var engine = new DecisionEngine(Given.QetPolicy);
        var incident = given.Incidents[^1];
        foreach (var question in engine.Decide(given, incident.Id).Ask)
        {
            foreach (var answer in PossibleAnswers.ToAll(engine.Policy)[engine.Policy.Facts.IndexOf(question.Fact)])
            {
                var learnt = new FactsLearnt { On = given.AsOf!.Value, Incident = incident.Id, Facts = [new FactAnswer(question.Fact, answer)] };
                Assert.Equal(
                    StatusesOf(engine.Prepare(given with { Events = [.. given.Events, learnt] }, incident.Id)),
                    StatusesOf(engine.Prepare(given, incident.Id).With(question.Fact, answer)));
            }
        }
    });

    [Fact]
    public void The_statuses_allocate_nothing()
    {
        var prepared = new DecisionEngine(Given.QetPolicy).Prepare(Given.Qet().Behaviour("abusive-message").QetSteps().Case());
        var statuses = new ResponseStatus[Given.QetPolicy.Responses.Count];
        prepared.Statuses(statuses);
        var before = GC.GetAllocatedBytesForCurrentThread();
        prepared.Statuses(statuses);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void What_is_no_answer_or_has_no_room_is_refused()
    {
        var prepared = new DecisionEngine(Given.QetPolicy).Prepare(Given.Qet().Behaviour("abusive-message").Case());
        Assert.Equal("There is no fact `chanel`. Did you mean `channel`?", Assert.Throws<KeyNotFoundException>(() => prepared.With("chanel", "email")).Message);
        Assert.Throws<ArgumentException>(() => prepared.With("criminal", "email"));
        Assert.Throws<ArgumentException>(() => prepared.With("channel", "pigeon"));
        Assert.Throws<ArgumentException>(() => prepared.Statuses(new ResponseStatus[2]));
        Assert.Equal(StatusesOf(prepared), StatusesOf(prepared.With("criminal", true).With("criminal", FactValue.Unknown)));
    }

    private static ResponseStatus[] StatusesOf(PreparedIncident prepared)
    {
        var statuses = new ResponseStatus[prepared.Policy.Responses.Count];
        prepared.Statuses(statuses);
        return statuses;
    }

    private static void Holds(Policy policy, Action<ConductCase> law) =>
        Prop.ForAll(CaseArbitrary.DecidableFor(policy), law).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithQuietOnSuccess(true));

    private static HandWrittenQet.Incident ByHand(ConductCase given, Incident incident)
    {
        var policy = Given.QetPolicy;
        var record = s_compiled.RecordOf(given, given.Incidents.ToList().IndexOf(incident), given.AsOf!.Value);
        FactValue Answer(string fact) => record.Facts[policy.Facts.IndexOf(fact)];
        Truth Flag(string fact) => Answer(fact).Flag?.ToTruth() ?? Truth.Unknown;
        Truth OneOf(string fact, params string[] values) => Answer(fact).Choice is { } choice ? values.Contains(choice).ToTruth() : Truth.Unknown;
        uint Bits(Func<AllegedBehaviour, bool> which) => incident.Behaviours.Where(which).Aggregate(0u, (bits, alleged) => bits | 1u << policy.Behaviours.IndexOf(alleged.Id));
        return new HandWrittenQet.Incident
        {
            IsParent = OneOf("person", "parental-responsibility", "cares-for-child", "represents-parent"),
            OnSite = Flag("on-site"),
            MeetingUnderWay = Flag("meeting-under-way"),
            ByMessage = OneOf("channel", "phone", "voicemail", "email", "text", "letter"),
            Criminal = Flag("criminal"),
            SafeguardingRisk = Flag("safeguarding-risk"),
            PossibleLibel = Flag("possible-libel-or-slander"),
            EveryonePermittedRecording = Flag("everyone-permitted-recording"),
            SeniorLeadersAgree = Flag("senior-leaders-agree"),
            AlcoholPermitted = Flag("alcohol-permitted-at-event"),
            ManyComplaints = Answer("complaints").Count is { } count ? (count >= 4).ToTruth() : Truth.Unknown,
            ComplaintsUnreasonable = Flag("complaints-unreasonable"),
            Named = Bits(_ => true),
            Refuted = Bits(alleged => record.FindingOf(incident.Behaviours.ToList().IndexOf(alleged)) == Finding.NotEstablished),
            LevelGiven = ConditionCompiler.LevelOf(policy, record.SeriousnessGiven),
            Gathered = record.IsAttempted(CaseTimeline.SubjectOf(policy, "gather-information")),
            Spoken = record.IsAttempted(CaseTimeline.SubjectOf(policy, "speak-to-parent")),
            WarningUnresolved = record.LatestOutcomeOf(CaseTimeline.SubjectOf(policy, "warning-letter")) is { } outcome && outcome != ConductPolicy.Conditions.Outcome.Resolved,
            AnyUnresolved = policy.Responses.Any(response => !response.IsImmediate
                && record.LatestOutcomeOf(CaseTimeline.SubjectOf(policy, response.Id)) is { } outcome && outcome != ConductPolicy.Conditions.Outcome.Resolved),
            ChiefExecutiveConsulted = IsConsulted(record, "ceo"),
            ChairConsulted = IsConsulted(record, "chair-of-governors"),
        };
    }

    private static bool IsConsulted(IncidentRecord record, string role)
    {
        var ban = Given.QetPolicy.Responses["ban"];
        return record.IsApproved(Given.QetPolicy.Responses.IndexOf("ban"), ban.Approvals.ToList().FindIndex(approval => approval.Role == role));
    }
}
