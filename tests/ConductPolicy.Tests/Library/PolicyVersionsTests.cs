using System.Text;
using System.Text.Json;
using ConductPolicy.Audit;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Letters;
using ConductPolicy.Library;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using ConductPolicy.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ConductPolicy.Tests.Library;

/// <summary>What is a breach by the day of the incident, what is done about it by the day of the act.</summary>
public sealed class PolicyVersionsTests
{
    private static readonly LocalDate s_change = new(2026, 11, 4);

    // Five complaints are serial in the first version and not in the second, which has a behaviour of its own, lower ceilings, and asks for one consultation.
    private static readonly PolicyVersions s_versions = PolicyLibrary.Of([Rules.Version("1"), Rules.Version("2", "2026-11-04", changed: Later)]).For("qet");

    // The same with the second a week after the incidents, and a day in its time.
    private static readonly PolicyVersions s_nextWeek = PolicyLibrary.Of([Rules.Version("1"), Rules.Version("2", "2026-11-09", changed: Later)]).For("qet");
    private static readonly LocalDate s_later = new(2026, 11, 25);

    [Fact]
    public void A_version_lasts_until_the_day_before_the_next_begins()
    {
        Assert.Equal("1", s_versions.InForceOn(new LocalDate(2024, 9, 1)).Policy.Version);
        Assert.Equal("1", s_versions.InForceOn(s_change.PlusDays(-1)).Policy.Version);
        Assert.Equal("2", s_versions.InForceOn(s_change).Policy.Version);
        Assert.Equal("2", s_versions.InForceOn(new LocalDate(2099, 1, 1)).Policy.Version);
        Assert.Equal((s_change.PlusDays(-1), null), (s_versions.Versions[0].To, s_versions.Versions[1].To));
    }

    [Fact]
    public void A_day_that_no_version_covers_is_an_error_that_says_which_there_are()
    {
        var gap = PolicyLibrary.Of([Rules.Version("1", to: "2026-10-31"), Rules.Version("2", "2026-11-04")]).For("qet");
        Assert.Equal(
            "No version of `qet` was in force on 2026-11-02; in force are version 1 from 2024-09-01 until 2026-10-31, version 2 from 2026-11-04.",
            Refused(ProblemCode.NotInForce, () => gap.InForceOn(Given.Day0)).Message);
        Refused(ProblemCode.NotInForce, () => s_versions.EngineFor(new LocalDate(2024, 8, 31), s_change));
    }

    [Fact]
    public void A_draft_is_listed_and_decides_nothing_unless_drafts_are_used()
    {
        PolicySource[] files = [Rules.Version("1"), Rules.Draft("2", "2026-11-04")];
        var adopted = PolicyLibrary.Of(files).For("qet");
        Assert.Equal("1", adopted.InForceOn(s_change).Policy.Version);
        Assert.Equal([(true, true), (false, false)], adopted.Versions.Select(version => (version.Policy.IsAdopted, version.From is not null)));
        Assert.Equal("2", PolicyLibrary.Of(files, new() { UsesDrafts = true }).For("qet").InForceOn(s_change).Policy.Version);
        Assert.Equal("qet-2.json", Refused(ProblemCode.NotAdopted, () => PolicyLibrary.Of([Rules.Draft("2")]).For("qet").Decide(Complaints(5).Case())).File);
    }

    [Fact]
    public void What_is_a_breach_goes_by_the_version_of_the_incidents_day()
    {
        var given = Complaints(5).Case();
        Assert.Equal(Truth.True, s_versions.Decide(given, asOf: s_change).IsBreach);
        Assert.Equal(Truth.False, s_versions.Decide(given with { Incidents = [given.Incidents[0] with { On = s_change }] }, asOf: s_change).IsBreach);
    }

    [Fact]
    public void Whom_to_consult_goes_by_the_version_of_the_acts_day()
    {
        var given = Given.Qet().Behaviour("shouting").Seriousness("severe").QetSteps().Case();
        Assert.Equal(["ceo", "chair-of-governors"], Roles(s_versions.Decide(given, asOf: s_change.PlusDays(-1))));
        Assert.Equal(["ceo"], Roles(s_versions.Decide(given, asOf: s_change)));

        static IEnumerable<string> Roles(Decision decision) => decision["ban"].Missing.OfType<MissingApproval>().Select(missing => missing.Role);
    }

