using System.Globalization;
using System.Xml.Linq;
using ConductPolicy.Audit;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using ConductPolicy.Tests.Laws;
using ConductPolicy.Timelines;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Outcome = ConductPolicy.Conditions.Outcome;

namespace ConductPolicy.Tests.Timelines;

public sealed class TimelineTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string, string> Examples => new() { { "qet", "ban-in-force" }, { "thrive", "review-lifted-the-bar" } };

    public static TheoryData<string> Policies => [.. ShippedPolicies.Ids];

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_case_is_drawn_as_it_was(string policy, string name)
    {
        var rules = ShippedPolicies.Load(policy);
        var given = CaseFile.Load(Repository.PathOf("rules", "examples", policy, $"{name}.json"), rules);
        Golden.Matches(Repository.PathOf("tests", "ConductPolicy.Tests", "Timelines", "Drawings", $"{policy}-{name}.svg"), Drawn(rules, given));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void No_label_runs_over_another_and_each_stays_in_its_box(string policy) => ForCases(policy, (engine, given) =>
    {
        var root = Read(Drawn(engine.Policy, given));
        var boxes = root.Descendants(s_svg + "rect").Where(rect => (string?)rect.Attribute("class") == "label").Select(BoxOf).ToList();
        NoneOverlap(boxes);
        var lines = root.Descendants(s_svg + "text").SelectMany(LinesOf).ToList();
        NoneOverlap(lines);
        Assert.All(lines, line => Assert.True(line.Left >= 0 && line.Right <= 842 - 14, line.ToString()));

        // A line lies in one box, or in none, as in the lists below; across the edge of none.
        Assert.All(lines, line => Assert.All(boxes.Where(box => Overlap(box, line)), box =>
            Assert.True(box.Left <= line.Left + 0.1 && line.Right <= box.Right + 0.6 && box.Top <= line.Top + 1.1 && line.Bottom <= box.Bottom + 1.1, $"{line} in {box}")));
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void Everything_up_to_the_day_is_there_and_nothing_after_it(string policy) => ForCases(policy, (engine, given) =>
    {
        var (due, findings) = (Due(given), Findings(engine.Policy, given));
        var root = Read(Timeline.Draw(engine, given, due, findings));
        var items = root.Descendants(s_svg + "g").Where(group => (string?)group.Attribute("role") == "listitem").ToList();
        var titles = items.Select(item => (string?)item.Element(s_svg + "title") ?? "").ToList();
        Assert.All(given.Events, (item, i) =>
            Assert.Equal(item.On <= given.AsOf, titles.Any(title => title.StartsWith($"{DateText.Long(item.On)}, {EventIndex.IdOf(item, i)}", StringComparison.Ordinal))));
        var text = string.Join(' ', items.Select(item => string.Join(' ', item.Elements(s_svg + "text").Select(element => string.Concat(element.DescendantNodes().OfType<XText>().Select(node => node.Value))))));
        Assert.All(due, item => Assert.Contains(item.What, text, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Contains($"{finding.Did} {finding.Asked}", text, StringComparison.Ordinal));
        Assert.All(findings, (_, i) => Assert.Contains(titles, title => title.Contains("(finding", StringComparison.Ordinal) && title.Split('(')[^1].TrimEnd(')').Replace("finding ", "", StringComparison.Ordinal).Split(", ").Contains((i + 1).ToString(CultureInfo.InvariantCulture))));
    });

    [Fact]
    public void The_picture_stands_by_itself_and_can_be_read_in_order()
    {
        var text = Drawn(Given.QetPolicy, Long(60));
        var root = Read(text);
        string[] allowed = ["svg", "title", "desc", "g", "rect", "path", "circle", "text", "tspan"];
        Assert.All(root.DescendantsAndSelf(), element => Assert.Contains(element.Name.LocalName, allowed));
        Assert.DoesNotContain("href", text, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" on", string.Concat(root.DescendantsAndSelf().Attributes().Select(attribute => $" {attribute.Name.LocalName}")), StringComparison.Ordinal);
        Assert.Equal(["title", "description"], root.Elements().Take(2).Select(element => (string?)element.Attribute("id")));
        Assert.Equal(("title", "description"), ((string?)root.Attribute("aria-labelledby"), (string?)root.Attribute("aria-describedby")));

        // A list has list items alone, and none of them stands elsewhere; what is drawn is one image with a name.
        var lists = root.Descendants().Where(element => (string?)element.Attribute("role") == "list").ToList();
        Assert.All(lists, list => Assert.All(list.Elements().Where(element => element.Attribute("aria-hidden") is null), item => Assert.Equal("listitem", (string?)item.Attribute("role"))));
        Assert.All(root.Descendants().Where(element => (string?)element.Attribute("role") == "listitem"), item => Assert.Contains(item.Parent!, lists));
        Assert.NotNull(Assert.Single(root.Descendants(), element => (string?)element.Attribute("role") == "img").Attribute("aria-label"));

        // Readable at the width of A4 landscape: 842 points.
        Assert.Equal(("297mm", "0 0 842"), ((string?)root.Attribute("width"), ((string)root.Attribute("viewBox")!)[..7]));
        Assert.All(root.DescendantsAndSelf().Attributes("font-size"), size => Assert.True(double.Parse(size.Value, CultureInfo.InvariantCulture) >= 9));
    }

    [Fact]
    public void What_the_case_says_is_escaped()
    {
        var policy = Given.QetPolicy with { Title = "<script>alert('x')</script> & \"y\"" };
        var given = Given.Qet().Behaviour("aggression").Case() with { Id = "]]>\u0001\uD800<&" };
        var root = Read(Timeline.Draw(new DecisionEngine(policy), given, [], []));
        Assert.Equal("Case ]]>\uFFFD\uFFFD<&: Quantock Education Trust, <script>alert('x')</script> & \"y\"", (string?)root.Element(s_svg + "title"));
    }

    [Fact]
    public void A_gap_of_more_than_a_fortnight_is_marked_as_not_to_scale()
    {
        var given = Given.Qet().Behaviour("aggression").QetSteps().Case();
        Assert.Empty(Breaks(given with { AsOf = Given.Day0.PlusDays(15) }));
        Assert.Equal(["15 days, not to scale"], Breaks(given with { AsOf = Given.Day0.PlusDays(16) }));

        static IEnumerable<string?> Breaks(ConductCase given) => Read(Timeline.Draw(new DecisionEngine(Given.QetPolicy), given, [], []))
            .Descendants(s_svg + "g").Where(group => (string?)group.Attribute("class") == "break").Select(group => (string?)group.Element(s_svg + "title"));
    }

    [Fact]
    public void A_bar_is_told_with_its_extensions_and_its_end()
    {
        var given = Given.Thrive().Behaviour("aggression").Seriousness("severe").NextDay().Taken("bar-provisional", ends: Given.Day0.PlusDays(10)).NextDay()
            .Event(on => new BarExtended { On = on, Of = "e1", Ends = Given.Day0.PlusDays(20) }).NextDay()
            .Reviewed("executive-headteacher", "bar-confirmed", ApprovalResult.Lifted).Case();
        var text = Timeline.Draw(new DecisionEngine(Given.ThrivePolicy), given, [], []);
        Assert.Contains(
            "<title>e1: Provisional bar from the school premises, 3 Nov 2026 to 22 Nov 2026, both included, extended from 12 Nov 2026; lifted on 5 Nov 2026</title>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_of_sixty_events_grows_in_rows_and_one_of_ten_thousand_is_refused()
    {
        var height = double.Parse(((string)Read(Timeline.Draw(new DecisionEngine(Given.QetPolicy), Long(60), [], [])).Attribute("viewBox")!).Split(' ')[3], CultureInfo.InvariantCulture);
        Assert.InRange(height, 595, 3 * 595);
        var problem = Assert.Single(Assert.Throws<ConductPolicyException>(() => Timeline.Draw(new DecisionEngine(Given.QetPolicy), Long(10_000), [], [])).Problems);
        Assert.Equal(ProblemCode.TooMany, problem.Code);
        Assert.StartsWith("The case has 10001 incidents, events, findings and due items together; a picture of more than 500 cannot be read", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_does_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var text = Drawn(Given.ThrivePolicy, Given.Thrive().Behaviour("aggression").Conversation().Case());
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            Assert.Equal(text, Drawn(Given.ThrivePolicy, Given.Thrive().Behaviour("aggression").Conversation().Case()));
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(text, Drawn(Given.ThrivePolicy, Given.Thrive().Behaviour("aggression").Conversation().Case()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_command_writes_a_file_and_keeps_one_that_is_there()
    {
        var folder = Directory.CreateTempSubdirectory("conduct-policy-timeline").FullName;
        string[] arguments = ["timeline", "--policy", "qet", "--case", Repository.PathOf("rules/examples/qet/ban-in-force.json"), "-o", "case.svg"];
        Assert.Equal((0, "", ""), Tool.ConductPolicy(arguments, folder: folder));
        var written = File.ReadAllText(Path.Combine(folder, "case.svg"));
        Assert.Equal((2, "file-exists"), (Tool.ConductPolicy(arguments, folder: folder) is var again ? again.Exit : 0, again.Errors.Contains("file-exists", StringComparison.Ordinal) ? "file-exists" : again.Errors));
        Assert.Equal(0, Tool.ConductPolicy([.. arguments, "--force"], folder: folder).Exit);
        Assert.Equal(written, Tool.ConductPolicy(arguments[..^2], folder: folder).Output);
        Read(written);
        Directory.Delete(folder, recursive: true);
    }

    private static string Drawn(Policy policy, ConductCase given) => Timeline.Draw(new DecisionEngine(policy), given, Due(given), Findings(policy, given));

    private static XElement Read(string svg) => XDocument.Parse(svg).Root!;

    /// <summary>Things due that follow from each third event, some done, some overdue, one without a day.</summary>
    private static ValueList<DueItem> Due(ConductCase given) =>
    [
        .. given.Events.Select((item, i) => (Item: item, Id: EventIndex.IdOf(item, i))).Where((item, i) => i % 3 == 0 && item.Item.On <= given.AsOf).Select((item, i) => new DueItem
        {
            Kind = DueKind.Review, What = $"Review {i} of what was begun by {item.Id}", On = i % 5 == 4 ? null : item.Item.On.PlusDays(i * 7 % 50), Event = item.Id, Incident = null,
            Clauses = ["6.ban.review"], Basis = (Basis)(i % 3), DoneOn = i % 4 == 1 ? item.Item.On : null, IsOverdue = i % 4 == 2, LateBy = i % 4 == 2 ? i : null,
        }),
    ];

    /// <summary>Findings about each fourth event, and one that is about none.</summary>
    private static ValueList<AuditFinding> Findings(Policy policy, ConductCase given) =>
    [
        .. given.Events.Select((item, i) => (Item: item, Id: EventIndex.IdOf(item, i))).Where((item, i) => i % 4 == 1 && item.Item.On <= given.AsOf).SelectMany((item, i) => Enumerable.Range(0, i % 9).Select(n => new AuditFinding
        {
            Code = FindingCode.ApprovalMissing, Event = item.Id, Incident = null, On = item.Item.On, Force = ClauseForce.Will, Basis = Basis.Reading, Clauses = [policy.Clauses[n].Id],
            Did = $"Act {i}.{n} of {item.Id} was taken without its approval.", Asked = "The policy asks for it to be approved before, so that somebody else has looked at it.", LateBy = n,
        })),
        new AuditFinding
        {
            Code = FindingCode.StepNotDone, Event = null, Incident = null, On = given.Incidents[0].On.PlusDays(10), Force = ClauseForce.May, Basis = Basis.Stated, Clauses = [],
            Did = "The step was not taken.", Asked = "The policy asks for it.",
        },
    ];

    private static ConductCase Long(int events)
    {
        var given = Given.Qet().Behaviour("aggression");
        for (var i = 0; i < events; i++)
        {
            given = (i % 4) switch
            {
                0 => given.Step("speak-to-parent", Outcome.Unresolved),
                1 => given.NextDay().Consulted("chair-of-governors", "ban"),
                2 => given.Taken("ban", ends: Given.Day0.PlusDays(i * 3)),
                _ => given.NextDay().NextDay().Event(on => new ContactMade { On = on, Through = "senior-member-of-staff" }),
            };
        }

        return given.Case();
    }

    private static void ForCases(string policy, Action<DecisionEngine, ConductCase> law)
    {
        var engine = new DecisionEngine(ShippedPolicies.Load(policy));
        Prop.ForAll(CaseArbitrary.For(engine.Policy), given =>
        {
            if (given.Incidents.Min(incident => incident.On) <= given.AsOf)
            {
                law(engine, given);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(100)).WithQuietOnSuccess(true));
        law(engine, policy == "qet" ? Long(60) : CaseFile.Load(Repository.PathOf("rules/examples/thrive/two-incidents.json"), engine.Policy));
    }

    private sealed record Box(double Left, double Top, double Right, double Bottom, string Text);

    private static Box BoxOf(XElement rect) => new(
        Number(rect, "x"), Number(rect, "y"), Number(rect, "x") + Number(rect, "width"), Number(rect, "y") + Number(rect, "height"), "a box");

    private static IEnumerable<Box> LinesOf(XElement text)
    {
        var size = text.Attribute("font-size") is { } given ? double.Parse(given.Value, CultureInfo.InvariantCulture) : TimelineText.Size;
        var isBold = (string?)text.Attribute("font-weight") == "bold";
        var y = Number(text, "y");
        var lines = text.Elements().ToList();
        foreach (var line in lines.Count > 0 ? lines : [text])
        {
            y += line.Attribute("dy") is null ? 0 : Number(line, "dy");
            var x = Number(line, "x");
            yield return new Box(x, y - (0.75 * size), x + TimelineText.WidthOf(line.Value.TrimEnd(), size, isBold), y + (0.2 * size), line.Value);
        }
    }

    private static double Number(XElement element, string name) => double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);

    private static void NoneOverlap(List<Box> boxes)
    {
        for (var i = 0; i < boxes.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                Assert.False(Overlap(boxes[i], boxes[j]), $"{boxes[i]} and {boxes[j]}");
            }
        }
    }

    private static bool Overlap(Box a, Box b) => a.Left < b.Right - 0.2 && b.Left < a.Right - 0.2 && a.Top < b.Bottom - 0.2 && b.Top < a.Bottom - 0.2;
}
