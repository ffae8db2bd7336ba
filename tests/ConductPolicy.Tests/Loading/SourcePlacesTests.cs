using System.Text;
using ConductPolicy.Loading;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Loading;

public sealed class SourcePlacesTests
{
    [Fact]
    public void A_place_is_that_of_counting_from_the_start()
    {
        var texts = from pieces in Gen.ArrayOf(Gen.Elements("\n", "\r\n", "a", "é", "€", "😀", "{ }", new string('x', 300), new string('é', 700)))
                    from at in Gen.Choose(0, 4_000)
                    select (Text: string.Concat(pieces), at);
        Prop.ForAll(Arb.From(texts), pair =>
        {
            var before = pair.Text[..Math.Min(pair.at, pair.Text.Length)];
            before = before.Length > 0 && char.IsHighSurrogate(before[^1]) ? before[..^1] : before;
            var expected = (before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n'));
            Assert.Equal(expected, new SourcePlaces(Encoding.UTF8.GetBytes(pair.Text)).PositionOf(Encoding.UTF8.GetByteCount(before)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithQuietOnSuccess(true));
    }

    [Fact]
    public void A_place_after_the_end_is_the_end() => Assert.Equal((2, 2), new SourcePlaces("a\nb"u8.ToArray()).PositionOf(99));
}
