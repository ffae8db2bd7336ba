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
            Arity = ArgumentArity.OneOrMore,
        };
        var policy = new Option<string?>("--policy") { Description = "The rule file, or the id of a shipped policy, to test instead.", HelpName = "file or id" };
        var coverage = new Option<bool>("--coverage") { Description = "List what of the policy no test exercises in both directions." };
        var format = CommandLine.FormatOption("text", "json");
        var command = new Command("test", "Decide the cases of policy tests, and show where the rules answer otherwise than expected.") { paths, policy, coverage, format };
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            var runs = FilesIn(parsed.GetValue(paths)!).Select(file => TestRun.Of(file, parsed.GetValue(policy))).ToList();
            if (parsed.GetValue(format) == "json")
            {
                StandardOutput.Write($"{TestJson.Of(runs)}\n");
            }
            else
            {
                ReportPrinter.Print(TestReport.Of(runs, parsed.GetValue(coverage)));
            }

            return runs.TrueForAll(run => run.Failed == 0) ? ExitCode.Fine : ExitCode.FallsShort;
        }));
        return command;
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

/// <summary>What became of one file of policy tests.</summary>
/// <param name="File">The file.</param>
/// <param name="Engine">The engine of the policy that was tested.</param>
/// <param name="Results">What became of each test.</param>
/// <param name="Coverage">What of the policy the tests exercise.</param>
internal sealed record TestRun(string File, DecisionEngine Engine, IReadOnlyList<PolicyTestResult> Results, TestCoverage Coverage)
{
    public int Failed => Results.Count(result => !result.IsPassed);

    public static TestRun Of(string file, string? policy)
    {
        var rules = CommandLine.LoadPolicy(policy ?? RuleFileBeside(file));
        var engine = new DecisionEngine(rules);
        var tests = PolicyTestFile.Load(file, rules);
        return new TestRun(file, engine, [.. tests.Select(test => PolicyTestResult.Of(engine, test))], TestCoverage.Of(engine, tests));
    }

    private static string RuleFileBeside(string file) => file.EndsWith(PolicyTestFile.Extension, StringComparison.Ordinal)
        ? $"{file[..^PolicyTestFile.Extension.Length]}.json"
        : throw new ConductPolicyException([new Problem(
            ProblemCode.CannotRead, file, 0, 0, "", $"The name `{file}` does not say for which rule file the tests are.",
            $"Name the rule file by `--policy`, or call the tests like it: `qet{PolicyTestFile.Extension}` beside `qet.json`.", ProblemSeverity.Error)]);
}
