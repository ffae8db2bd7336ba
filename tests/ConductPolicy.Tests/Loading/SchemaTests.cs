using ConductPolicy.Cases;
using ConductPolicy.Loading;
using ConductPolicy.PolicyTests;

namespace ConductPolicy.Tests.Loading;

/// <summary>A test that needs Node; skipped where there is none, which CI does not let pass.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "node")) || File.Exists(Path.Combine(folder, "node.exe"))))
        {
            Skip = "Node is not on the PATH: install it to hold the files against their schemas.";
        }
    }
}

public sealed class SchemaTests : IDisposable
{
    // What the shape of one value shows. Anything else needs the rest of the file, or is no matter of JSON.
    private static readonly string[] s_seenBySchema =
    [
        ProblemCode.WrongFile, ProblemCode.NewerFormat, ProblemCode.OlderFormat, ProblemCode.WrongType, ProblemCode.WrongShape, ProblemCode.UnknownKey, ProblemCode.MissingKey,
        ProblemCode.UnknownWord, ProblemCode.BadId, ProblemCode.BadNumber, ProblemCode.BadDate, ProblemCode.BadTime, ProblemCode.BadLength, ProblemCode.EmptyText, ProblemCode.TooFew,
    ];

    // Of these codes, but only the rest of the file shows it: the type of the fact, the levels, the value of the setting. And a schema takes 5.0 for 5.
    private static readonly string[] s_notSeenAfterAll = ["choice-without-values", "values-of-a-flag", "ceiling-left-out", "setting-of-nothing", "number-with-decimals", "setting-in-terms-before-an-incident"];

    // Of other codes, but the shape shows it: a key that an overlay may not have.
    private static readonly string[] s_seenAfterAll = ["rung-changed", "ceiling-changed", "scope-changed", "review-taken-away", "exception-widened"];

    private static readonly string[] s_noJson = [ProblemCode.Syntax, ProblemCode.NotText, ProblemCode.TooDeep, ProblemCode.DuplicateKey];

    private readonly string _place = Directory.CreateTempSubdirectory("conduct-policy-schema").FullName;

    public void Dispose() => Directory.Delete(_place, recursive: true);

    [Fact]
    public void The_committed_schemas_are_the_generated_ones()
    {
        Golden.Matches(SchemaPath("policy"), PolicyFile.Schema());
        Golden.Matches(SchemaPath("overlay"), PolicyFile.OverlaySchema());
        Golden.Matches(SchemaPath("guidance"), GuidanceFile.Schema());
        Golden.Matches(SchemaPath("map"), IdMappingFile.Schema());
        Golden.Matches(SchemaPath("case"), CaseFile.Schema());
        Golden.Matches(SchemaPath("tests"), PolicyTestFile.Schema());
        Golden.Matches(SchemaPath("terms"), TermDatesFile.Schema());
        Golden.Matches(SchemaPath("bank-holidays"), BankHolidayFile.Schema());
    }

    [NodeFact]
    public void An_independent_validator_accepts_what_ships_and_refuses_what_a_schema_can_see()
    {
        foreach (var file in Directory.GetFiles(Repository.PathOf("tests", "schema"), "*.js*"))
        {
            File.Copy(file, Path.Combine(_place, Path.GetFileName(file)));
        }

        var (installed, _, errors) = Tool.Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"], _place);
        Assert.True(installed == 0, errors);

        Accepts("policy", [.. ShippedPolicies.Ids.Select(id => Repository.PathOf("rules", $"{id}.json"))]);
        Accepts("policy", [.. ShippedPolicies.Ids.Select(Saved)]);
        Accepts("case", Directory.GetFiles(Repository.PathOf("rules", "examples"), "*.json", SearchOption.AllDirectories));
        Accepts("case", [.. ShippedPolicies.Ids.SelectMany(WrittenCases)]);
        Accepts("tests", [.. ShippedPolicies.Ids.Select(id => Repository.PathOf("rules", $"{id}.cases.json")), Repository.PathOf("tests", "ConductPolicy.Tests", "PolicyTests", "harbour.cases.json")]);

        Accepts("policy", [.. TestFiles.Names("rules/good").Select(name => TestFiles.PathOf("rules/good", name))]);
        Accepts("case", [.. TestFiles.Names("cases/good").Select(name => TestFiles.PathOf("cases/good", name))]);
        SeesWhatASchemaCan("policy", "rules/bad");
        Accepts("overlay", [.. Directory.GetFiles(Repository.PathOf("rules", "overlays"), "*.json"), .. TestFiles.Names("overlays/good").Select(name => TestFiles.PathOf("overlays/good", name))]);
        SeesWhatASchemaCan("overlay", "overlays/bad");
        Accepts("guidance", Directory.GetFiles(Repository.PathOf("rules", "guidance"), "*.json"));
        Accepts("map", Directory.GetFiles(Repository.PathOf("rules", "maps"), "*.json"));
        SeesWhatASchemaCan("case", "cases/bad");
        Accepts("terms", [Repository.PathOf("rules", "calendars", "example-terms.json"), .. Calendars("calendars/good", "terms")]);
        Accepts("bank-holidays", [Repository.PathOf("rules", "calendars", "bank-holidays.json"), .. Calendars("calendars/good", "feed"), .. Calendars("calendars/bad", "feed-with-a-new")]);

        var rules = RuleText.Of("qet");
        Refuses("policy", RuleText.With(rules, "\"rung\": 3,", "\"rungs\": 3,"));
        Refuses("policy", RuleText.With(rules, "\"rung\": 3,", "\"rung\": \"3\","));
        Refuses("policy", RuleText.With(rules, "\"status\": \"adopted\",", "\"status\": \"adoptd\","));
        Refuses("policy", RuleText.With(rules, "\"when\": \"on-site\",", "\"when\": { \"any\": [] },"));
        Refuses("policy", RuleText.With(rules, "\"from\": \"2024-09-01\"", "\"from\": \"2024-02-30\""));
        Refuses("policy", RuleText.With(rules, "\"trust\": \"Quantock Education Trust\",", ""));
        Refuses("case", """{ "id": "c", "incidents": [ { "id": "i1", "on": "2026-11-18" } ], "events": [ { "on": "2026-11-18", "steps": "x" } ] }""");
        Refuses("case", """{ "id": "c", "incidents": [] }""");
        var terms = File.ReadAllText(Repository.PathOf("rules", "calendars", "example-terms.json"));
        Refuses("terms", RuleText.With(terms, "Wed 2026-09-02", "Wed 2 September"));
        Refuses("terms", RuleText.With(terms, "\"closures\": []", "\"closures\": [{ \"on\": \"2027-05-06\" }]"));
        Refuses("bank-holidays", """{ "scotland": { "division": "england", "events": [{ "title": "t", "date": "2026-01-01" }] } }""");
        Refuses("bank-holidays", """{ "scotland": { "division": "scotland", "events": [{ "title": "t" }] } }""");
    }

