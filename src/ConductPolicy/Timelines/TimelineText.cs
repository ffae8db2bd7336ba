using System.Globalization;
using System.Text;
using ConductPolicy.Loading;

namespace ConductPolicy.Timelines;

/// <summary>How wide text is, near enough that no label runs over another whatever sans-serif font is there.</summary>
internal static class TimelineText
{
    /// <summary>The size of the smallest text, in points at the width of A4 landscape.</summary>
    public const double Size = 9.5;

    /// <summary>From one line to the next.</summary>
    public const double Line = 12;

    // Widths of Helvetica's characters from the space to the tilde, in thousandths of the size.
    private static readonly int[] s_widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    // Other fonts run wider than Helvetica, and bold text wider still.
    private const double Allowance = 1.16;
    private const double Bold = 1.1;

    /// <summary>The width of a text in one line.</summary>
    public static double WidthOf(string text, double size = Size, bool isBold = false)
    {
        var thousandths = 0;
        foreach (var c in text)
        {
            thousandths += c is >= ' ' and <= '~' ? s_widths[c - ' '] : c >= '\u2E80' ? 1000 : 620;
        }

        return thousandths / 1000.0 * size * Allowance * (isBold ? Bold : 1);
    }

    /// <summary>A text in lines that are no wider than this; a word that is wider is cut.</summary>
    public static List<string> Wrapped(string text, double width, double size = Size)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Pieces(word, width, size)))
        {
            if (line.Length > 0 && WidthOf($"{line} {word}", size) > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        if (line.Length > 0)
        {
            lines.Add(line.ToString());
        }

        return lines;
    }

    /// <summary>A text as XML shows it: on one line, without what XML cannot have.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            escaped.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\t' or '\n' or '\r' => " ",
                _ when char.IsSurrogate(c) || c >= '\uFFFE' || ShapeCheck.IsUnprintable(c) => "\uFFFD",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }

    /// <summary>A number of the drawing, with at most one digit behind the point.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Pieces(string word, double width, double size)
    {
        var start = 0;
        for (var end = 1; end <= word.Length; end++)
        {
            if (end == word.Length || (WidthOf(word[start..(end + 1)], size) > width && end > start))
            {
                yield return word[start..end];
                start = end;
            }
        }
    }
}
