using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.PolicyTests;
using ConductPolicy.Tests.Analysis;
using ConductPolicy.Tests.Laws;
using ConductPolicy.Tests.Loading;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.PolicyTests;

public sealed class GeneratedTestsTests
{
    [Theory]
    [InlineData("qet", 2)]
    [InlineData("thrive", 3)]
    [InlineData("harbour", 1)]
    public void From_nothing_they_load_pass_and_once_confirmed_cover_all_that_a_case_can(string policy, int impossible)
    {
        var engine = EngineOf(policy);
        var generated = GeneratedTests.Of(engine, []);
        var loaded = PolicyTestFile.Parse(generated.Write(), engine.Policy);
        Assert.Equal(generated.Tests.Select(item => item.Test), loaded);
        Assert.All(loaded, test => Assert.True(PolicyTestResult.Of(engine, test).IsPassed));
        Assert.All(loaded, test => Assert.False(test.IsConfirmed));
        Assert.All(TestCoverage.Of(engine, loaded).Parts, part => Assert.False(part.HasHeld || part.HasFailed));
        Covers_all_but_the_impossible(engine, loaded, generated);

        // Only a ceiling that is never in the way cannot be exercised.
        Assert.Equal(impossible, generated.Impossible.Count);
        Assert.All(generated.Impossible, item => Assert.Equal((false, TestedKind.Gate, true), (item.Holds, item.Part.Kind, item.Part.Place.EndsWith(": proportionate", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("qet", 12)]
    [InlineData("qet", 1_000)]
    [InlineData("thrive", 12)]
    public void Tests_that_there_are_get_what_they_miss_and_nothing_else(string policy, int count)
    {
        var engine = EngineOf(policy);
        var tests = PolicyTestFile.Load(Repository.PathOf("rules", $"{policy}.cases.json"), engine.Policy).Take(count).ToList();
        var generated = GeneratedTests.Of(engine, tests);
        var missing = MissingIn(TestCoverage.Of(engine, tests));
        Assert.Equal(missing.Order(StringComparer.Ordinal), generated.Tests.SelectMany(item => item.Exercises).Concat(generated.Impossible).Select(NameOf).Order(StringComparer.Ordinal));
        Covers_all_but_the_impossible(engine, [.. tests, .. generated.Tests.Select(item => item.Test)], generated);
    }

    [Fact]
    public void One_that_is_missing_is_found_again_with_its_answer()
    {
        // Nobody has tried yet that the consultation permits the ban.
        var engine = EngineOf("harbour");
        var tests = Confirmed(GeneratedTests.Of(engine, []));
        var without = tests.Where(test => !test.Id.StartsWith("response-ban-approval-1", StringComparison.Ordinal)).ToList();
        Assert.Equal(tests.Count - 1, without.Count);
        var found = Assert.Single(GeneratedTests.Of(engine, without).Tests);
        Assert.Equal(["response ban: approval 1 holds"], found.Exercises.Select(NameOf));
        Assert.Equal("response-ban-approval-1-holds", found.Test.Id);
        Assert.Equal([new ExpectedStatus("ban", ResponseStatus.Permitted)], found.Test.Expected.Statuses);
        Assert.Equal(
            "Generated from the rules, for a person to confirm. Here it holds that the consultation of the chair of governors is on record (response ban: approval 1; 3.consult).",
            found.Test.Why);
    }

    [Fact]
    public void What_waits_to_be_confirmed_is_not_generated_again_and_ids_stay_apart()
    {
        var engine = EngineOf("harbour");
        var first = GeneratedTests.Of(engine, []);
        Assert.Empty(GeneratedTests.Of(engine, first.Tests.Select(item => item.Test)).Tests);
        var taken = first.Tests[0].Test with { Incident = "none" };
        Assert.Contains(GeneratedTests.Of(engine, [taken]).Tests, item => item.Test.Id == $"{taken.Id}-2");
    }

    [Fact]
    public void Few_tests_do_and_each_exercises_what_no_other_before_it_does()
    {
        var generated = GeneratedTests.Of(EngineOf("qet"), []);
        var directions = generated.Tests.SelectMany(item => item.Exercises).Select(NameOf).ToList();
        Assert.Equal(directions.Count, directions.Distinct().Count());
        Assert.All(generated.Tests, item => Assert.NotEmpty(item.Exercises));
        Assert.InRange(generated.Tests.Count, 20, 50);
        Assert.True(directions.Count > 2 * generated.Tests.Count);
        Assert.Equal(generated, GeneratedTests.Of(EngineOf("qet"), []));
    }

    [Fact]
    public void A_file_that_was_generated_reads_well_and_is_laid_out() =>
        Golden.Matches(Repository.PathOf("tests", "ConductPolicy.Tests", "PolicyTests", "harbour.cases.json"), GeneratedTests.Of(EngineOf("harbour"), []).Write());

    [Fact]
    public void A_part_is_exercised_by_a_generated_test_or_by_none()
    {
        var (tests, impossible) = (0, 0);
        Prop.ForAll(SmallPolicies.Arbitrary, policy =>
        {
            var engine = new DecisionEngine(policy);
            var generated = GeneratedTests.Of(engine, []);
            Covers_all_but_the_impossible(engine, generated.Tests.Select(item => item.Test), generated);
            Assert.All(generated.Tests, item => Assert.True(PolicyTestResult.Of(engine, item.Test).IsPassed));

            // What is said to be impossible is found in no state, one by one.
            var all = new EnumeratedStates(SmallPolicies.SpaceOf(policy)!).All.Select(state => Confirmed(state.Case));
            Assert.Equal(generated.Impossible.Select(NameOf), MissingIn(TestCoverage.Of(engine, all)));
            tests += generated.Tests.Count;
            impossible += generated.Impossible.Count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(25)).WithQuietOnSuccess(true));
        Assert.True(tests > 0 && impossible > 0);
    }

    private static void Covers_all_but_the_impossible(DecisionEngine engine, IEnumerable<PolicyTest> tests, GeneratedTests generated) => Assert.Equal(
        generated.Impossible.Select(NameOf), MissingIn(TestCoverage.Of(engine, tests.Select(test => test with { IsConfirmed = true }))));

    private static IEnumerable<string> MissingIn(TestCoverage coverage)
    {
        foreach (var part in coverage.Parts)
        {
            if (!part.HasHeld)
            {
                yield return $"{part.Place} holds";
            }

            if (!part.HasFailed)
            {
                yield return $"{part.Place} fails";
            }
        }
    }

    private static string NameOf(TestedDirection direction) => $"{direction.Part.Place} {(direction.Holds ? "holds" : "fails")}";

    private static List<PolicyTest> Confirmed(GeneratedTests generated) => [.. generated.Tests.Select(item => item.Test with { IsConfirmed = true })];

    private static PolicyTest Confirmed(ConductCase item) => new() { Id = "t", Why = "w", Case = item, Incident = item.Incidents[^1].Id, Expected = new ExpectedDecision() };

    private static DecisionEngine EngineOf(string policy) =>
        new(policy switch { "qet" => Given.QetPolicy, "thrive" => Given.ThrivePolicy, _ => TestFiles.Harbour });
}