    [Fact]
    public void A_conduct_that_only_the_later_version_has_is_no_breach_on_a_day_before_it()
    {
        var given = Given.Qet().Behaviour("filming-pupils").Case();
        var before = s_versions.Decide(given, asOf: s_change);
        Assert.Equal(Verdict.NotABreach, before.Behaviours[0].Verdict);
        Assert.Contains("the policy spoke of it on the day of the incident", before.Behaviours[0].Reasons[0].Text, StringComparison.Ordinal);
        Assert.Equal(Truth.True, s_versions.Decide(given with { Incidents = [given.Incidents[0] with { On = s_change }] }, asOf: s_change).IsBreach);
    }

    [Fact]
    public void A_conduct_that_the_later_version_no_longer_has_is_still_a_breach_on_a_day_before_it()
    {
        var given = Given.Qet().Behaviour("property-damage").Case();
        Assert.Equal(Truth.True, s_versions.Decide(given, asOf: s_change).IsBreach);
        Refused(ProblemCode.UnknownReference, () => s_versions.Decide(given with { Incidents = [given.Incidents[0] with { On = s_change }] }, asOf: s_change));
    }

    [Fact]
    public void A_clause_or_setting_that_was_changed_is_cited_with_its_version()
    {
        var decision = s_versions.Decide(Given.Qet().Behaviour("shouting").Behaviour("serial-complaints").Fact("complaints", 5).Fact("complaints-unreasonable", true).Case(), asOf: s_change);
        Assert.Equal(["4.4 (version 1)"], decision.Behaviours[0].Behaviour.Clauses);
        Assert.Equal(Given.QetPolicy.Clauses["4.4"].Text, decision.ReliedOn.Single(cited => cited.Clause.Id == "4.4 (version 1)").Clause.Text);
        Assert.Contains("Setting `serial-complaints (version 1)`: 4.", Notes(decision.Explain()), StringComparison.Ordinal);

        static string Notes(Explanation explanation) => $"{explanation.Note} {string.Concat(explanation.Parts.Select(Notes))}";
    }

    [Fact]
    public void A_decision_by_two_versions_names_both()
    {
        var given = Complaints(5).Case();
        using var two = JsonDocument.Parse(s_versions.Decide(given, asOf: s_change).ToJson());
        var named = two.RootElement.GetProperty("policy");
        Assert.Equal(("2", s_versions.Versions[1].Policy.Hash), (named.GetProperty("version").GetString(), named.GetProperty("hash").GetString()));
        Assert.Equal(("1", s_versions.Versions[0].Policy.Hash), (named.GetProperty("substance").GetProperty("version").GetString(), named.GetProperty("substance").GetProperty("hash").GetString()));

        using var one = JsonDocument.Parse(s_versions.Decide(given, asOf: Given.Day0).ToJson());
        Assert.False(one.RootElement.GetProperty("policy").TryGetProperty("substance", out _));
    }

    [Fact]
    public void Versions_that_measure_seriousness_otherwise_cannot_decide_one_case_together()
    {
        var other = PolicyLibrary.Of([Rules.Version("1"), Rules.Version("2", "2026-11-04", changed: text => RuleText.With(
            RuleText.With(text, "\"seriousness\": [\"low\", \"moderate\", \"high\", \"severe\"]", "\"seriousness\": [\"trifling\", \"low\", \"moderate\", \"high\", \"severe\"]"),
            "\"ceiling\": {", "\"ceiling\": { \"trifling\": 1,"))]).For("qet");
        Refused(ProblemCode.NotComparable, () => other.Decide(Complaints(5).Case(), asOf: s_change));
        Assert.Equal("1", other.Decide(Complaints(5).Case(), asOf: s_change.PlusDays(-1)).Policy.Version);
    }

