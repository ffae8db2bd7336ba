using System.Text;

namespace ConductPolicy.Loading;

/// <summary>The canonical layout of rule sets and cases: one way to write each, with its comments.</summary>
/// <remarks>
/// Two spaces a level. An object or list stays on one line where it holds no comment and the line has at most <see cref="Width"/>
/// characters; else each member has a line. The whole file and its sections are always opened, but for a section of plain values
/// that fits. A comment stays on its own line before a member, or at the end of a line; a blank line stays a blank line, two become
/// one; spaces at the end of a <c>//</c> comment go. No trailing commas, no byte order mark, the file's own kind of line ends, one at
/// the end. Numbers and texts stay as they are written, and the rest of a comment too.
/// </remarks>
public static class JsonLayout
{
    /// <summary>How many characters (UTF-16 code units) a line may have, a comment at its end apart, where it can be broken.</summary>
    public const int Width = 150;

    /// <summary>A text in the canonical layout.</summary>
    /// <param name="json">JSON with comments and trailing commas. It need not be a good rule set or case.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text is not JSON, or repeats a key (every such problem is given), or would be too large to be read again.</exception>
    public static string Format(string json, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(json);
        return Encoding.UTF8.GetString(Format(Encoding.UTF8.GetBytes(json), fileName));
    }

    /// <summary>A UTF-8 text in the canonical layout.</summary>
    /// <param name="utf8">JSON with comments and trailing commas. It need not be a good rule set or case.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text is not JSON, or repeats a key (every such problem is given), or would be too large to be read again.</exception>
    public static byte[] Format(byte[] utf8, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(fileName);
        var problems = new List<Problem>();
        var comments = new List<SourceSpan>();
        var source = new SourceText(fileName, utf8);
        return source.Parse(problems, comments) is { } root && problems.Count == 0
            ? new LayoutWriter(source, comments).Write(root)
            : throw new ConductPolicyException(Problem.InOrder(problems));
    }

    /// <summary>The text of a file in the canonical layout. The file stays as it is.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ConductPolicyException">The file cannot be read, is not JSON, or repeats a key (every such problem is given), or would be too large to be read again.</exception>
    public static byte[] FormatFile(string path) => Format(InputFile.Read(path), path);
}
