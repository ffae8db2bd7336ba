using System.Text;
using System.Text.Json;
using ConductPolicy.Audit;
using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Tests.Audit;

public sealed class CaseAuditTests
{
    private const string Extension = "+{ \"id\": \"o\", \"on\": \"2026-12-16\", \"extended\": { \"of\": \"b\", \"ends\": \"2027-01-15\" }, \"by\": \"headteacher\" }";
    private const string NewNotice = "+{ \"id\": \"d3\", \"on\": \"2026-12-16\", \"notice\": { \"for\": \"ban\", \"form\": \"written\", \"states\": [\"reasons\", \"length\", \"review-date\"] } }";
    private const string NewConsultations = """
        +{ "id": "d1", "on": "2026-12-15", "recorded": { "act": "consult", "role": "ceo", "for": "ban" } },
            { "id": "d2", "on": "2026-12-15", "recorded": { "act": "consult", "role": "chair-of-governors", "for": "ban" } }
        """;

    [Fact]
    public void An_extension_is_judged_as_a_new_taking()
    {
        var report = AuditedCase.Audit("qet", AuditedCase.Changed("qet", Extension, "-x", "2026-12-18\", \"recorded\" => 2027-01-15\", \"recorded\""));
        Assert.Equal("approval-missing o; approval-missing o; notice-missing o", AuditedCase.Short(report));
        report = AuditedCase.Audit("qet", AuditedCase.Changed("qet", Extension, "-x", NewConsultations, NewNotice, "2026-12-18\", \"recorded\" => 2027-01-15\", \"recorded\""));
        Assert.Empty(report.Findings);
        report = AuditedCase.Audit("qet", AuditedCase.Changed("qet", Extension.Replace(", \"by\": \"headteacher\"", "", StringComparison.Ordinal), "-x", NewConsultations, NewNotice));
        Assert.Equal("decider-not-on-record o", AuditedCase.Short(report));
    }

    [Fact]
    public void A_bar_that_carries_on_another_is_extended_when_that_has_ended()
    {
        var extended = AuditedCase.Changed(
            "thrive", "+{ \"id\": \"o\", \"on\": \"2026-12-18\", \"extended\": { \"of\": \"k\", \"ends\": \"2027-01-15\" }, \"by\": \"headteacher\" }",
            "+{ \"id\": \"u\", \"on\": \"2026-12-18\", \"notice\": { \"for\": \"bar-confirmed\", \"form\": \"written\", \"states\": [\"length\", \"review-date\", \"appeal\", \"contact-route\"] } }",
            "+{ \"id\": \"q\", \"on\": \"2027-01-15\", \"recorded\": { \"act\": \"review\", \"role\": \"executive-headteacher\", \"for\": \"bar-confirmed\", \"result\": \"lifted\" } }");
        Assert.Empty(AuditedCase.Audit("thrive", extended).Findings);
        Assert.Empty(AuditedCase.Audit("thrive", extended.Replace("\"seriousness\": \"high\"", "\"seriousness\": \"high\", \"facts\": { \"post-defamatory\": false }", StringComparison.Ordinal)).Findings);
    }

