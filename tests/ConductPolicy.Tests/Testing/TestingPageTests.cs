using System.Reflection;
using System.Text.RegularExpressions;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using FsCheck;
using FsCheck.Xunit;
using Microsoft.FSharp.Core;

namespace ConductPolicy.Tests.Testing;

/// <summary>The page of the package for tests does what it says.</summary>
public sealed partial class TestingPageTests
{
    private static readonly string s_page = File.ReadAllText(Repository.PathOf("docs", "testing.md"));

    [Fact]
    public void Its_samples_are_those_that_are_compiled_here()
    {
        var compiled = File.ReadAllText(Repository.PathOf("tests", "ConductPolicy.Tests", "Testing", "TestingPage.cs"));
        var samples = Block.Matches(s_page).Where(match => match.Groups["language"].Value == "csharp").Select(match => match.Groups["text"].Value).ToList();
        Assert.Equal(4, samples.Count);
        Assert.All(samples, sample => Assert.Contains(sample, compiled, StringComparison.Ordinal));
    }

    /// <summary>What FsCheck.Xunit does with a property.</summary>
    [Theory]
    [InlineData(nameof(OurProperties.A_ban_always_says_who_decides_on_it))]
    [InlineData(nameof(OurProperties.A_behaviour_leads_to_each_response_once))]
    public void Its_properties_hold(string name)
    {
        var property = typeof(OurProperties).GetMethod(name)!;
        var arbitraries = property.GetCustomAttribute<PropertyAttribute>()!.Arbitrary;
        Check.Method(Config.QuickThrowOnFailure.WithMaxTest(30).WithQuietOnSuccess(true).WithArbitrary(arbitraries), property, FSharpOption<object>.Some(new OurProperties()));
    }

    [Fact]
    public void Its_table_has_every_law() => Assert.Contains($"|---|---|\n{string.Concat(PolicyLaws.All.Select(law => $"| `{law.Name}` | {law.Statement} |\n"))}\n", s_page, StringComparison.Ordinal);

    [Fact]
    public void The_case_that_it_shows_breaks_the_law_that_it_shows()
    {
        var shown = Block.Matches(s_page).Single(match => match.Groups["language"].Value == "text").Groups["text"].Value;
        var law = PolicyLaws.All.Single(law => law.Name == "safeguards");
        var given = CaseFile.Parse(shown[shown.IndexOf('{', StringComparison.Ordinal)..(shown.LastIndexOf('}') + 1)], Given.QetPolicy);
        var broken = Assert.Throws<BrokenLawException>(() => DecisionLaw.Safeguards(new LawSubject(new DecisionEngine(BrokenLawTests.WithoutConsultations)), given));
        Assert.StartsWith($"The law `safeguards` does not hold of `qet`: {law.Statement}\n{broken.Message}\nThe smallest that was found:\n{CaseFile.Write(given).TrimEnd()}\nTo try it again: ", shown, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block { get; }
}
