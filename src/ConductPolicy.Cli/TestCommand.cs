using System.CommandLine;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.PolicyTests;

namespace ConductPolicy.Cli;

/// <summary><c>test</c>: whether a rule set decides cases as the people behind the policy expect.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("paths")
        {
            Description = $"Files of policy tests (*{PolicyTestFile.Extension}), or folders of them. Each is for the rule file beside it: qet{PolicyTestFile.Extension} for qet.json.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var policy = new Option<string?>("--policy") { Description = "The rule file, or the id of a shipped policy, to test instead.", HelpName = "file or id" };
        var coverage = new Option<bool>("--coverage") { Description = "List what of the policy no test exercises in both directions." };
        var generate = new Option<string?>("--generate")
        {
            Description = "Write the tests that are missing, for a person to confirm, to a file, or - for standard output. With --policy and no files: all of them.",
            HelpName = "file",
        };
        var isReplaced = new Option<bool>("--force") { Description = "Let --generate replace a file that is there already." };
        var format = CommandLine.FormatOption("text", "json");
        var command = new Command("test", "Decide the cases of policy tests, and show where the rules answer otherwise than expected.") { paths, policy, coverage, generate, isReplaced, format };
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            var target = parsed.GetValue(generate);
            var isJson = parsed.GetValue(format) == "json";
            CheckOptions(parsed.GetValue(paths)!, parsed.GetValue(policy), target, isJson);
            var destination = target is null or "-" ? null : OutputFile.For(target, generate.Name, parsed.GetValue(isReplaced));
            var runs = FilesIn(parsed.GetValue(paths)!).Select(file => TestRun.Of(file, parsed.GetValue(policy))).ToList();
            var generated = target is null ? null : GeneratedFor(runs, parsed.GetValue(policy));
            if (generated?.Tests.Count > 0)
            {
                destination?.Write(generated.Write());
            }

            var written = generated is null ? null : new TestsWritten(target!, generated);
            if (target == "-")
            {
                Print(generated!);
            }
            else if (isJson)
            {
                StandardOutput.Write($"{TestJson.Of(runs, written)}\n");
            }
            else
            {
                ReportPrinter.Print(TestReport.Of(runs, parsed.GetValue(coverage), written));
            }

            return runs.TrueForAll(run => run.Failed == 0) ? ExitCode.Fine : ExitCode.FallsShort;
        }));
        return command;
    }

    // Standard output is for the tests alone.
    private static void Print(GeneratedTests generated)
    {
        if (generated.Tests.Count > 0)
        {
            StandardOutput.Write(generated.Write());
        }
        else
        {
            Console.Error.Write("No test is missing: they exercise all that a case can.\n");
        }
    }

    private static void CheckOptions(string[] paths, string? policy, string? generate, bool isJson)
    {
        if (paths.Length == 0 && (policy is null || generate is null))
        {
            throw CommandLine.WrongOption(
                "paths", "No file of policy tests is named.", "Name files or folders of tests, or give `--policy` and `--generate` to write the first tests of a policy.");
        }

        if (generate == "-" && isJson)
        {
            throw CommandLine.WrongOption(
                "--generate", "`--generate -` prints the tests, so nothing else can be printed as JSON.", "Name a file after `--generate`, or leave `--format json` out.");
        }
    }

    // Tests in several files may be for one policy; those that are missing are for one alone.
    private static GeneratedTests GeneratedFor(List<TestRun> runs, string? policy)
    {
        var engines = runs.ConvertAll(run => run.Engine);
        if (engines.Count == 0)
        {
            engines.Add(new DecisionEngine(CommandLine.LoadPolicy(policy!)));
        }

        return engines.Select(engine => engine.Policy).Distinct().Count() == 1
            ? GeneratedTests.Of(engines[0], runs.SelectMany(run => run.Results).Select(result => result.Test))
            : throw CommandLine.WrongOption(
                "--generate", $"The tests are for different policies: {string.Join(", ", engines.Select(engine => engine.Policy.Id))}.", "Generate the tests of one policy at a time.");
    }

    private static IEnumerable<string> FilesIn(string[] paths)
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                yield return path;
                continue;
            }

            var files = Directory.GetFiles(path, $"*{PolicyTestFile.Extension}", SearchOption.AllDirectories);
            if (files.Length == 0)
            {
                throw new ConductPolicyException([new Problem(
                    ProblemCode.CannotRead, path, 0, 0, "", $"The folder `{path}` has no policy tests.",
                    $"Name a file, or a folder with files whose names end with `{PolicyTestFile.Extension}`.", ProblemSeverity.Error)]);
            }

            foreach (var file in files.Order(StringComparer.Ordinal))
            {
                yield return file;
            }
        }
    }
}

/// <summary>The tests that were written because they were missing.</summary>
/// <param name="File">The file.</param>
/// <param name="Generated">The tests.</param>
internal sealed record TestsWritten(string File, GeneratedTests Generated);

/// <summary>What became of one file of policy tests.</summary>
/// <param name="File">The file.</param>
/// <param name="Engine">The engine of the policy that was tested.</param>
/// <param name="Results">What became of each test.</param>
/// <param name="Coverage">What of the policy the tests exercise.</param>
internal sealed record TestRun(string File, DecisionEngine Engine, IReadOnlyList<PolicyTestResult> Results, TestCoverage Coverage)
{
    public int Failed => Results.Count(result => !result.IsPassed);

    /// <summary>The tests that no person has confirmed.</summary>
    public IEnumerable<PolicyTest> Unconfirmed => Results.Select(result => result.Test).Where(test => !test.IsConfirmed);

    public static TestRun Of(string file, string? policy)
    {
        var rules = CommandLine.LoadPolicy(policy ?? RuleFileBeside(file));
        var engine = new DecisionEngine(rules);
        var tests = PolicyTestFile.Load(file, rules);
        return new TestRun(file, engine, [.. tests.Select(test => PolicyTestResult.Of(engine, test))], TestCoverage.Of(engine, tests));
    }

    /// <summary>The rule file that a file of tests is for, by its name.</summary>
    /// <exception cref="ConductPolicyException">The name does not say.</exception>
    public static string RuleFileBeside(string file) => file.EndsWith(PolicyTestFile.Extension, StringComparison.Ordinal)
        ? $"{file[..^PolicyTestFile.Extension.Length]}.json"
        : throw new ConductPolicyException([new Problem(
            ProblemCode.CannotRead, file, 0, 0, "", $"The name `{file}` does not say for which rule file the tests are.",
            $"Name the rule file by `--policy`, or call the tests like it: `qet{PolicyTestFile.Extension}` beside `qet.json`.", ProblemSeverity.Error)]);
}
