using System.Reflection;
using System.Text.RegularExpressions;
using ConductPolicy.Audit;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;

namespace ConductPolicy.Tests.Loading;

public sealed partial class WordTableTests
{
    [Fact]
    public void Every_word_is_the_name_of_its_value()
    {
        var tables = new[] { typeof(Words), typeof(DecisionWords), typeof(DueWords) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType.IsGenericType)
            .ToList();
        Assert.True(tables.Count >= 15);
        Assert.All(tables, table =>
        {
            var words = (string[])table.FieldType.GetProperty("All")!.GetValue(table.GetValue(null))!;
            Assert.Equal(Enum.GetNames(table.FieldType.GetGenericArguments()[0]).Select(Kebab), words);
        });
    }

    [Theory]
    [InlineData(Verdict.NotABreach, "not-a-breach")]
    [InlineData(Verdict.Breach, "breach")]
    public void A_value_has_its_word_and_a_word_its_value(Verdict value, string word)
    {
        Assert.Equal(word, DecisionWords.Verdicts.WordOf(value));
        Assert.Equal(value, DecisionWords.Verdicts.ValueOf(word));
    }

    [GeneratedRegex("(?<!^)(?=[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart { get; }

    private static string Kebab(string name) => WordStart.Replace(name, "-").ToLowerInvariant();
}
