using System.Text;
using ConductPolicy.Calendars;
using ConductPolicy.Loading;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ConductPolicy.Tests.Loading;

public sealed class TermDatesFileTests
{
    private const string Terms = """
        {
          "format": 1, "school": "A school", "from": "Tue 2026-09-01", "to": "2027-08-31",
          "terms": [
            { "name": "Autumn", "halfTerms": [ { "from": "Thursday 2026-09-03", "to": "2026-10-23" }, { "from": "2026-11-03", "to": "2026-12-18" } ] },
            { "name": "Spring", "halfTerms": [ { "from": "2027-01-05", "to": "2027-02-12" }, { "from": "2027-02-22", "to": "2027-03-25" } ] },
            { "name": "Summer", "halfTerms": [ { "from": "2027-04-12", "to": "2027-05-28" }, { "from": "2027-06-07", "to": "2027-07-20" } ] }
          ],
          "inset": ["Wed 2026-09-02", "2027-01-04"],
          "closures": [ { "on": "Thu 2027-05-06", "why": "Polling station" }, { "from": "2027-06-28", "to": "2027-06-29", "why": "Burst pipe" } ]
        }
        """;

    [Fact]
    public void Good_term_dates_are_read_whole()
    {
        var read = TermDatesFile.Parse(Terms);
        Assert.Equal(("A school", new LocalDate(2026, 9, 1), new LocalDate(2027, 8, 31)), (read.School, read.First, read.Last));
        Assert.Equal(["Autumn", "Spring", "Summer"], read.Terms.Select(term => term.Name));
        Assert.Equal((new LocalDate(2027, 4, 12), new LocalDate(2027, 7, 20)), (read.Terms[2].First, read.Terms[2].Last));
        Assert.Equal(6, read.HalfTerms.Count);
        Assert.Equal(new HalfTerm(new LocalDate(2026, 9, 3), new LocalDate(2026, 10, 23)), read.HalfTerms[0]);
        Assert.Equal([new LocalDate(2026, 9, 2), new LocalDate(2027, 1, 4)], read.InsetDays);
        Assert.Equal([new Closure(new LocalDate(2027, 5, 6), "Polling station"), new Closure(new LocalDate(2027, 6, 28), new LocalDate(2027, 6, 29), "Burst pipe")], read.Closures);
        Assert.Equal(read, TermDatesFile.Parse(Terms));
    }

