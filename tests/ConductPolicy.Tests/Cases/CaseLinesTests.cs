using System.Text;
using ConductPolicy.Cases;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Cases;

public sealed class CaseLinesTests
{
    private static readonly Policy s_policy = ShippedPolicies.Load("qet");
    private static readonly string s_good = Good("2026-017");

    [Fact]
    public void Each_line_is_a_case_or_its_problems_with_the_number_of_the_line()
    {
        var lines = Lines($"\uFEFF{s_good}\r\n\r\n \t\n{s_good.Replace("shouting", "shoutin", StringComparison.Ordinal)}\n{{\"id\": \n{Good("last")}");
        Assert.Equal([1, 4, 5, 6], lines.Select(line => line.Number));
        Assert.Equal(["2026-017", null, null, "last"], lines.Select(line => line.Case?.Id));
        var unknown = Assert.Single(lines[1].Problems);
        Assert.Equal((ProblemCode.UnknownReference, "cases.ndjson", 4, s_good.IndexOf("\"shouting", StringComparison.Ordinal) + 1), (unknown.Code, unknown.File, unknown.Line, unknown.Column));
        Assert.All(lines[2].Problems, problem => Assert.Equal(5, problem.Line));
        Assert.Empty(lines[0].Problems);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n\n", 0)]
    [InlineData("\uFEFF", 0)]
    [InlineData("x", 1)]
    public void Empty_lines_are_passed_over(string text, int lines) => Assert.Equal(lines, Lines(text).Count);

    [Fact]
    public void Where_the_pieces_of_the_stream_end_does_not_matter()
    {
        var text = Encoding.UTF8.GetBytes($"\uFEFF{s_good}\n\n{s_good}\r\nbad\n{Good(new string('x', 200_000))}\n{s_good}");
        var whole = new CaseLines(s_policy).Read(new MemoryStream(text)).ToList();
        Assert.Equal(5, whole.Count);
        Assert.Equal(whole, new CaseLines(s_policy).Read(new Trickle(text, 1_001)).ToList());
        for (var size = 1; size < 8; size++)
        {
            Assert.Equal(
                new CaseLines(s_policy).Read(new MemoryStream(text[..900])).ToList(),
                new CaseLines(s_policy).Read(new Trickle(text[..900], size)).ToList());
        }
    }

    [Fact]
    public void A_line_that_is_too_long_is_a_problem_and_is_not_held()
    {
        const int Long = 100 * 1024 * 1024;
        using var stream = new LongLine(Encoding.UTF8.GetBytes($"{s_good}\n"), Long, Encoding.UTF8.GetBytes($"\n{s_good}\n"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var lines = new CaseLines(s_policy, "cases.ndjson").Read(stream).ToList();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024 * 1024);
        Assert.Equal([1, 2, 3], lines.Select(line => line.Number));
        Assert.Equal((ProblemCode.TooLarge, 2, 1), (lines[1].Problems[0].Code, lines[1].Problems[0].Line, lines[1].Problems[0].Column));
        Assert.Equal([true, false, true], lines.Select(line => line.Case is not null));
    }

    [Fact]
    public async Task Lines_are_read_asynchronously_too_and_can_be_stopped()
    {
        var text = Encoding.UTF8.GetBytes($"{s_good}\nbad\n{s_good}");
        var lines = new List<CaseLine>();
        await foreach (var line in new CaseLines(s_policy).ReadAsync(new Trickle(text, 7)).ConfigureAwait(true))
        {
            lines.Add(line);
        }

        Assert.Equal(new CaseLines(s_policy).Read(new MemoryStream(text)).ToList(), lines);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in new CaseLines(s_policy).ReadAsync(new MemoryStream(text), new CancellationToken(canceled: true)).ConfigureAwait(true))
            {
                Assert.Fail("It went on.");
            }
        }).ConfigureAwait(true);
    }

    private static string Good(string id) =>
        $$"""{"id":"{{id}}","asOf":"2026-11-20","facts":{"person":"parental-responsibility"},"incidents":[{"id":"i1","on":"2026-11-18","behaviours":["shouting"]}],"events":[{"on":"2026-11-19","step":"gather-information"}]}""";

    private static List<CaseLine> Lines(string text) => new CaseLines(s_policy, "cases.ndjson").Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).ToList();

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(size, buffer.Length)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }

    /// <summary>A text with a line in it that nobody holds.</summary>
    private sealed class LongLine(byte[] before, int length, byte[] after) : Stream
    {
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            for (var i = 0; i < buffer.Length; i++, _at++)
            {
                if (_at >= before.Length + length + after.Length)
                {
                    return i;
                }

                buffer[i] = _at < before.Length ? before[_at] : _at < before.Length + length ? (byte)'x' : after[_at - before.Length - length];
            }

            return buffer.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
