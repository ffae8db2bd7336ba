using System.Security.Cryptography;
using System.Text;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Tests.Loading;

/// <summary>A school's overlay is its trust's policy, with what the school adds.</summary>
public sealed class OverlayTests
{
    private static readonly Policy s_millLane = PolicyFile.Load(TestFiles.PathOf("overlays/good", "mill-lane"));
    private static readonly Policy s_example = PolicyFile.Load(Repository.PathOf("rules", "overlays", "example-primary.json"));

    [Fact]
    public void What_it_adds_stands_after_what_the_base_has()
    {
        var harbour = TestFiles.Harbour;
        Assert.Equal(harbour, s_millLane.Base);
        Assert.Equal(harbour.Clauses.Ids.Concat(["mill.visit", "mill.governor", "mill.bike"]), s_millLane.Clauses.Ids);
        Assert.Equal(harbour.Behaviours.Ids.Append("cycling"), s_millLane.Behaviours.Ids);
        Assert.Equal([.. harbour.Steps, s_millLane.Steps["visit"]], s_millLane.Steps);
        Assert.Equal(harbour.Responses.Ids, s_millLane.Responses.Ids);
        Assert.Equal([.. harbour.Safeguards, s_millLane.Safeguards["no-ban-without-the-governor"]], s_millLane.Safeguards);
        Assert.Equal([.. harbour.Considerations, s_millLane.Considerations["sibling"]], s_millLane.Considerations);
        Assert.Equal((harbour.Trust, "Working Together at Mill Lane", "harbour-mill-lane"), (s_millLane.Trust, s_millLane.Title, s_millLane.Id));
        Assert.Equal((harbour.Ladder.Ceiling, harbour.Scope, harbour.Document), (s_millLane.Ladder.Ceiling, s_millLane.Scope, s_millLane.Document));
    }

    [Fact]
    public void Further_conditions_approvals_and_contacts_are_asked_besides()
    {
        var (was, ban) = (TestFiles.Harbour.Responses["ban"], s_millLane.Responses["ban"]);
        Assert.Equal(was.After, ban.After);
        Assert.Equal(new CitedCondition(new BehaviourCondition("shouting", null), ["mill.governor"], "The governor is asked only about shouting."), ban.When);
        Assert.Equal([.. was.Approvals, new Approval(ApprovalAct.Consult, "link-governor", null, ["mill.governor"], null)], ban.Approvals);
        Assert.Equal(new BarContact(["family-worker"], ["phone"], ["mill.visit"], null), ban.Bar!.Contact);
        Assert.Equal(was with { When = ban.When, Approvals = ban.Approvals, Bar = ban.Bar }, ban);
        Assert.Equal(was.Bar! with { Contact = ban.Bar.Contact }, ban.Bar);

        var provisional = s_example.Responses["bar-provisional"].Bar!.Contact!;
        Assert.Equal(["headteachers-pa", "named-staff-member", "family-support-worker"], provisional.Through);
        Assert.Equal((["email", "phone"], ["6.4.2", "school.contact"]), (provisional.Channels, provisional.Clauses));
    }

    [Fact]
    public void A_condition_is_added_to_what_is_there()
    {
        var text = File.ReadAllText(TestFiles.PathOf("overlays/good", "mill-lane"));
        var further = new CitedCondition(new TakenCondition(["visit"], null, null, new Quantity<int>(1, null), null, OfCase: false), ["mill.visit"], null);
        var policy = Harbour(RuleText.With(text, "{ \"id\": \"ban\",", "{ \"id\": \"ban\", \"after\": { \"when\": { \"taken\": \"visit\" }, \"clause\": [\"mill.visit\"] },"));
        Assert.Equal(new AllCondition([TestFiles.Harbour.Responses["ban"].After!, further]), policy.Responses["ban"].After);
        Assert.Equal(TestFiles.Harbour.Ladder.After, policy.Ladder.After);
        Assert.Null(TestFiles.Harbour.Ladder.When);
        Assert.Equal(["mill.visit"], Assert.IsType<CitedCondition>(policy.Ladder.When).Clauses);
    }

    [Fact]
    public void A_setting_of_another_value_is_taken_wherever_the_base_asks_for_it()
    {
        Assert.Equal(new Quantity<int>(6, "serial"), Assert.IsType<CountCondition>(s_millLane.Behaviours["serial-complaints"].When).AtLeast);
        Assert.Equal(TestFiles.Harbour.Settings.Ids.Append("bar-default-length"), s_millLane.Settings.Ids);
    }

