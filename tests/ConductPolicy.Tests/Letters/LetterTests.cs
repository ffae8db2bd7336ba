using System.Text.Json;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Letters;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Tests.Letters;

public sealed class LetterTests
{
    private const string Cases = "tests/ConductPolicy.Tests/Letters/Cases/";
    private static readonly string s_folder = Repository.PathOf("tests", "ConductPolicy.Tests", "Letters");

    public static TheoryData<string, string> Drafts => new()
    {
        { "qet-warning", $"--policy qet --case {Cases}steps-done.json --for warning-letter" },
        { "qet-ban", "--policy qet --case rules/examples/qet/ban-with-both-consultations.json --for ban --ends 2026-12-18" },
        { "qet-ban-in-force", "--policy qet --case rules/examples/qet/ban-in-force.json --for ban" },
        { "qet-ban-never-approved", $"--policy qet --case {Cases}ban-never-approved.json --for ban --representations-until 2026-11-27" },
        { "qet-ban-to-be-extended", $"--policy qet --case {Cases}ban-extension-approved.json --for ban --extension --ends 2027-01-29" },
        { "qet-ban-extended", $"--policy qet --case {Cases}ban-extended.json --for ban --extension" },
        { "qet-ban-extended-unasked", $"--policy qet --case {Cases}ban-extended-unasked.json --for ban --extension" },
        { "thrive-letter", $"--policy thrive --case {Cases}conversation-failed.json --for letter" },
        { "thrive-letter-low", $"--policy thrive --case {Cases}low-concern.json --for letter" },
        { "thrive-bar-provisional", $"--policy thrive --case {Cases}conversation-failed.json --for bar-provisional --ends 2026-12-11" },
        { "thrive-bar-provisional-in-force", "--policy thrive --case rules/examples/thrive/provisional-bar-in-force.json --for bar-provisional --as-of 2026-11-20" },
        { "thrive-bar-confirmed", "--policy thrive --case rules/examples/thrive/review-confirmed-the-bar.json --for bar-confirmed --ends 2027-05-28" },
        { "thrive-bar-confirmed-in-force", "--policy thrive --case rules/examples/thrive/confirmed-bar-in-force.json --for bar-confirmed" },
        { "thrive-bar-to-be-extended", $"--policy thrive --case {Cases}bar-to-be-extended.json --for bar-confirmed --extension --ends 2026-12-18" },
        { "thrive-bar-extended-against-the-review", $"--policy thrive --case {Cases}bar-extended-against-the-review.json --for bar-confirmed --extension" },
        { "thrive-bar-intended", $"--policy thrive --case {Cases}conversation-failed.json --for bar-confirmed --intention" },
    };

    public static TheoryData<string, string> Refusals => new()
    {
        { "qet-ban-refused", "--policy qet --case rules/examples/qet/ban-with-one-consultation-missing.json --for ban" },
        { "qet-ban-anew-refused", $"--policy qet --case {Cases}ban-over.json --for ban --ends 2026-11-27" },
        { "qet-ban-over-refused", $"--policy qet --case {Cases}ban-over.json --for ban" },
        { "qet-warning-refused", "--policy qet --case rules/examples/qet/no-behaviour-named.json --for warning-letter" },
        { "qet-extension-refused", "--policy qet --case rules/examples/qet/ban-in-force.json --for ban --extension" },
        { "thrive-bar-confirmed-refused", "--policy thrive --case rules/examples/thrive/parent-on-site-today.json --for bar-confirmed --ends 2027-01-29" },
        { "thrive-bar-too-high-refused", $"--policy thrive --case {Cases}low-concern.json --for bar-provisional --ends 2026-12-11" },
        { "thrive-bar-lifted-refused", "--policy thrive --case rules/examples/thrive/review-lifted-the-bar.json --for bar-confirmed --ends 2027-01-29" },
        { "thrive-intention-refused", "--policy thrive --case rules/examples/thrive/provisional-bar-in-force.json --for bar-confirmed --intention" },
    };

