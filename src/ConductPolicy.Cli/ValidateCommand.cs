using System.CommandLine;
using ConductPolicy.Cases;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using ConductPolicy.PolicyTests;

namespace ConductPolicy.Cli;

/// <summary><c>validate</c>: every problem of rule files, policy tests, guidance, term dates, feeds of bank holidays, or cases.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "The files to check.", Arity = ArgumentArity.OneOrMore };
        var policy = new Option<string?>("--policy") { Description = $"Check the files as cases of this policy, or as its tests where their names end with {PolicyTestFile.Extension}; without it tests are checked by the rule file beside them, and the rest as whichever they are.", HelpName = "file or id" };
        var format = CommandLine.FormatOption("text", "json");
        var command = new Command("validate", "Check rule files, overlays, policy tests, guidance, term dates and feeds of bank holidays (or, with --policy, cases): every problem, with its place and what to do about it; and prove the safeguards of rule files.") { files, policy, format };
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            var rules = parsed.GetValue(policy) is { } named ? CommandLine.LoadPolicy(named) : null;
            var exit = ExitCode.Fine;
            foreach (var file in parsed.GetValue(files)!)
            {
                var problems = ProblemsOf(file, rules);
                exit = Math.Max(exit, ExitOf(problems));
                Print(file, problems, parsed.GetValue(format) == "json");
            }

            return exit;
        }));
        return command;
    }

    // What the proofs refute can be read; it is the rules that fall short.
    private static int ExitOf(ValueList<Problem> problems) =>
        problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => ProofProblems.IsRefutation(problem) ? ExitCode.FallsShort : ExitCode.BadInput).DefaultIfEmpty(ExitCode.Fine).Max();

    private static ValueList<Problem> ProblemsOf(string file, Policy? policy)
    {
        try
        {
            if (file.EndsWith(PolicyTestFile.Extension, StringComparison.Ordinal))
            {
                PolicyTestFile.Load(file, policy ?? CommandLine.LoadPolicy(TestRun.RuleFileBeside(file)));
                return [];
            }

            if (policy is not null)
            {
                CaseFile.Load(file, policy);
                return [];
            }

            return CheckedFile.Rules(file) is { } read ? ProofProblems.With(read) : CheckedFile.Check(file);
        }
        catch (ConductPolicyException error)
        {
            return error.Problems;
        }
    }

    /// <summary>Prints the problems of a file, and how many there are.</summary>
    public static void Print(string file, ValueList<Problem> problems, bool isJson)
    {
        if (isJson)
        {
            StandardOutput.Write($"{JsonOf(file, problems)}\n");
            return;
        }

        StandardOutput.Write(TextOf(file, problems, problems.Count > 0 ? ProblemText.LinesOf(file) : null));
    }

    /// <summary>What is printed of a file for people.</summary>
    public static string TextOf(string file, ValueList<Problem> problems, string[]? lines)
    {
        var errors = problems.Count(problem => problem.Severity == ProblemSeverity.Error);
        var warnings = problems.Count - errors;
        var total = problems.Count == 0
            ? $"{file}: no problems\n"
            : $"{file}: {Counted(errors, "error")}, {Counted(warnings, "warning")}\n";
        return string.Concat(problems.Select(problem => ProblemText.Of(problem, problem.File == file ? lines : null))) + total;
    }

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string JsonOf(string file, ValueList<Problem> problems) => JsonText.Write(
        writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("file", file);
            ProblemText.WriteJson(writer, problems);
            writer.WriteEndObject();
        },
        isIndented: false);
}