    [Fact]
    public void It_is_in_force_while_its_base_is_and_a_draft_while_that_is_one()
    {
        Assert.Equal((new LocalDate(2026, 1, 1), null), (s_millLane.InForce.From, s_millLane.InForce.To));
        Assert.False(s_millLane.IsAdopted);
        Assert.True(s_example.IsAdopted);
        var text = File.ReadAllText(TestFiles.PathOf("overlays/good", "mill-lane"));
        var ended = TestFiles.Harbour with { InForce = TestFiles.Harbour.InForce with { To = new LocalDate(2026, 8, 31) } };
        Assert.Equal((new LocalDate(2026, 1, 1), new LocalDate(2026, 8, 31)), Days(text, ended));
        Assert.Equal((new LocalDate(2025, 9, 1), new LocalDate(2026, 3, 31)), Days(RuleText.With(text, "{ \"from\": \"2026-01-01\" }", "{ \"from\": \"2025-01-01\", \"to\": \"2026-03-31\" }"), ended));
        Assert.Equal(ended.InForce, PolicyFile.Parse(Encoding.UTF8.GetBytes(RuleText.With(text, "\"inForce\": { \"from\": \"2026-01-01\" },", "")), "", _ => ended).InForce);

        static (LocalDate, LocalDate?) Days(string text, Policy found) => PolicyFile.Parse(Encoding.UTF8.GetBytes(text), "", _ => found).InForce is var days ? (days.From, days.To) : default;
    }

    [Fact]
    public void Its_hash_tells_a_change_of_either_file()
    {
        var bytes = File.ReadAllBytes(Repository.PathOf("rules", "overlays", "example-primary.json"));
        Assert.Equal(Convert.ToHexString(SHA256.HashData([.. Encoding.ASCII.GetBytes($"{Given.ThrivePolicy.Hash}\n"), .. bytes])).ToLowerInvariant(), s_example.Hash);
        var changed = PolicyFile.Parse(Encoding.UTF8.GetBytes(RuleText.With(RuleText.Of("thrive"), "\"version\": \"1\"", "\"version\": \"2\"")));
        Assert.NotEqual(s_example.Hash, PolicyFile.Parse(bytes, "", _ => changed).Hash);
    }

    [Fact]
    public void What_it_extends_is_told_and_asked_for_by_the_name_in_the_file()
    {
        var bytes = File.ReadAllBytes(TestFiles.PathOf("overlays/good", "nothing-but-a-name"));
        Assert.Equal("thrive", PolicyFile.BaseOf(bytes));
        Assert.Null(PolicyFile.BaseOf(ShippedPolicies.Read("qet")));
        Assert.Null(PolicyFile.BaseOf("{"u8.ToArray()));
        Assert.Equal(Given.ThrivePolicy, PolicyFile.Parse(bytes).Base);
        var asked = new List<string>();
        Assert.Equal("harbour", PolicyFile.Parse(bytes, "", name =>
        {
            asked.Add(name);
            return TestFiles.Harbour;
        }).Base!.Id);
        Assert.Equal(["thrive"], asked);
    }

    [Fact]
    public void An_overlay_of_nothing_answers_as_its_base_does()
    {
        var plain = PolicyFile.Load(TestFiles.PathOf("overlays/good", "nothing-but-a-name"));
        Assert.Equal(Given.ThrivePolicy with { Id = plain.Id, IsAdopted = false, Content = plain.Content, Base = plain.Base }, plain);
    }

    [Fact]
    public void An_overlay_found_in_the_place_of_a_base_is_refused()
    {
        var bytes = File.ReadAllBytes(TestFiles.PathOf("overlays/good", "nothing-but-a-name"));
        Assert.Equal(ProblemCode.BaseExtends, Assert.Single(PolicyFile.Check(bytes, "", _ => s_example)).Code);
    }

    [Fact]
    public void A_written_overlay_is_a_whole_rule_set_that_decides_alike()
    {
        var whole = PolicyFile.Parse(PolicyFile.Write(s_example));
        Assert.Equal(s_example with { Base = null, Content = whole.Content }, whole);
    }

    [Fact]
    public void The_example_asks_what_its_trust_does_not()
    {
        var given = Given.A(s_example).Behaviour("intimidation").Conversation();
        Assert.Equal(ResponseStatus.TooEarly, given.Status("restrict-channels"));
        Assert.Equal(ResponseStatus.Permitted, given.Step("support-meeting", Outcome.Declined).Status("restrict-channels"));
        Assert.Equal(ResponseStatus.Permitted, given.Status("bar-provisional"));
        given = given.Taken("bar-provisional", ends: Given.Day0.PlusDays(20)).Represented("bar-confirmed").NextDay().Reviewed("executive-headteacher", "bar-confirmed", ApprovalResult.Confirmed);
        Assert.Equal(ResponseStatus.AwaitingApproval, given.Status("bar-confirmed"));
        Assert.Equal(ResponseStatus.Permitted, given.Consulted("chair-of-governors", "bar-confirmed").Status("bar-confirmed"));
        var decision = new DecisionEngine(s_example).Decide(CaseFile.Parse(
            """{ "id": "c", "asOf": "2026-11-20", "facts": { "person": "cares-for-child" }, "incidents": [{ "id": "i1", "on": "2026-11-20", "behaviours": ["electric-scooter"], "facts": { "scooter-as-mobility-aid": true } }] }""", s_example));
        Assert.Equal(Verdict.Excused, Assert.Single(decision.Behaviours).Verdict);
    }

    private static Policy Harbour(string overlay) => PolicyFile.Parse(Encoding.UTF8.GetBytes(overlay), "", _ => TestFiles.Harbour);
}