    private static IEnumerable<string> Calendars(string folder, string start) =>
        TestFiles.Names(folder).Where(name => name.StartsWith(start, StringComparison.Ordinal)).Select(name => TestFiles.PathOf(folder, name));

    private string Saved(string id)
    {
        var file = Path.Combine(_place, $"{id}.saved.json");
        File.WriteAllText(file, PolicyFile.Write(ShippedPolicies.Load(id)));
        return file;
    }

    // Generated cases of every kind of event, as they are written.
    private IEnumerable<string> WrittenCases(string policy)
    {
        var cases = FsCheck.Fluent.Gen.Sample(CaseArbitrary.DetailedFor(ShippedPolicies.Load(policy)).Generator, 40, 30).ToList();
        for (var i = 0; i < cases.Count; i++)
        {
            var file = Path.Combine(_place, $"{policy}-{i}.json");
            File.WriteAllText(file, CaseFile.Write(cases[i]));
            yield return file;
        }
    }

    private void Accepts(string schema, string[] files)
    {
        var (exit, output, errors) = Tool.Run("node", ["validate.js", SchemaPath(schema), .. files], _place);
        Assert.True(exit == 0, output + errors);
        Assert.Equal(files.Length, output.Split('\n').Count(line => line.EndsWith(": good", StringComparison.Ordinal)));
    }

    private void SeesWhatASchemaCan(string schema, string folder)
    {
        var codes = TestFiles.Names(folder).Select(name => (Name: name, Codes: TestFiles.ProblemsOf(folder, name).Select(problem => problem.Code).ToList()))
            .Where(file => !file.Codes.Exists(s_noJson.Contains) && !(file.Codes is [ProblemCode.WrongFile] && IsOtherKind(folder, file.Name)))
            .ToList();
        var (_, output, errors) = Tool.Run("node", ["validate.js", SchemaPath(schema), .. codes.Select(file => TestFiles.PathOf(folder, file.Name))], _place);
        Assert.Empty(errors);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(codes.Count, lines.Length);
        Assert.All(codes.Zip(lines), item =>
        {
            var isSeen = s_seenAfterAll.Contains(item.First.Name) || (item.First.Codes.Exists(s_seenBySchema.Contains) && !s_notSeenAfterAll.Contains(item.First.Name));
            Assert.True(isSeen != item.Second.EndsWith(": good", StringComparison.Ordinal), item.Second);
        });
    }

    // A document of a word processor, or a page of the web.
    private static bool IsOtherKind(string folder, string name) => File.ReadAllBytes(TestFiles.PathOf(folder, name)) is not [(byte)'{', (byte)' ' or (byte)'\n' or (byte)'}', ..];

    private void Refuses(string schema, string text)
    {
        var file = Path.Combine(_place, "bad.json");
        File.WriteAllText(file, text);
        var (exit, output, errors) = Tool.Run("node", ["validate.js", SchemaPath(schema), file], _place);
        Assert.True(exit == 1 && errors.Length == 0, $"{text}\n{output}{errors}");
    }

    private static string SchemaPath(string name) => Repository.PathOf("rules", "schema", $"conduct-{name}-1.schema.json");
}
