using ConductPolicy.Cases;
using ConductPolicy.Loading;

namespace ConductPolicy.Cli;

/// <summary>The file that a case is saved in. One that is there already is replaced only where that was asked for.</summary>
internal sealed class CaseDestination
{
    private CaseDestination(string path, bool isReplaced)
    {
        Path = path;
        IsReplaced = isReplaced;
    }

    public string Path { get; }

    /// <summary>Whether a file is there that is to be replaced.</summary>
    public bool IsReplaced { get; }

    /// <summary>A reference for a new case: the file's name.</summary>
    public string? Reference => System.IO.Path.GetFileNameWithoutExtension(Path) is { Length: > 0 } name && !name.Any(char.IsControl) ? name : null;

    /// <summary>A file named on the command line.</summary>
    /// <exception cref="ConductPolicyException">It is there already and may not be replaced, or its folder is not there.</exception>
    public static CaseDestination For(string path, string? casePath, bool mayReplace)
    {
        if (WhyNot(path, mayReplace || IsSame(path, casePath)) is { } problem)
        {
            throw new ConductPolicyException([problem]);
        }

        return new CaseDestination(path, File.Exists(path));
    }

    /// <summary>A file that a person at a terminal names; null for none.</summary>
    public static CaseDestination? Chosen(TextReader input, PromptWriter output)
    {
        output.Line(LineKind.Section, "Save the case? [a file name, such as case.json; Enter for no]");
        while (true)
        {
            output.Mark();
            if (input.ReadLine()?.Trim() is not { Length: > 0 } path)
            {
                return null;
            }

            if (WhyNot(path, mayReplace: false) is not { } problem)
            {
                return new CaseDestination(path, isReplaced: false);
            }

            output.Line(LineKind.Text, $"   {problem.Message}");
        }
    }

    public void Write(ConductCase answered) => Write(CaseFile.Write(answered));

    public void Write(string content)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(content);
        try
        {
            using var file = new FileStream(Path, IsReplaced ? FileMode.Create : FileMode.CreateNew);
            file.Write(text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConductPolicyException([CannotWrite(Path, error.Message)]);
        }
    }

    private static bool IsSame(string path, string? other) =>
        !string.IsNullOrEmpty(path) && !string.IsNullOrEmpty(other) && System.IO.Path.GetFullPath(path) == System.IO.Path.GetFullPath(other);

    private static Problem? WhyNot(string path, bool mayReplace)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return CannotWrite(path, "It is no name of a file.");
        }

        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path));
        if (Directory.Exists(path) || (folder is not null && !Directory.Exists(folder)))
        {
            return CannotWrite(path, "The folder is not there, or it is a folder itself.");
        }

        return File.Exists(path) && !mayReplace
            ? new Problem(ProblemCode.FileExists, "", 0, 0, "--save", $"`{path}` is there already.", "Name another file, or add `--force` to replace it.", ProblemSeverity.Error)
            : null;
    }

    private static Problem CannotWrite(string path, string why) =>
        new(ProblemCode.CannotWrite, "", 0, 0, "--save", $"`{path}` cannot be written: {why}", null, ProblemSeverity.Error);
}
