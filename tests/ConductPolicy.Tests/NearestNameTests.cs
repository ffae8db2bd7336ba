using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("gather-infromation", "gather-information")]
    [InlineData("warn", "warning-letter")]
    [InlineData("Ban", "ban")]
    [InlineData("bann", "ban")]
    [InlineData("nothing-like-it", "")]
    public void The_nearest_name_is_the_one_meant(string word, string expected) =>
        Assert.Equal(expected, string.Join(", ", NearestName.Find(word, ["ban", "gather-information", "meeting", "warning-letter"], most: 1)));

    [Fact]
    public void A_word_too_long_for_an_id_is_near_to_nothing()
    {
        var huge = new string('a', 1_000_000);
        Assert.Empty(NearestName.Find($"{huge}b", [huge]));
    }

    [Fact]
    public void A_name_is_near_where_few_letters_differ()
    {
        var words = Gen.ArrayOf(Gen.Elements("a", "b", "B", "-")).Select(string.Concat).Where(word => word.Length is > 0 and < 40);
        Prop.ForAll(Arb.From(from word in words from name in words select (word, name)), pair =>
        {
            var (word, name) = pair;
            var isBeginning = word.Length >= 3 && (name.StartsWith(word, StringComparison.OrdinalIgnoreCase) || (name.Length >= 3 && word.StartsWith(name, StringComparison.OrdinalIgnoreCase)));
            var isNear = Changes(word.ToLowerInvariant(), name.ToLowerInvariant()) <= Math.Clamp(word.Length / 3, 1, 8);
            Assert.Equal(isNear || isBeginning, NearestName.Find(word, [name]).Count == 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithQuietOnSuccess(true));
    }

    // The whole table, as it is taught.
    private static int Changes(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];
    }
}
