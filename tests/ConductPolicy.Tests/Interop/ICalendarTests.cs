using System.Text;
using System.Text.Json;
using ConductPolicy.Interop;
using ConductPolicy.Tests.Loading;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ConductPolicy.Tests.Interop;

public sealed class ICalendarTests : IDisposable
{
    private static readonly LocalDate s_stamp = new(2026, 11, 20);

    // What a line has to fold around, escape or leave out; characters of one to four octets.
    private static readonly string[] s_pieces =
        ["review", " ", ",", ";", ":", "\\", "\"", "\\n", "\n", "\r\n", "\u2028", "\t", "\0", "\u0007", "é", "€", "学校", "😀", "END:VEVENT", new string('x', 74), new string('é', 40), string.Concat(Enumerable.Repeat("😀", 20)), "\uD800"];

    private static readonly Gen<CalendarEntry> s_entries =
        from reference in Text(3)
        from what in Text(2)
        from days in Gen.Choose(0, 4_000)
        from summary in Text(8)
        from description in Text(12)
        from clauses in Gen.ListOf(Gen.Elements("6.ban", "6.ban.review", "A1.bullying"), 3)
        select new CalendarEntry(reference, what, new LocalDate(2020, 1, 1).PlusDays(days), summary, description, clauses.ToValueList());

    private readonly string _place = Directory.CreateTempSubdirectory("conduct-policy-calendar").FullName;

    public void Dispose() => Directory.Delete(_place, recursive: true);

    [Fact]
    public void An_event_is_written_as_the_standard_has_it() => Assert.Equal(
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//ConductPolicy//ConductPolicy//EN
        CALSCALE:GREGORIAN
        BEGIN:VEVENT
        UID:39f29dcf1a96fe0b98ff85f42e816143@conduct-policy
        DTSTAMP:20261120T000000Z
        DTSTART;VALUE=DATE:20261231
        DTEND;VALUE=DATE:20270101
        SUMMARY:Review of the ban\, on the way\; or not
        DESCRIPTION:One line\nand another with a \\ in it. The thirty-ninth and the
          fortieth words are folded. [6.ban\, 6.ban.review]
        TRANSP:TRANSPARENT
        END:VEVENT
        END:VCALENDAR

        """,
        ICalendar.Write(
            "qet",
            [new CalendarEntry("2026-017", "review", new LocalDate(2026, 12, 31), "Review of the ban, on the way; or not", "One line\r\nand another with a \\ in it. The thirty-ninth and the fortieth words are folded.", ["6.ban", "6.ban.review"])],
            s_stamp).Replace("\r\n", "\n", StringComparison.Ordinal));

    [Fact]
    public void No_line_is_longer_than_75_octets_and_every_line_ends_as_it_should() => Prop.ForAll(Arb.From(s_entries), entry =>
    {
        var octets = Encoding.UTF8.GetBytes(ICalendar.Write("qet", [entry], s_stamp));
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(octets);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line =>
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75);
            Assert.DoesNotContain(line, c => char.IsControl(c) && c != '\t');
        });
        Assert.Equal(text, ICalendar.Write("qet", [entry with { }], s_stamp));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithQuietOnSuccess(true));

    [Fact]
    public void An_entry_is_known_again_when_its_day_has_moved_and_by_nothing_else()
    {
        var review = new CalendarEntry("2026-017", "review", s_stamp, "Review", "", []);
        Assert.Equal(Uid("qet", review), Uid("qet", review with { On = s_stamp.PlusDays(3), Summary = "Final review" }));
        Assert.Equal(4, new[] { Uid("qet", review), Uid("thrive", review), Uid("qet", review with { What = "ends" }), Uid("qet", review with { Reference = "2026-018" }) }.Distinct().Count());
        Assert.NotEqual(Uid("qet", review with { Reference = "a", What = "bc" }), Uid("qet", review with { Reference = "ab", What = "c" }));
        Assert.NotEqual(Uid("qet", review with { Reference = "a\0b", What = "c" }), Uid("qet", review with { Reference = "a", What = "b\0c" }));
        Assert.Throws<ArgumentException>(() => ICalendar.Write("qet", [review, review with { On = s_stamp.PlusDays(3) }], s_stamp));
    }

    [NodeFact]
    public void An_independent_parser_reads_what_was_written()
    {
        foreach (var file in Directory.GetFiles(Repository.PathOf("tests", "interop")).Where(file => Path.GetExtension(file) is ".json" or ".mjs"))
        {
            File.Copy(file, Path.Combine(_place, Path.GetFileName(file)));
        }

        var (installed, _, problems) = Tool.Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"], _place);
        Assert.True(installed == 0, problems);

        var entries = Gen.Sample(s_entries, 300).DistinctBy(entry => (entry.Reference, entry.What)).ToValueList();
        File.WriteAllText(Path.Combine(_place, "calendar.ics"), ICalendar.Write("qet", entries, s_stamp));
        var (exit, output, errors) = Tool.Run("node", ["read-calendar.mjs", "calendar.ics"], _place);
        Assert.True(exit == 0, errors);
        using var read = JsonDocument.Parse(output);
        var events = read.RootElement.EnumerateArray().ToList();
        Assert.True(entries.Count > 100);
        Assert.Equal(entries.Count, events.Count);
        Assert.Equal(events.Count, events.Select(item => Value(item, "uid")).Distinct().Count());
        Assert.All(entries.Zip(events), item =>
        {
            var (entry, read) = item;
            Assert.True(read.GetProperty("wholeDay").GetBoolean());
            Assert.Equal(("2026-11-20T00:00:00Z", Iso(entry.On), Iso(entry.On.PlusDays(1))), (Value(read, "stamp"), Value(read, "starts"), Value(read, "ends")));
            Assert.Equal(Shown(entry.Summary), Value(read, "summary"));
            var cited = entry.Clauses.Count == 0 ? "" : $"[{string.Join(", ", entry.Clauses)}]";
            Assert.Equal(Shown(entry.Description) + (entry.Description.Length > 0 && cited.Length > 0 ? " " : "") + cited, Value(read, "description") ?? "");
        });
    }

    private static Gen<string> Text(int most) =>
        from count in Gen.Choose(0, most)
        from pieces in Gen.ArrayOf(Gen.Elements(s_pieces), count)
        select string.Concat(pieces);

    // Every kind of line break is one; other characters without a shape are left out, and half a character is shown as one that is not known.
    private static string Shown(string text) => string.Concat(
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c)));

    private static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);

    private static string? Value(JsonElement item, string key) => item.GetProperty(key).GetString();

    private static string Uid(string policy, CalendarEntry entry) =>
        ICalendar.Write(policy, [entry], s_stamp).Split("\r\n").Single(line => line.StartsWith("UID:", StringComparison.Ordinal));
}
