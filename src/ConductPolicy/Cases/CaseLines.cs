using System.Runtime.CompilerServices;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Cases;

/// <summary>Reads many cases, one a line (newline-delimited JSON in UTF-8), in constant memory. Safe for all threads.</summary>
/// <remarks>
/// A line is what <see cref="CaseFile"/> reads, and has the same limits; one in error stops no other. Lines end with a line feed,
/// or with a carriage return and a line feed; those with nothing but spaces in them are passed over; a byte order mark may stand
/// before the first.
/// </remarks>
public sealed class CaseLines
{
    private readonly Policy _policy;
    private readonly string _fileName;
    private readonly CaseNames _names;

    /// <summary>A reader of cases that use the ids of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="fileName">The name to give in problems.</param>
    public CaseLines(Policy policy, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(fileName);
        _policy = policy;
        _fileName = fileName;
        _names = new CaseNames(policy);
    }

    /// <summary>Reads one line, for callers that find the lines themselves, such as to read them on several threads.</summary>
    /// <param name="utf8">The line, with or without its end.</param>
    /// <param name="number">Its number, counted from 1, to give in problems.</param>
    public CaseLine Read(ReadOnlySpan<byte> utf8, int number) => CaseReader.Read(utf8, _names) is { } read && CaseCheck.Run(read, _policy) is null
        ? new CaseLine(number, read, _policy)
        : ReadToTell(utf8, number);

    /// <summary>Reads the lines of a stream one by one, as they are asked for. A line of more than 16 MiB is a problem, and is not held.</summary>
    /// <param name="utf8">The stream; it is left open.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public IEnumerable<CaseLine> Read(Stream utf8)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        return Lines();

        IEnumerable<CaseLine> Lines()
        {
            var splitter = new LineSplitter();
            int count;
            do
            {
                count = utf8.Read(splitter.Space.Span);
                splitter.Add(count);
                while (splitter.TryTake())
                {
                    if (LineOf(splitter) is { } line)
                    {
                        yield return line;
                    }
                }
            }
            while (count > 0);
        }
    }

    /// <summary>Reads the lines of a stream one by one, as they are asked for. A line of more than 16 MiB is a problem, and is not held.</summary>
    /// <param name="utf8">The stream; it is left open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public IAsyncEnumerable<CaseLine> ReadAsync(Stream utf8, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        return Lines(cancellationToken);

        async IAsyncEnumerable<CaseLine> Lines([EnumeratorCancellation] CancellationToken cancellation)
        {
            var splitter = new LineSplitter();
            int count;
            do
            {
                count = await utf8.ReadAsync(splitter.Space, cancellation).ConfigureAwait(false);
                splitter.Add(count);
                while (splitter.TryTake())
                {
                    if (LineOf(splitter) is { } line)
                    {
                        yield return line;
                    }
                }
            }
            while (count > 0);
        }
    }

    // Reads what is not plainly a case once more, to tell what is wrong with it, if anything is.
    private CaseLine ReadToTell(ReadOnlySpan<byte> utf8, int number)
    {
        try
        {
            return new CaseLine(number, CaseFile.Parse(utf8.ToArray(), _policy, _fileName), _policy);
        }
        catch (ConductPolicyException error)
        {
            return new CaseLine(number, error.Problems.Select(problem => problem with { Line = number }).ToValueList());
        }
    }

    // Null where there is nothing on the line.
    private CaseLine? LineOf(LineSplitter splitter) => splitter.IsTooLong
        ? new CaseLine(splitter.Number, [SourceText.LineTooLong(_fileName, splitter.Number)])
        : splitter.Line.Span.IndexOfAnyExcept(" \t\r"u8) < 0 ? null
        : Read(splitter.Line.Span, splitter.Number);
}
