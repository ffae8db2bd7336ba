using ConductPolicy.Cases;
using ConductPolicy.Loading;

namespace ConductPolicy.Cli;

/// <summary>A file that the tool writes. One that is there already is replaced only where that was asked for.</summary>
internal sealed class OutputFile
{
    private const string Save = "--save";
    private readonly string _option;

    private OutputFile(string path, string option, bool isReplaced)
    {
        Path = path;
        _option = option;
        IsReplaced = isReplaced;
    }

    public string Path { get; }

    /// <summary>Whether a file is there that is to be replaced.</summary>
    public bool IsReplaced { get; }

    /// <summary>A reference for a new case: the file's name.</summary>
    public string? Reference => System.IO.Path.GetFileNameWithoutExtension(Path) is { Length: > 0 } name && !name.Any(char.IsControl) ? name : null;

    /// <summary>A file named on the command line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that names it, such as <c>--save</c>.</param>
    /// <param name="mayReplace">Whether one that is there already may be replaced.</param>
    /// <exception cref="ConductPolicyException">It is there already and may not be replaced, or its folder is not there.</exception>
    public static OutputFile For(string path, string option, bool mayReplace)
    {
        if (WhyNot(path, option, mayReplace) is { } problem)
        {
            throw new ConductPolicyException([problem]);
        }

        return new OutputFile(path, option, File.Exists(path));
    }

    /// <summary>The file that a person at a terminal names for the case; null for none.</summary>
    public static OutputFile? Chosen(TextReader input, PromptWriter output)
    {
        output.Line(LineKind.Section, "Save the case? [a file name, such as case.json; Enter for no]");
        while (true)
        {
            output.Mark();
            if (input.ReadLine()?.Trim() is not { Length: > 0 } path)
            {
                return null;
            }

            if (WhyNot(path, Save, mayReplace: false) is not { } problem)
            {
                return new OutputFile(path, Save, isReplaced: false);
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
            throw new ConductPolicyException([CannotWrite(Path, _option, error.Message)]);
        }
    }

    /// <summary>Whether two paths name one file.</summary>
    public static bool IsSame(string path, string? other) =>
        !string.IsNullOrEmpty(path) && !string.IsNullOrEmpty(other) && System.IO.Path.GetFullPath(path) == System.IO.Path.GetFullPath(other);

    private static Problem? WhyNot(string path, string option, bool mayReplace)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return CannotWrite(path, option, "It is no name of a file.");
        }

        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path));
        if (Directory.Exists(path) || (folder is not null && !Directory.Exists(folder)))
        {
            return CannotWrite(path, option, "The folder is not there, or it is a folder itself.");
        }

        return File.Exists(path) && !mayReplace
            ? new Problem(ProblemCode.FileExists, "", 0, 0, option, $"`{path}` is there already.", "Name another file, or add `--force` to replace it.", ProblemSeverity.Error)
            : null;
    }

    private static Problem CannotWrite(string path, string option, string why) =>
        new(ProblemCode.CannotWrite, "", 0, 0, option, $"`{path}` cannot be written: {why}", null, ProblemSeverity.Error);
}
