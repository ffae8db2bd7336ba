using System.Text;
using System.Text.Unicode;
using ConductPolicy.Loading;

namespace ConductPolicy.Cli;

/// <summary>Whole lines that came together, and what is said of them. Used again for others once these are written.</summary>
internal sealed class LineBatch(LineAnswers answers)
{
    /// <summary>The longest line that is read, which is the longest file.</summary>
    public const int LongestLine = 16 * 1024 * 1024;

    // Some hundred cases, so that handing a batch on costs little beside answering it.
    private const int UsualSize = 512 * 1024;
    private byte[] _bytes = new byte[UsualSize];

    public LineAnswers Answers => answers;

    /// <summary>The number of the first line, counted from 1.</summary>
    public int First { get; set; } = 1;

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>How many lines there are, those with nothing in them too.</summary>
    public int Lines { get; private set; }

    /// <summary>Whether all there is of it is a line too long to be held.</summary>
    public bool IsTooLong { get; set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Reads on where it ended; 0 at the end of the input.</summary>
    public int ReadFrom(Stream input)
    {
        if (Length == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        var count = input.Read(_bytes, Length, _bytes.Length - Length);
        Length += count;
        return count;
    }

    /// <summary>Drops what was read.</summary>
    public void DropBytes() => Length = 0;

    /// <summary>Moves what stands after a byte to the batch that comes next.</summary>
    public void MoveTo(LineBatch next, int from)
    {
        var rest = Bytes[from..];
        if (next._bytes.Length < rest.Length)
        {
            next._bytes = new byte[rest.Length];
        }

        rest.CopyTo(next._bytes);
        next.Length = rest.Length;
        Length = from;
    }

    /// <summary>Answers every line that has something in it.</summary>
    public void Answer(LineQuestion question)
    {
        if (IsTooLong)
        {
            Lines = 1;
            answers.Refuse(First, TooLong());
            return;
        }

        var rest = First == 1 && Bytes.StartsWith("\uFEFF"u8) ? Bytes[3..] : Bytes;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = (end < 0 ? rest : rest[..end]).TrimEnd("\r \t"u8);
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.IndexOfAnyExcept(" \t"u8) >= 0)
            {
                Answer(question, line, First + Lines);
            }

            Lines++;
        }
    }

    /// <summary>Makes it empty. What a long line made large is given back.</summary>
    public void Clear()
    {
        _bytes = _bytes.Length > UsualSize * 8 ? new byte[UsualSize] : _bytes;
        (Length, Lines, IsTooLong) = (0, 0, false);
        answers.Clear();
    }

    private void Answer(LineQuestion question, ReadOnlySpan<byte> line, int number)
    {
        if (line.Length > LongestLine)
        {
            answers.Refuse(number, TooLong());
            return;
        }

        try
        {
            question(line, number, answers);
        }
        catch (ConductPolicyException error)
        {
            answers.Refuse(number, error.Problems);
        }
    }

    private static ValueList<Problem> TooLong() =>
        [new Problem(ProblemCode.TooLarge, "", 0, 1, "", $"The line has more than {LongestLine} bytes; no more are read.", "Check that the lines end where they should.", ProblemSeverity.Error)];

    /// <summary>A line as text.</summary>
    /// <exception cref="ConductPolicyException">It is not UTF-8.</exception>
    public static string TextOf(ReadOnlySpan<byte> line)
    {
        if (Utf8.IsValid(line))
        {
            return Encoding.UTF8.GetString(line);
        }

        var column = Encoding.UTF8.GetString(line).IndexOf('\uFFFD', StringComparison.Ordinal) + 1;
        throw new ConductPolicyException([new Problem(ProblemCode.NotText, "", 0, column, "", "The line is not UTF-8 text.", "Save the file as UTF-8.", ProblemSeverity.Error)]);
    }
}