    [Fact]
    public void An_intention_that_a_review_lifted_is_not_called_a_bar()
    {
        var report = AuditedCase.Audit("thrive", AuditedCase.Changed(
            "thrive", "-p", "-pn", "-ct", "-r", "\"confirmed\" } => \"lifted\" }",
            "+{ \"id\": \"in\", \"on\": \"2026-11-05\", \"notice\": { \"for\": \"bar-confirmed\", \"form\": \"written\", \"states\": [\"reasons\", \"representations\"], \"intention\": true } }"));
        Assert.Contains("“Provisional bar from the school premises” or the intention to bar was lifted", Assert.Single(report.Findings, finding => finding.Code == FindingCode.TakenNotApplicable).Asked, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_unknown_exception_turns_on_is_cited_with_its_own_clause()
    {
        var report = AuditedCase.Audit("thrive", AuditedCase.Changed("thrive", "intimidation => dog-on-site"));
        Assert.All(report.Findings.Where(finding => finding.Code == FindingCode.TakenOnUnknownFacts), finding =>
        {
            Assert.Equal(["6.2.19", "6.2.19.agreed"], finding.Clauses);
            Assert.Contains("as it was on that day: Was bringing the dog agreed", finding.Asked, StringComparison.Ordinal);
        });
        Assert.Equal(2, report.Findings.Count(finding => finding.Code == FindingCode.TakenOnUnknownFacts));
    }

    [Fact]
    public void A_bar_is_found_too_long_once_at_the_act_that_made_it_so()
    {
        var audit = new CaseAudit(new DecisionEngine(With("bar-maximum-length", "6 weeks")));
        Assert.Equal("bar-too-long b", Short(AuditedCase.Changed("qet", "-x", "-r", "\"2027-03-01\" => \"2026-12-18\"")));
        Assert.Equal("", Short(AuditedCase.Changed("qet", "\"ends\": \"2026-12-18\" => \"ends\": \"2026-12-17\"", "-x", "-r", "\"2027-03-01\" => \"2026-12-17\"")));
        var twice = AuditedCase.Changed(
            "qet", "-x", "-r", "\"2027-03-01\" => \"2026-12-19\"", "\"ends\": \"2026-12-18\" => \"ends\": \"2026-12-17\"", Extension,
            "+{ \"id\": \"q\", \"on\": \"2026-12-17\", \"extended\": { \"of\": \"b\", \"ends\": \"2027-02-01\" }, \"by\": \"headteacher\" }");
        Assert.Equal("approval-missing o; approval-missing o; approval-missing q; approval-missing q; bar-too-long o; notice-missing o; notice-missing q", Short(twice));

        string Short(string json) => AuditedCase.Short(audit.Audit(CaseFile.Parse(json, audit.Policy)));
    }

    [Fact]
    public void The_case_of_a_line_is_checked_again_by_every_policy_but_the_one_that_it_was_read_by()
    {
        var (qet, thrive) = (ShippedPolicies.Load("qet"), ShippedPolicies.Load("thrive"));
        var (lines, audit) = (new CaseLines(qet), new CaseAudit(new DecisionEngine(qet)));
        var json = AuditedCase.Changed("qet", Extension, "-x");
        var line = lines.Read(Encoding.UTF8.GetBytes(json), 1);
        var report = audit.Audit(line);
        Assert.NotEmpty(report.Findings);
        Assert.Equal(audit.Audit(line.Case!), report);
        var unknown = Assert.Throws<ConductPolicyException>(() => new CaseAudit(new DecisionEngine(thrive)).Audit(line));
        Assert.Contains(unknown.Problems, problem => problem.Code == ProblemCode.UnknownReference);
        var bad = lines.Read("{}"u8, 7);
        Assert.Equal(bad.Problems, Assert.Throws<ConductPolicyException>(() => audit.Audit(bad)).Problems);
    }

    [Fact]
    public void A_length_that_nobody_can_count_is_told_as_not_judged()
    {
        var audit = new CaseAudit(new DecisionEngine(With("bar-maximum-length", "1 term")));
        var report = audit.Audit(CaseFile.Parse(AuditedCase.Qet, audit.Policy));
        Assert.Empty(report.Findings);
        Assert.Contains("term dates", Assert.Single(report.NotJudged), StringComparison.Ordinal);
    }

    [Fact]
    public void Beyond_the_calendar_nothing_is_passed_over()
    {
        var report = AuditedCase.AuditBy("qet").Audit(CaseFile.Parse(AuditedCase.Changed("qet", "-a", "-g"), Given.QetPolicy), new LocalDate(2035, 1, 2));
        Assert.Contains(report.NotJudged, text => text.Contains("Gather information", StringComparison.Ordinal));
        Assert.Contains(report.Findings, finding => finding.Code == FindingCode.AnswerMissing);
        report = AuditedCase.AuditBy("qet").Audit(CaseFile.Parse(AuditedCase.Changed("qet", "-a", "+{ \"id\": \"z\", \"on\": \"2030-05-01\", \"message\": { \"is\": \"received\" } }"), Given.QetPolicy), new LocalDate(2030, 6, 3));
        Assert.Contains("(z)", Assert.Single(report.NotJudged), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_setting_nothing_runs_out()
    {
        var audit = new CaseAudit(new DecisionEngine(Given.QetPolicy with { Settings = new(Given.QetPolicy.Settings.Where(setting => setting.Id != WellKnownSettings.ActWithin).ToValueList()) }));
        Assert.Empty(audit.Audit(CaseFile.Parse(AuditedCase.Changed("qet", "-g", "-b", "-n", "-x", "-r"), audit.Policy)).Findings);
    }

    [Fact]
    public void Every_incident_is_judged_by_its_own_record_and_the_rest_of_the_case_is_known()
    {
        var twice = AuditedCase.Qet
            .Replace("\"channel\": \"in-person\" } }", "\"channel\": \"in-person\" } },\n      { \"id\": \"i2\", \"on\": \"2026-11-04\", \"behaviours\": [\"threat-of-harm\"] }", StringComparison.Ordinal);
        foreach (var kind in new[] { "step", "recorded", "considered", "response", "notice" })
        {
            twice = twice.Replace($"\", \"{kind}\":", $"\", \"incident\": \"i1\", \"{kind}\":", StringComparison.Ordinal);
        }

        twice = twice.Replace("\n  ] }", ",\n    { \"id\": \"w\", \"on\": \"2026-11-05\", \"incident\": \"i2\", \"response\": \"ban\", \"by\": \"headteacher\", \"ends\": \"2026-11-20\" }\n  ] }", StringComparison.Ordinal);
        var report = AuditedCase.AuditBy("qet").Audit(CaseFile.Parse(twice, Given.QetPolicy), new LocalDate(2026, 11, 6));
        Assert.Equal(
            "approval-for-other w; approval-for-other w; considerations-not-on-record w; notice-missing w; taken-too-early w", AuditedCase.Short(report));
        Assert.All(report.Findings, finding => Assert.Equal("i2", finding.Incident));
        Assert.All(report.Findings, finding => Assert.Contains("(w, incident i2)", finding.Did, StringComparison.Ordinal));
        Assert.Contains("comes only after this for the incident i2: ", report.Findings.First(finding => finding.Code == FindingCode.TakenTooEarly).Asked, StringComparison.Ordinal);
        Assert.Contains("(c1) is on record for another incident, i1.", report.Findings.First(finding => finding.Code == FindingCode.ApprovalForOther).Did, StringComparison.Ordinal);

        // Once it served the ban of the first incident, a consultation waits for nothing.
        report = AuditedCase.AuditBy("qet").Audit(CaseFile.Parse(twice.Replace("\"w\", \"on\": \"2026-11-05\"", "\"w\", \"on\": \"2026-11-07\"", StringComparison.Ordinal), Given.QetPolicy), new LocalDate(2026, 11, 7));
        Assert.Equal("approval-missing w; approval-missing w; considerations-not-on-record w; taken-too-early w", AuditedCase.Short(report));
    }

    [Fact]
    public void An_incident_after_the_day_of_the_audit_is_not_seen()
    {
        var later = AuditedCase.Qet.Replace("\"channel\": \"in-person\" } }", "\"channel\": \"in-person\" } },\n      { \"id\": \"i2\", \"on\": \"2027-05-04\" }", StringComparison.Ordinal);
        foreach (var kind in new[] { "step", "recorded", "considered", "response", "notice" })
        {
            later = later.Replace($"\", \"{kind}\":", $"\", \"incident\": \"i1\", \"{kind}\":", StringComparison.Ordinal);
        }

        Assert.Empty(AuditedCase.Audit("qet", later).Findings);
    }

    [Theory]
    [InlineData("2026-11-01", ProblemCode.BeforeIncident)]
    [InlineData("2024-08-31", ProblemCode.BeforeIncident)]
    [InlineData(null, ProblemCode.NoDate)]
    public void A_day_that_cannot_be_is_refused(string? day, string code)
    {
        var given = CaseFile.Parse(AuditedCase.Qet, Given.QetPolicy) with { AsOf = day is null ? null : LocalDate.FromDateOnly(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)) };
        Assert.Equal(code, Assert.Throws<ConductPolicyException>(() => AuditedCase.AuditBy("qet").Audit(given)).Problems[0].Code);
    }

    [Fact]
    public void An_incident_from_before_the_policy_is_refused_alone_and_told_beside_another()
    {
        var audit = AuditedCase.AuditBy("qet");
        var early = new Incident { Id = "i0", On = new LocalDate(2024, 5, 1), Behaviours = [new AllegedBehaviour("shouting")] };
        var given = CaseFile.Parse(AuditedCase.Qet, Given.QetPolicy);
        var alone = given with { Incidents = [early with { Id = "i1" }] };
        Assert.Equal(ProblemCode.NotInForce, Assert.Throws<ConductPolicyException>(() => audit.Audit(alone with { Events = [] })).Problems[0].Code);
        var both = given with { Incidents = [early, given.Incidents[0]], Events = [.. given.Events.Take(0)] };
        Assert.Contains("i0", Assert.Single(audit.Audit(both, new LocalDate(2026, 11, 4)).NotJudged), StringComparison.Ordinal);
    }

    [Fact]
    public void The_record_of_a_case_that_speaks_of_something_else_is_refused() =>
        Assert.Throws<ConductPolicyException>(() => AuditedCase.AuditBy("thrive").Audit(CaseFile.Parse(AuditedCase.Qet, Given.QetPolicy)));

    [Fact]
    public void The_force_is_that_of_the_most_binding_clause_or_of_the_one_it_qualifies()
    {
        var report = AuditedCase.Audit("qet", AuditedCase.Changed("qet", "-c1", "-n", "\"ban\", \"by\": \"headteacher\" => \"ban\"", "-t1"));
        Assert.Equal(
        [
            ("approval-missing", ClauseForce.Will, Basis.Stated), ("decider-not-on-record", ClauseForce.May, Basis.Stated),
            ("notice-missing", ClauseForce.Would, Basis.Reading), ("considerations-not-on-record", ClauseForce.May, Basis.Setting),
        ], report.Findings.Select(finding => (finding.Code, finding.Force, finding.Basis)));
    }

    [Theory]
    [InlineData("2026-12-21", 1)]
    [InlineData("2026-12-20", 0)]
    [InlineData("2026-12-29", 5)]
    public void A_late_review_says_by_how_many_working_days(string on, int days)
    {
        var report = AuditedCase.Audit("qet", AuditedCase.Changed("qet", $"\"id\": \"r\", \"on\": \"2026-12-18\" => \"id\": \"r\", \"on\": \"{on}\""));
        Assert.Equal(days, Assert.Single(report.Findings).LateBy);
    }

    [Fact]
    public void The_json_keeps_to_its_contract()
    {
        var report = AuditedCase.Audit("qet", AuditedCase.Changed("qet", "-c1", "\"id\": \"a\", \"on\": \"2026-11-09\" => \"id\": \"a\", \"on\": \"2026-11-12\""));
        using var document = JsonDocument.Parse(report.ToJson());
        var root = document.RootElement;
        Assert.Equal(["case", "policy", "asOf", "findings", "notJudged"], root.EnumerateObject().Select(item => item.Name));
        Assert.Equal("2027-03-01", root.GetProperty("asOf").GetString());
        Assert.Equal(["id", "version", "hash"], root.GetProperty("policy").EnumerateObject().Select(item => item.Name));
        var first = root.GetProperty("findings")[0];
        Assert.Equal(["code", "event", "incident", "on", "force", "basis", "clauses", "did", "asked", "lateBy"], first.EnumerateObject().Select(item => item.Name));
        Assert.Equal(("approval-missing", "b", "i1", "2026-11-06", "will", "stated", JsonValueKind.Null), (
            Text(first, "code"), Text(first, "event"), Text(first, "incident"), Text(first, "on"), Text(first, "force"), Text(first, "basis"), first.GetProperty("lateBy").ValueKind));
        Assert.Equal("6.ban.consult", Assert.Single(first.GetProperty("clauses").EnumerateArray()).GetString());
        Assert.Equal(3, root.GetProperty("findings")[1].GetProperty("lateBy").GetInt32());
    }

    [Fact]
    public void A_person_of_whom_the_policy_does_not_speak_is_told_apart_from_a_record_in_order()
    {
        var report = AuditedCase.Audit("qet", AuditedCase.Changed("qet", "parental-responsibility => other", "-c1"));
        Assert.Equal((true, "i1"), (report.IsOutOfScope, Assert.Single(report.OutOfScope)));
        Assert.Empty(report.Findings);
        using var document = JsonDocument.Parse(report.ToJson());
        Assert.Equal("i1", Assert.Single(document.RootElement.GetProperty("outOfScope").EnumerateArray()).GetString());
        Assert.False(AuditedCase.Audit("qet", AuditedCase.Qet).IsOutOfScope);

        // Who the person is was learnt after the ban.
        report = AuditedCase.Audit("qet", AuditedCase.Changed("qet", "parental-responsibility => other", "+{ \"id\": \"f\", \"on\": \"2026-11-20\", \"facts\": { \"person\": \"parental-responsibility\" } }"));
        Assert.Equal((false, 0, "b"), (report.IsOutOfScope, report.OutOfScope.Count, Assert.Single(report.ActsOutOfScope)));
        Assert.Contains("\"actsOutOfScope\": [", report.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_record_takes_memory_in_proportion_to_its_events()
    {
        Allocated(100);
        var small = Allocated(1_000) / 1_000.0;
        Assert.InRange(Allocated(10_000) / 10_000.0, small * 0.7, small * 1.3);
    }

    // Acts with and without fault, messages, notices and reviews; what each costs is told by what it allocates.
    private static long Allocated(int events)
    {
        var start = new LocalDate(2024, 11, 1);
        var given = new ConductCase
        {
            Id = "long",
            AsOf = new LocalDate(2026, 11, 20),
            Facts = [new FactAnswer("person", "parental-responsibility")],
            Incidents = [new Incident { Id = "i1", On = start, Behaviours = [new AllegedBehaviour("threat-of-harm")] }],
            Events = Enumerable.Range(0, events).Select(i => Happening(i, start.PlusDays((int)(700L * i / events)))).ToValueList(),
        };
        var audit = AuditedCase.AuditBy("qet");
        audit.Audit(given);
        var before = GC.GetAllocatedBytesForCurrentThread();
        audit.Audit(given);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static CaseEvent Happening(int i, LocalDate on) => (i % 10) switch
    {
        0 => new StepTaken { On = on, Step = "gather-information" },
        1 => new StepTaken { On = on, Step = "speak-to-parent", Outcome = Outcome.Unresolved },
        2 => new ApprovalRecorded { On = on, Act = ApprovalAct.Consult, Role = "ceo", For = "ban" },
        3 => new ApprovalRecorded { On = on, Act = ApprovalAct.Consult, Role = "governors", For = "ban" },
        4 => new ResponseTaken { On = on, Response = "ban", By = "headteacher", Ends = on.PlusDays(20) },
        5 => new NoticeGiven { On = on, For = "ban", Form = NoticeForm.Written, States = ["reasons"] },
        6 => new ApprovalRecorded { On = on, Act = ApprovalAct.Review, Role = "headteacher", For = "ban", Result = ApprovalResult.Confirmed },
        7 => new MessageReceived { On = on },
        8 => new MessageAnswered { On = on, Of = FormattableString.Invariant($"e{i}") },
        _ => new FactsLearnt { On = on, Facts = [new FactAnswer("criminal", i % 20 == 9)] },
    };

    private static string? Text(JsonElement element, string key) => element.GetProperty(key).GetString();

    private static Policy With(string setting, string length) => Given.QetPolicy with
    {
        Settings = new([.. Given.QetPolicy.Settings, new Setting { Id = setting, Why = "A test.", Length = Length.Parse(length, out _) }]),
    };
}