    [Theory]
    [MemberData(nameof(Drafts))]
    public void The_letter_reads_as_it_did(string name, string arguments)
    {
        foreach (var (format, end) in new[] { ("markdown", "md"), ("text", "txt") })
        {
            var (exit, output, errors) = Tool.ConductPolicy(["letter", .. arguments.Split(' '), "--format", format]);
            Assert.Equal((0, ""), (exit, errors));
            Golden.Matches(Path.Combine(s_folder, "Drafts", $"{name}.{end}"), output);
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_letter_that_cannot_be_drafted_is_told_all_that_is_missing(string name, string arguments)
    {
        var (exit, output, errors) = Tool.ConductPolicy(["letter", .. arguments.Split(' ')]);
        Assert.Equal((1, ""), (exit, output));
        Golden.Matches(Path.Combine(s_folder, "Drafts", $"{name}.txt"), errors);
    }

    [Fact]
    public void Every_kind_of_notice_of_both_trusts_is_among_the_drafts()
    {
        var drafted = Drafts.Select(row => ((string)row[1]).Split(' ')).Select(words => (words[1], words[Array.IndexOf(words, "--for") + 1])).ToHashSet();
        Assert.All(ShippedPolicies.Ids, id => Assert.All(
            ShippedPolicies.Load(id).Responses.Where(response => response.Notice is not null), response => Assert.Contains((id, response.Id), drafted)));
    }

    [Fact]
    public void The_draft_for_programs_is_the_draft_for_people_in_parts()
    {
        string[] arguments = ["letter", "--policy", "thrive", "--case", "rules/examples/thrive/confirmed-bar-in-force.json", "--for", "bar-confirmed"];
        using var json = JsonDocument.Parse(Tool.ConductPolicy([.. arguments, "--format", "json"]).Output);
        var root = json.RootElement;
        Assert.Equal(Tool.ConductPolicy(arguments).Output, root.GetProperty("markdown").GetString());
        Assert.True(root.GetProperty("drafted").GetBoolean());
        Assert.Equal("confirmed", root.GetProperty("event").GetString());
        Assert.Equal(["reasons", "length", "review-date", "contact-route", "appeal"], root.GetProperty("states").EnumerateArray().Select(state => state.GetString()));
        Assert.Equal("bar-confirmed", root.GetProperty("toRecord")[0].GetProperty("notice").GetProperty("for").GetString());

        var (exit, output, _) = Tool.ConductPolicy(["letter", "--policy", "qet", "--case", "rules/examples/qet/ban-with-one-consultation-missing.json", "--for", "ban", "--format", "json"]);
        using var refused = JsonDocument.Parse(output);
        Assert.Equal((1, false, 2), (exit, refused.RootElement.GetProperty("drafted").GetBoolean(), refused.RootElement.GetProperty("missing").GetArrayLength()));
    }

    [Theory]
    [InlineData("--for baan", "unknown-reference")]
    [InlineData("--for meeting", "no-notice")]
    [InlineData("--for ban --intention", "no-notice")]
    [InlineData("--for warning-letter --extension", "not-a-bar")]
    [InlineData("--for ban --intention --extension", "wrong-option")]
    [InlineData("--for ban --ends 2026-12-01", "wrong-option")]
    [InlineData("--for ban --representations-until 2026-11-01", "wrong-option")]
    [InlineData("--for ban --as-of 2030-01-01", "beyond-calendar")]
    [InlineData("--for ban --templates nowhere", "cannot-read")]
    public void A_question_that_makes_no_sense_is_bad_input(string arguments, string code)
    {
        var input = code == "beyond-calendar" ? File.ReadAllText(Repository.PathOf("rules/examples/qet/ban-in-force.json")).Replace("2026-12-18", "2031-12-18", StringComparison.Ordinal) : null;
        var (exit, output, errors) = Tool.ConductPolicy(["letter", "--policy", "qet", "--case", input is null ? "rules/examples/qet/ban-in-force.json" : "-", .. arguments.Split(' ')], input ?? "");
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(code, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_to_be_recorded_makes_the_notice_whole()
    {
        var draft = Draft(Severe().Taken("bar-provisional", ends: Given.Day0.PlusDays(23)), new LetterRequest { Response = "bar-provisional" });
        var text = CaseFile.Write(Severe().Taken("bar-provisional", ends: Given.Day0.PlusDays(23)).Case());
        var events = text.LastIndexOf("\n  ]", StringComparison.Ordinal);
        var whole = CaseFile.Parse($"{text[..events]},\n{string.Join(",\n", draft.ToRecord)}{text[events..]}", Given.ThrivePolicy);
        var notice = Assert.Single(whole.Events.OfType<NoticeGiven>());
        Assert.Superset(draft.Response.Notice!.States.ToHashSet(), notice.States.ToHashSet());
        Assert.Equal(NoticeForm.Written, notice.Form);
        Assert.Equal("bar-confirmed", Assert.Single(whole.Events.OfType<RepresentationsNoted>()).For);
    }

    [Fact]
    public void A_bar_on_record_that_is_over_before_the_settings_would_have_it_decided_is_told_of_with_its_decision_by_its_end()
    {
        var taken = Severe().Taken("bar-provisional", ends: Given.Day0.PlusDays(9)).Invited("bar-confirmed", 7);
        var draft = Draft(taken, new LetterRequest { Response = "bar-provisional" });
        Assert.Contains("By Wednesday 11 November 2026, that day included, it will be decided whether it is confirmed or lifted.", draft.Markdown, StringComparison.Ordinal);

        // One that is still to be taken can be longer.
        Assert.Contains(Missing(Severe(), new LetterRequest { Response = "bar-provisional", Ends = Given.Day0.PlusDays(9) }), text => text.Contains("and the bar runs from", StringComparison.Ordinal));
    }

    [Fact]
    public void The_day_until_which_the_person_may_write_is_the_one_on_record_before_any_setting()
    {
        var bySetting = Draft(Severe().Taken("bar-provisional", ends: Given.Day0.PlusDays(23)), new LetterRequest { Response = "bar-provisional" });
        Assert.Contains("until Tuesday 10 November 2026, that day included", bySetting.Markdown, StringComparison.Ordinal);
        Assert.Contains(bySetting.Notes, note => note.Basis == Basis.Setting && note.Text.Contains("bar-representations-period", StringComparison.Ordinal));
        var onRecord = Draft(Severe().Taken("bar-provisional", ends: Given.Day0.PlusDays(23)).Invited("bar-confirmed", 11), new LetterRequest { Response = "bar-provisional" });
        Assert.Contains("until Friday 13 November 2026, that day included", onRecord.Markdown, StringComparison.Ordinal);
        Assert.DoesNotContain(onRecord.ToRecord, line => line.Contains("representations\":", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bar_on_record_without_an_end_has_no_letter() => Assert.Equal(
        ["“Provisional bar from the school premises” of Tuesday 3 November 2026 (e1) has no last day on record [6.3.bar.fixed-time]."],
        Missing(Severe().Taken("bar-provisional"), new LetterRequest { Response = "bar-provisional" }));

    [Fact]
    public void A_bar_that_has_ended_is_not_told_of_as_if_it_went_on()
    {
        var over = Given.Thrive().Behaviour("smoking").Taken("bar-provisional", ends: Given.Day0.PlusDays(2)).NextDay().NextDay().NextDay();
        Assert.StartsWith(
            "“Provisional bar from the school premises” of Monday 2 November 2026 (e1) is no longer in force", Missing(over, new LetterRequest { Response = "bar-provisional" }).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_warning_is_a_letter_of_its_own_once_the_first_has_failed()
    {
        var once = Given.Qet().Behaviour("aggression").QetSteps().Taken("warning-letter");
        Assert.Equal("e3", Draft(once, new LetterRequest { Response = "warning-letter" }).Event);
        var failed = Given.Qet().Behaviour("aggression").QetSteps().Taken("warning-letter", Outcome.Unresolved).NextDay();
        Assert.Null(Draft(failed, new LetterRequest { Response = "warning-letter" }).Event);
    }

    [Fact]
    public void Markdown_in_a_case_or_a_policy_is_shown_and_not_obeyed()
    {
        var policy = Given.QetPolicy with { Trust = "1. <b>A</b> & `B`", Title = "# *Rules* [x](y)\n- z" };
        var given = Given.Qet().Behaviour("aggression").QetSteps().Case() with { Id = "_a_|b~c\u202e" };
        var draft = new LetterWriter(new DecisionEngine(policy)).Draft(given, new LetterRequest { Response = "warning-letter" });
        Assert.Contains("Our reference: \\_a\\_\\|b\\~c\uFFFD\n", draft.Markdown, StringComparison.Ordinal);
        Assert.Contains("our policy, \\# \\*Rules\\* \\[x\\](y) - z (section 6)", draft.Markdown, StringComparison.Ordinal);
        Assert.Contains("\\\n1\\. \\<b\\>A\\</b\\> \\& \\`B\\`\n", draft.Markdown, StringComparison.Ordinal);
        Assert.Contains("\n1. <b>A</b> & `B`\n", draft.PlainText, StringComparison.Ordinal);
    }

    private static Given Severe() => Given.Thrive().Behaviour("aggression").Seriousness("severe").NextDay();

    private static LetterDraft Draft(Given given, LetterRequest request) => new LetterWriter(new DecisionEngine(PolicyOf(request))).Draft(given.Case(), request);

    private static IEnumerable<string> Missing(Given given, LetterRequest request) =>
        Assert.Throws<ConductPolicyException>(() => Draft(given, request)).Problems.Select(problem => problem.Message);

    private static Policy PolicyOf(LetterRequest request) => Given.QetPolicy.Responses.Contains(request.Response) ? Given.QetPolicy : Given.ThrivePolicy;
}
