using System.Text;
using ConductPolicy.Loading;

namespace ConductPolicy.Tests.Loading;

public sealed class NameTableTests
{
    private static readonly string[] s_names =
        ["", "a", "ab", "on", "fifteen-letters", "sixteen-letters-", "sixteen-letters-a", "sixteen-letters-b", "naïve", .. Enumerable.Range(0, 500).Select(number => FormattableString.Invariant($"e{number}"))];

    private readonly NameTable _table = new(s_names);

    [Fact]
    public void Each_name_is_found_alone_and_at_the_beginning_of_a_text() => Assert.All(s_names.Index(), item =>
    {
        var name = Encoding.UTF8.GetBytes(item.Item);
        byte[] text = [.. name, .. "\",\"and more of it\""u8];
        Assert.Equal(item.Index, _table.IndexOf(name));
        Assert.Equal(item.Index, _table.IndexOf(text, name.Length));
        Assert.Equal(item.Item, _table[item.Index]);
    });

    [Theory]
    [InlineData("b")]
    [InlineData("e500")]
    [InlineData("sixteen-letters")]
    [InlineData("sixteen-letters-c")]
    public void What_is_no_name_is_not_found(string text) => Assert.Equal(-1, _table.IndexOf(Encoding.UTF8.GetBytes(text)));
}