    [Fact]
    public void A_case_is_read_by_the_versions_of_its_days_with_the_places_of_its_problems()
    {
        var read = s_versions.ReadCase(Json("2026-11-02", "property-damage"));
        Assert.Equal("2", s_versions.Decide(read).Policy.Version);
        var problem = Refused(ProblemCode.UnknownReference, () => s_versions.ReadCase(Json("2026-11-04", "property-damage"), "case.json"));
        Assert.Equal(("case.json", "/incidents/0/behaviours/0"), (problem.File, problem.Pointer));
        Refused(ProblemCode.NotInForce, () => s_versions.ReadCase(Json("2020-01-01", "shouting")));
        Refused(ProblemCode.BadDate, () => s_versions.ReadCase(Json("2026-13-01", "shouting")));
        Refused(ProblemCode.BeforeIncident, () => s_versions.Decide(s_versions.ReadCase(Json("2026-12-01", "shouting"))));
    }

    [Fact]
    public void An_engine_is_made_once_for_two_versions_and_by_the_applications_own_way()
    {
        var made = 0;
        var versions = PolicyLibrary.Of([Rules.Version("1"), Rules.Version("2", "2026-11-04")], new()
        {
            MakeEngine = policy =>
            {
                made++;
                return new DecisionEngine(policy);
            },
        }).For("qet");
        Assert.Same(versions.EngineFor(Given.Day0, s_change), versions.EngineFor(Given.Day0.PlusDays(-1), s_change.PlusDays(1)));
        Assert.NotSame(versions.EngineFor(Given.Day0, Given.Day0), versions.EngineFor(Given.Day0, s_change));
        Assert.Equal(2, made);
    }

