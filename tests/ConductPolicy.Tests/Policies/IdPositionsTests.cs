using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Policies;

public sealed class IdPositionsTests
{
    [Fact]
    public void Each_id_is_found_at_its_position_however_alike_they_are()
    {
        List<string> ids = ["", "a", "ab", "abc", "abcd", .. Enumerable.Range(0, 2_000).Select(number => FormattableString.Invariant($"one-id-that-differs-{number}-only-here-and-not-at-its-end"))];
        var positions = new IdPositions(ids);
        Assert.Equal(Enumerable.Range(0, ids.Count), ids.Select(id => positions.Find(new string(id))));
        Assert.All(ids, id => Assert.Equal(-1, positions.Find(id + "x")));
    }

    [Fact]
    public void Nothing_is_found_where_there_is_none() => Assert.Equal(-1, new IdPositions([]).Find("a"));

    [Fact]
    public void An_id_that_is_there_twice_is_refused() => Assert.Throws<ArgumentException>(() => new IdPositions(["a", "b", "a"]));
}
