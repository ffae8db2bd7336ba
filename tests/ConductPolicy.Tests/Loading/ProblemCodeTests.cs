using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using ConductPolicy.Analysis;
using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Cli;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Interop;
using ConductPolicy.Letters;
using ConductPolicy.Library;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using ConductPolicy.Tests.Library;
using NodaTime;

namespace ConductPolicy.Tests.Loading;

/// <summary>Every code is explained, and shown by a file or a question.</summary>
public sealed partial class ProblemCodeTests
{
    /// <summary>Every code there is.</summary>
    public static readonly string[] Codes = [.. typeof(ProblemCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    // Shown by the tests of the package that notices it.
    private static readonly string[] s_ofApplications = [ProblemCode.FileGone];

    private static readonly string[] s_badFolders = ["rules/bad", "overlays/bad", "proofs/bad", "cases/bad", "calendars/bad"];

    // What is too large to be kept as a file, or is no matter of a file.
    private static readonly Dictionary<string, Func<ValueList<Problem>>> s_withoutFile = new()
    {
        [ProblemCode.TooLarge] = () => PolicyFile.Check(new byte[(16 * 1024 * 1024) + 1]),
        [ProblemCode.TooMany] = () => PolicyFile.Check(Encoding.UTF8.GetBytes(new string(',', 100))),
        [ProblemCode.CannotRead] = () => Thrown(() => PolicyFile.Load(Repository.PathOf("nowhere.json"))),
        [ProblemCode.CannotWrite] = () => Thrown(() => FormatCommand.Replace(Directory.CreateTempSubdirectory().FullName, [])),
        [ProblemCode.NotWritable] = () => Thrown(() => CaseFile.Write(Given.Qet().Event(on => new StepTaken { On = on, Step = "gather-information", At = LocalTime.FromMillisecondsSinceMidnight(500) }).Case())),
        [ProblemCode.MissingAnswer] = () => Thrown(() => Cli.AskDialogueTests.FromScript("")),
        [ProblemCode.WrongOption] = () => Thrown(() => AskCommand.CheckUse(null, "i1", null)),
        [ProblemCode.FileExists] = () => Thrown(() => OutputFile.For(Repository.PathOf("README.md"), "--save", mayReplace: false)),
        [ProblemCode.LetterIncomplete] = () => LetterRefused(Given.Qet().Behaviour("shouting"), "warning-letter"),
        [ProblemCode.NoNotice] = () => LetterRefused(Given.Qet().Behaviour("shouting"), "meeting"),
        [ProblemCode.PartLeftOut] = () => LetterRefused(Given.Qet().Behaviour("shouting").QetSteps().Taken("ban", ends: new LocalDate(2026, 12, 18)), "ban", Path.Combine(TestFiles.Root, "letters", "bad", "ban.md")),
        [ProblemCode.UnknownPlaceholder] = () => Letters.LetterTemplateTests.ProblemsOf("unknown-placeholder"),
        [ProblemCode.PlaceholderNotClosed] = () => Letters.LetterTemplateTests.ProblemsOf("placeholder-not-closed"),
        [ProblemCode.PlaceholderMisplaced] = () => Letters.LetterTemplateTests.ProblemsOf("placeholder-misplaced"),
        [ProblemCode.SectionNotClosed] = () => Letters.LetterTemplateTests.ProblemsOf("section-not-closed"),
        [ProblemCode.ForbiddenWord] = () => Letters.LetterTemplateTests.ProblemsOf("forbidden-word"),
        [ProblemCode.BarWithoutEnd] = () => BarRefused(Given.QetPolicy with { Settings = new([]) }, null),
        [ProblemCode.BarTooLong] = () => BarRefused(Given.QetPolicy with { Settings = new([new() { Id = "bar-maximum-length", Why = "w", Length = Length.Parse("4 weeks", out _) }]) }, "6 weeks"),
        [ProblemCode.DateOutsideBar] = () => BarRefused(Given.ThrivePolicy, "1 week", "bar-provisional"),
        [ProblemCode.NoSuchDay] = () => BarRefused(Given.QetPolicy, "1 month, not rounded"),
        [ProblemCode.TermDatesNeeded] = () => BarRefused(Given.QetPolicy, "1 term"),
        [ProblemCode.UnknownPolicy] = () => Thrown(() => ShippedPolicies.Load("nowhere")),
        [ProblemCode.NoBankHolidays] = () => Thrown(() => BankHolidayFile.Shipped("scotland")),
        [ProblemCode.UnknownDivision] = () => Thrown(() => BankHolidayFile.Shipped("england")),
        [ProblemCode.BeyondCalendar] = () => Thrown(() => new DeadlineQuestion(new ResponseDeadlines(Given.QetPolicy), Given.QetPolicy.Timescales[0], isJson: false, isProjected: false).AnswerOne("2030-01-02")),
        [ProblemCode.NotComparable] = () => Thrown(() => PolicyDifference.Of(Given.QetPolicy, Given.QetPolicy with { SeriousnessLevels = ["low", "high"] })),
        [ProblemCode.TooComplex] = () => Thrown(() => PolicyAnalysis.Of(WithLinkedSteps(12))),
        [ProblemCode.RulesEngineFailed] = () => Thrown(() => new RulesEngineExport(Given.QetPolicy).Read(new Dictionary<string, bool>())),
        [ProblemCode.NoRules] = () => Thrown(() => PolicyLibrary.FromFolder(Directory.CreateTempSubdirectory().FullName)),
        [ProblemCode.DuplicateVersion] = () => Thrown(() => PolicyLibrary.Of([.. PolicySource.Shipped(), .. PolicySource.Shipped()])),
        [ProblemCode.VersionsOverlap] = () => Thrown(() => PolicyLibrary.Of([Rules.Version("1"), Rules.Version("2")])),
        [ProblemCode.NotAdopted] = () => Thrown(() => PolicyLibrary.Of([Rules.Draft("1")]).For("qet").InForceOn(Given.Day0)),
        [ProblemCode.NotApproved] = () => Thrown(() => PolicyLibrary.Of([Rules.Version("1")], new() { ApprovedHashes = [] })),
        [ProblemCode.UnknownIncident] = () => Thrown(() => new DecisionEngine(Given.QetPolicy).Decide(Given.Qet().Behaviour("shouting").Case(), "i2")),
    };

    [Fact]
    public void Codes_are_kebab_case_and_named_after_themselves()
    {
        Assert.Equal(Codes.Length, Codes.Distinct().Count());
        Assert.All(typeof(ProblemCode).GetFields(BindingFlags.Public | BindingFlags.Static), field =>
            Assert.Equal(WordStart.Replace(field.Name, "-").ToLowerInvariant(), field.GetRawConstantValue()));
    }

    [Fact]
    public void Every_code_is_shown_by_a_bad_file_and_no_file_shows_another()
    {
        var shown = BadFiles.SelectMany(file => TestFiles.ProblemsOf(file.Folder, file.Name)).Select(problem => problem.Code).ToHashSet();
        Assert.Equal(Codes.Order(), shown.Concat(s_withoutFile.Keys).Concat(s_ofApplications).Distinct().Order());
        Assert.All(s_withoutFile, item => Assert.Contains(item.Key, item.Value().Select(problem => problem.Code)));
        Assert.Empty(shown.Intersect(s_withoutFile.Keys));
    }

    [Fact]
    public void Every_code_has_its_section_with_a_file_that_shows_it()
    {
        var sections = Sections();
        Assert.Equal(Codes, sections.Select(section => section.Code));
        Assert.All(sections.Where(section => !s_withoutFile.ContainsKey(section.Code) && !s_ofApplications.Contains(section.Code)), section =>
        {
            var file = FileLink.Match(section.Text);
            Assert.True(file.Success, section.Code);
            Assert.Contains(section.Code, TestFiles.ProblemsOf(file.Groups["folder"].Value, file.Groups["name"].Value).Select(problem => problem.Code));
        });
    }

    [Fact]
    public void The_table_of_mistakes_lists_every_bad_file_with_its_codes()
    {
        var rows = TableRow.Matches(File.ReadAllText(Path.Combine(TestFiles.Root, "README.md")))
            .Select(row => (Folder: row.Groups["folder"].Value, Name: row.Groups["name"].Value, Codes: row.Groups["codes"].Value)).ToList();
        Assert.Equal(BadFiles.Order(), rows.Select(row => (row.Folder, row.Name)).Order());
        Assert.All(rows, row =>
            Assert.Equal(string.Join(", ", TestFiles.ProblemsOf(row.Folder, row.Name).Select(problem => $"`{problem.Code}`").Distinct().Order()), row.Codes));
    }

    private static IEnumerable<(string Folder, string Name)> BadFiles =>
        s_badFolders.SelectMany(folder => TestFiles.Names(folder).Select(name => (folder, name)));

    private static List<(string Code, string Text)> Sections() => File.ReadAllText(Repository.PathOf("docs", "problems.md")).Split("\n### ")[1..]
        .Select(section => (section[..section.IndexOf('\n', StringComparison.Ordinal)].Trim('`'), section)).ToList();

    // A condition on the outcomes of so many steps that their records have more states than are looked at.
    internal static Policy WithLinkedSteps(int count)
    {
        var policy = Given.QetPolicy;
        var steps = Enumerable.Range(1, count).Select(number => policy.Steps[0] with { Id = $"step-{number}" }).ToList();
        var meeting = policy.Responses["meeting"] with
        {
            When = new TakenCondition(steps.Select(step => step.Id).ToValueList(), null, Outcome.Unresolved, new Quantity<int>(1, null), null, OfCase: false),
        };
        return policy with
        {
            Steps = new([.. policy.Steps, .. steps]),
            Responses = new(policy.Responses.Select(response => response.Id == meeting.Id ? meeting : response).ToValueList()),
        };
    }

    private static ValueList<Problem> BarRefused(Policy policy, string? length, string response = "ban") => Thrown(() => BarSchedule.Of(
        policy,
        new BarRequest { Response = response, Starts = new LocalDate(2026, 1, 31), Length = length is null ? null : Length.Parse(length, out _) },
        Calendars.PublishedCalendar.WorkingDays));

    private static ValueList<Problem> LetterRefused(Given given, string response, string? template = null)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        if (template is not null)
        {
            File.Copy(template, Path.Combine(folder, Path.GetFileName(template)));
        }

        var writer = new LetterWriter(new DecisionEngine(Given.QetPolicy), LetterTemplates.Load(folder, Given.QetPolicy));
        return Thrown(() => writer.Draft(given.Case(), new LetterRequest { Response = response }));
    }

    private static ValueList<Problem> Thrown(Action action) => Assert.Throws<ConductPolicyException>(action).Problems;

    [GeneratedRegex("(?<!^)(?=[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart { get; }

    [GeneratedRegex(@"files/(?<folder>(rules|overlays|proofs|cases|calendars)/bad)/(?<name>[a-z0-9-]+)\.json\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileLink { get; }

    [GeneratedRegex(@"^\| .*\| \[[a-z0-9-]+\]\((?<folder>(rules|overlays|proofs|cases|calendars)/bad)/(?<name>[a-z0-9-]+)\.txt\) \| (?<codes>.*) \|\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TableRow { get; }
}