    [Fact]
    public void By_two_versions_the_evaluators_agree_and_what_is_a_breach_is_as_the_first_has_it()
    {
        // Every generated incident lies before the second version.
        var change = new LocalDate(2026, 11, 10);
        var versions = PolicyLibrary.Of([Rules.Version("1"), Rules.Version("2", DateText.Iso(change), changed: Later)]).For("qet");
        var first = versions.EngineFor(Given.Day0, Given.Day0);
        var both = versions.EngineFor(Given.Day0, change);
        var differing = 0;
        var config = Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(500)).WithQuietOnSuccess(true);
        var unending = first.Policy with { InForce = first.Policy.InForce with { To = null } };
        Prop.ForAll(CaseArbitrary.For(unending), given =>
        {
            var moved = given with { AsOf = LocalDate.Max(given.AsOf!.Value, change) };
            var decision = both.Decide(moved);
            Law.Evaluators_agree(both, moved);
            var alone = first.Decide(moved);
            Assert.Equal("1", decision.Policy.Substance?.Version);
            Assert.Equal(alone.Behaviours.Select(item => (item.Behaviour.Id, item.Verdict)), decision.Behaviours.Select(item => (item.Behaviour.Id, item.Verdict)));
            Assert.Equal(alone.Seriousness, decision.Seriousness);
            Assert.Equal(alone.Scope, decision.Scope);
            differing += alone.Responses.Zip(decision.Responses, (a, b) => a.Status != b.Status ? 1 : 0).Sum();
        }).Check(config);
        Assert.True(differing > 0, "no case told the two versions' procedures apart");
    }

    [Fact]
    public void What_is_due_by_two_versions_is_counted_from_the_first_day_of_the_later_one_at_the_earliest()
    {
        var list = DueList.Of(ByTwo(), Given.Qet().Behaviour("shouting").Case(), s_later);
        var step = list.Items.First(item => item.Kind == DueKind.Step);
        Assert.Equal(new LocalDate(2026, 11, 23), step.On);
        Assert.EndsWith("Counted from Monday 9 November 2026, the first day of version 2.", step.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void An_audit_by_two_versions_judges_no_act_of_a_day_before_the_later_one_and_says_so()
    {
        var before = Banned(Given.Qet().Behaviour("shouting").Seriousness("severe").QetSteps()).Case();
        var report = new CaseAudit(ByTwo()).Audit(before, s_later);
        Assert.DoesNotContain(report.Findings, finding => finding.Event == "e4");
        Assert.Equal(["“Ban from the school site” of Wednesday 4 November 2026 (e4): version 2 of the policy was not in force then."], report.NotJudged);
        Assert.Contains(new CaseAudit(s_nextWeek.EngineFor(Given.Day0, Given.Day0)).Audit(before, new LocalDate(2026, 11, 8)).Findings, finding => finding is { Code: FindingCode.ApprovalMissing, Event: "e4" });

        var after = Banned(Given.Qet().Behaviour("shouting").Seriousness("severe").QetSteps().NextDay().NextDay().NextDay().NextDay().NextDay()).Case();
        report = new CaseAudit(ByTwo()).Audit(after, s_later);
        Assert.Empty(report.NotJudged);
        Assert.DoesNotContain(report.Findings, finding => finding.Code == FindingCode.ApprovalMissing);
        Assert.Contains(report.Findings, finding => finding is { Code: FindingCode.NoticeMissing, Event: "e4" });
    }

    [Fact]
    public void What_was_not_done_is_counted_by_an_audit_from_the_first_day_of_the_later_version_at_the_earliest()
    {
        var finding = new CaseAudit(ByTwo()).Audit(Given.Qet().Behaviour("shouting").Case(), s_later).Findings.First(finding => finding.Code == FindingCode.StepNotDone);
        Assert.Equal(new LocalDate(2026, 11, 23), finding.On);
        Assert.Contains("It was required from Monday 9 November 2026 on.", finding.Did, StringComparison.Ordinal);
    }

    [Fact]
    public void A_letter_by_two_versions_does_not_say_whether_an_act_of_a_day_before_the_later_one_was_permitted()
    {
        var given = Given.Qet().Behaviour("shouting").Seriousness("severe").QetSteps().Taken("warning-letter").Case();
        var letter = new LetterWriter(ByTwo()).Draft(given, new LetterRequest { Response = "warning-letter", AsOf = s_later });
        Assert.Contains(letter.Notes, note => note.Text == "Whether it was permitted when it was taken goes by the version of the policy that was in force then, and not by version 2.");
    }

    private static DecisionEngine ByTwo() => s_nextWeek.EngineFor(Given.Day0, s_later);

    // As the second version asks for it: the first wants the chair of governors consulted too.
    private static Given Banned(Given given) => given.Consulted("ceo", "ban").Taken("ban", ends: new LocalDate(2026, 12, 11));

    private static Given Complaints(int count) =>
        Given.Qet().Behaviour("serial-complaints").Fact("complaints", count).Fact("complaints-unreasonable", true);

    private static string Later(string text)
    {
        const string Chair = """,\n        { "act": "consult", "role": "chair-of-governors", "clause": ["6.ban.consult"] }""";
        text = RuleText.With(text, "\"type\": \"count\",\n      \"value\": 4,", "\"type\": \"count\",\n      \"value\": 6,");
        text = RuleText.With(text, Chair.Replace("\\n", "\n", StringComparison.Ordinal), "");
        text = RuleText.With(text, "\"low\": 2, \"moderate\": 3,", "\"low\": 1, \"moderate\": 2,");
        text = RuleText.With(text, "\"id\": \"property-damage\",", "\"id\": \"damage\",");
        text = RuleText.With(text, "Losing one's temper with staff", "Losing one's temper, or one's manners, with staff");
        return RuleText.With(text, "    {\n      \"id\": \"shouting\",", "    { \"id\": \"filming-pupils\", \"clause\": [\"4.4\"], \"label\": \"Filming pupils\", \"seriousness\": { \"value\": \"moderate\", \"reading\": \"r\" } },\n    {\n      \"id\": \"shouting\",");
    }

    private static byte[] Json(string on, string behaviour) => Encoding.UTF8.GetBytes($$"""
        { "id": "c", "asOf": "2026-11-05", "facts": { "person": "parental-responsibility" }, "incidents": [{ "id": "i1", "on": "{{on}}", "behaviours": ["{{behaviour}}"] }] }
        """);

    private static Problem Refused(string code, Action action)
    {
        var problem = Assert.Single(Assert.Throws<ConductPolicyException>(action).Problems);
        Assert.Equal(code, problem.Code);
        return problem;
    }
}
