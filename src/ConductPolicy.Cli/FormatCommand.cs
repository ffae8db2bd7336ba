using System.CommandLine;
using System.Text;
using ConductPolicy.Loading;

namespace ConductPolicy.Cli;

/// <summary><c>fmt</c>: rule files and cases in the canonical layout, with their comments.</summary>
internal static class FormatCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "The files to lay out, or - for standard input to standard output.", Arity = ArgumentArity.OneOrMore };
        var check = new Option<bool>("--check") { Description = "Write nothing; list the files that would change, and end with 1 where there is one." };
        var command = new Command("fmt", "Lay rule files and cases out in the canonical way, comments kept.") { files, check };
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            var exit = ExitCode.Fine;
            foreach (var file in parsed.GetValue(files)!)
            {
                exit = Math.Max(exit, parsed.GetValue(check) ? Check(file) : Rewrite(file));
            }

            return exit;
        }));
        return command;
    }

    private static int Check(string file)
    {
        if (Format(file) is not { } format)
        {
            return ExitCode.BadInput;
        }

        if (format.IsAlreadySo)
        {
            return ExitCode.Fine;
        }

        StandardOutput.Write($"{file}\n");
        return ExitCode.FallsShort;
    }

    private static int Rewrite(string file)
    {
        if (Format(file) is not { } format)
        {
            return ExitCode.BadInput;
        }

        if (file == "-")
        {
            StandardOutput.Write(Encoding.UTF8.GetString(format.Text));
            return ExitCode.Fine;
        }

        if (!format.IsAlreadySo)
        {
            Replace(file, format.Text);
        }

        StandardOutput.Write($"{file}: {(format.IsAlreadySo ? "already so" : "formatted")}\n");
        return ExitCode.Fine;
    }

    // Null, with the problems told, where the file cannot be laid out.
    private static (byte[] Text, bool IsAlreadySo)? Format(string file)
    {
        // Standard output is for the text, so the problems of standard input go the way of all that prevents an output.
        if (file == "-")
        {
            var input = StandardInput.Read();
            var text = JsonLayout.Format(input, StandardInput.Name);
            return (text, input.AsSpan().SequenceEqual(text));
        }

        try
        {
            var formatted = JsonLayout.FormatFile(file);
            return (formatted, File.ReadAllBytes(file).AsSpan().SequenceEqual(formatted));
        }
        catch (ConductPolicyException error)
        {
            ValidateCommand.Print(file, error.Problems, isJson: false);
            return null;
        }
    }

    // The new text takes the old one's place whole or not at all.
    internal static void Replace(string file, byte[] text)
    {
        var target = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
        var beside = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(beside, text);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(beside, File.GetUnixFileMode(target));
            }

            File.Move(beside, target, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(beside);
            throw new ConductPolicyException([new Problem(
                ProblemCode.CannotWrite, file, 0, 0, "", $"`{file}` cannot be written: {error.Message}", "Check that you may write it and its folder.", ProblemSeverity.Error)]);
        }
    }
}