    [Theory]
    [InlineData("Thursday 2026-09-03", "Fri 2026-09-03", "wrong-weekday", "/terms/0/halfTerms/0/from", "2026-09-03 is a Thursday, not a Friday.")]
    [InlineData("Thursday 2026-09-03", "Thorsday 2026-09-03", "bad-date", "/terms/0/halfTerms/0/from", "`Thorsday 2026-09-03` is not a date.")]
    [InlineData("Thursday 2026-09-03", "Thu2026-09-03", "bad-date", "/terms/0/halfTerms/0/from", "`Thu2026-09-03` is not a date.")]
    [InlineData("Wed 2026-09-02", "Wed 2026-09-31", "bad-date", "/inset/0", "`Wed 2026-09-31` is not a date.")]
    [InlineData("\"2026-10-23\"", "\"2026-11-06\"", "overlap", "/terms/0/halfTerms/1/from", "This half-term begins on 2026-11-03, and the one above it ends only on 2026-11-06.")]
    [InlineData("\"2026-12-18\"", "\"2027-01-05\"", "overlap", "/terms/1/halfTerms/0/from", "This half-term begins on 2027-01-05, and the one above it ends only on 2027-01-05.")]
    [InlineData("\"2026-12-18\"", "\"2026-10-30\"", "wrong-order", "/terms/0/halfTerms/1/to", "The half-term has no day: it ends on 2026-10-30, before it begins on 2026-11-03.")]
    [InlineData("{ \"from\": \"2027-04-12\", \"to\": \"2027-05-28\" }, { \"from\": \"2027-06-07\", \"to\": \"2027-07-20\" }", "{ \"from\": \"2027-06-07\", \"to\": \"2027-07-20\" }, { \"from\": \"2027-04-12\", \"to\": \"2027-05-28\" }", "wrong-order", "/terms/2/halfTerms/1/from", "This half-term begins on 2027-04-12, before the one above it, which begins on 2027-06-07.")]
    [InlineData(", { \"from\": \"2027-02-22\", \"to\": \"2027-03-25\" }", "", "gap", "/terms/2/halfTerms/0/from", "From 2027-02-13 to 2027-04-11 the file has no school for 58 days.")]
    [InlineData(", { \"from\": \"2027-06-07\", \"to\": \"2027-07-20\" }", "", "gap", "/to", "From 2027-05-29 to 2027-08-31 the file has no school for 95 days.")]
    [InlineData("\"Tue 2026-09-01\"", "\"2026-07-01\"", "gap", "/terms/0/halfTerms/0/from", "From 2026-07-01 to 2026-09-02 the file has no school for 64 days.")]
    [InlineData("\"2026-12-18\"", "\"2026-12-19\"", "not-a-weekday", "/terms/0/halfTerms/1/to", "A half-term cannot end on 2026-12-19, a Saturday.")]
    [InlineData("\"2027-02-22\"", "\"2027-02-21\"", "not-a-weekday", "/terms/1/halfTerms/1/from", "A half-term cannot begin on 2027-02-21, a Sunday.")]
    [InlineData("\"2027-08-31\"", "\"2025-08-31\"", "wrong-order", "/to", "The file speaks for no day: it ends on 2025-08-31, before it begins on 2026-09-01.")]
    [InlineData("\"2027-07-20\"", "\"2028-07-20\"", "outside", "/terms/2/halfTerms/1/to", "2028-07-20 lies outside the days for which the file speaks, 2026-09-01 to 2027-08-31.")]
    [InlineData("Wed 2026-09-02", "Wed 2026-08-26", "outside", "/inset/0", "2026-08-26 lies outside the days for which the file speaks, 2026-09-01 to 2027-08-31.")]
    [InlineData("Wed 2026-09-02", "Sat 2026-09-05", "not-a-weekday", "/inset/0", "INSET cannot be on 2026-09-05, a Saturday.")]
    [InlineData("Wed 2026-09-02", "2027-01-04", "duplicate-date", "/inset/1", "2027-01-04 is listed as INSET twice.")]
    [InlineData("Wed 2026-09-02", "2027-06-29", "contradiction", "/inset/0", "2027-06-29 is INSET, on which staff work, and a closure, on which nobody does.")]
    [InlineData("\"2027-06-29\"", "\"2027-06-27\"", "wrong-order", "/closures/1/to", "The closure has no day: it ends on 2027-06-27, before it begins on 2027-06-28.")]
    [InlineData("Thu 2027-05-06", "2027-06-29", "overlap", "/closures/0/on", "By another closure the school is shut on 2027-06-29 already.")]
    [InlineData("Thu 2027-05-06", "2028-05-06", "outside", "/closures/0/on", "2028-05-06 lies outside the days for which the file speaks, 2026-09-01 to 2027-08-31.")]
    [InlineData(", \"why\": \"Polling station\"", "", "missing-key", "/closures/0", "A closure of one day has no `why`.")]
    [InlineData("\"inset\"", "\"insets\"", "unknown-key", "/insets", "`insets` is no key of a file of term dates.")]
    [InlineData("\"format\": 1", "\"format\": 2", "newer-format", "/format", "These term dates are of format 2; this version of ConductPolicy reads format 1.")]
    [InlineData("\"format\": 1, ", "", "missing-key", "", "A file of term dates has no `format`.")]
    public void A_mistake_is_named_once_and_at_its_place(string old, string replacement, string code, string pointer, string message)
    {
        var error = Assert.Throws<ConductPolicyException>(() => TermDatesFile.Parse(RuleText.With(Terms, old, replacement), "terms.json"));
        var problem = Assert.Single(error.Problems);
        Assert.Equal((code, pointer, message, "terms.json"), (problem.Code, problem.Pointer, problem.Message, problem.File));
        Assert.NotNull(problem.Help);
        Assert.True(problem.Line > 0);
    }

    [Fact]
    public void A_wrong_weekday_is_told_with_the_days_that_may_be_meant()
    {
        var error = Assert.Throws<ConductPolicyException>(() => TermDatesFile.Parse(RuleText.With(Terms, "Thursday 2026-09-03", "Friday 2026-09-03")));
        Assert.Equal("Look up which of the two was meant: the Fridays beside it are 2026-08-28 and 2026-09-04.", Assert.Single(error.Problems).Help);
    }

    [Fact]
    public void Every_mistake_is_told_at_once()
    {
        var broken = RuleText.With(RuleText.With(Terms, "Wed 2026-09-02", "Mon 2026-09-02"), "\"2026-12-18\"", "\"2026-12-19\"");
        Assert.Equal(["not-a-weekday", "wrong-weekday"], Assert.Throws<ConductPolicyException>(() => TermDatesFile.Parse(broken)).Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void Broken_term_dates_give_problems_inside_the_file_or_term_dates() => Prop.ForAll(HostileInputTests.Broken(Encoding.UTF8.GetBytes(Terms)), bytes =>
    {
        try
        {
            Assert.NotEmpty(TermDatesFile.Parse(bytes).HalfTerms);
        }
        catch (ConductPolicyException error)
        {
            HostileInputTests.AllInside(error.Problems, bytes);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithQuietOnSuccess(true));
}
