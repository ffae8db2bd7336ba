using System.CommandLine;
using System.Globalization;
using ConductPolicy.Decisions;
using ConductPolicy.Library;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Cli;

/// <summary>The options that several commands share, and how they end.</summary>
internal static class CommandLine
{
    private const int MaximumWorkers = 1024;

    public static Option<string> PolicyOption() => new("--policy")
    {
        Description = $"A rule file, or the id of a policy that ships with the tool ({string.Join(", ", ShippedPolicies.Ids)}).",
        Required = true,
        HelpName = "file or id",
    };

    /// <summary><c>--policy</c> where several versions of a policy may be given.</summary>
    public static Option<string[]> PolicyVersionsOption() => new("--policy")
    {
        Description = $"A rule file, or the id of a policy that ships with the tool ({string.Join(", ", ShippedPolicies.Ids)}); given again for each further version of the policy.",
        Required = true,
        HelpName = "file or id",
    };

    /// <summary><c>--format</c>, the first of the formats by default.</summary>
    public static Option<string> FormatOption(params string[] formats)
    {
        var option = new Option<string>("--format")
        {
            Description = $"How to print: {string.Join(", ", formats)}.",
            DefaultValueFactory = _ => formats[0],
            HelpName = string.Join('|', formats),
        };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }

    public static Option<string?> CasesOption() => new("--cases")
    {
        Description = "A file of many cases, a line of JSON each, or - for standard input; one answer a line, in their order.",
        HelpName = "file",
    };

    public static Option<int?> WorkersOption()
    {
        var option = new Option<int?>("--workers") { Description = "How many of the cases are worked on at a time; as many as there are cores by default.", HelpName = "count" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MaximumWorkers))
            {
                result.AddError($"`--workers` is a number from 1 to {MaximumWorkers}.");
            }
        });
        return option;
    }

    /// <summary>The file of many cases, or null where one case is given; it has to be one of the two.</summary>
    public static string? LinesOf(string? one, string? many) => (one, many) switch
    {
        (null, null) => throw WrongOption("--case", "`--case` is missing.", "Give `--case` with a case file, or `--cases` with a file of many cases, one a line."),
        (not null, not null) => throw WrongOption("--case", "`--case` is for one case, and with `--cases` many are read.", "Leave one of the two out."),
        _ => many,
    };

    public static ConductPolicyException WrongOption(string option, string message, string help) =>
        new([new Problem(ProblemCode.WrongOption, "", 0, 0, option, message, help, ProblemSeverity.Error)]);

    /// <summary>Loads the policy of <c>--policy</c>: a file where there is one of that name, else one that ships.</summary>
    public static Policy LoadPolicy(string fileOrId) =>
        IsShipped(fileOrId)
            ? ShippedPolicies.Load(fileOrId)
            : PolicyFile.Load(fileOrId);

    /// <summary>Loads the policy of <c>--policy</c> with the places of its parts.</summary>
    public static CheckedPolicy LoadRules(string fileOrId)
    {
        var rules = IsShipped(fileOrId) ? ShippedPolicies.Rules(fileOrId) : CheckedFile.Rules(fileOrId);
        return rules is { Policy: not null } ? rules : throw new ConductPolicyException(rules?.Problems ?? CheckedFile.Check(fileOrId));
    }

    /// <summary>Loads the versions of one policy; a draft that is named is meant.</summary>
    public static PolicyVersions LoadVersions(string[] filesOrIds, Func<Policy, DecisionEngine> makeEngine)
    {
        var sources = filesOrIds.Select(fileOrId => IsShipped(fileOrId)
            ? PolicySource.FromStream(fileOrId, new MemoryStream(ShippedPolicies.Read(fileOrId)))
            : PolicySource.FromFile(fileOrId));
        var library = PolicyLibrary.Of(sources, new() { UsesDrafts = true, MakeEngine = makeEngine });
        return library.Policies is [var versions]
            ? versions
            : throw WrongOption(
                "--policy", $"`--policy` names different policies: {string.Join(", ", library.Policies.Select(policy => policy.Id))}.", "Name one policy, in as many versions as there are.");
    }

    /// <summary>Runs a command, and prints the problems of bad input to standard error.</summary>
    public static int Run(Func<int> command) => Run(command, problem => problem);

    /// <summary>Runs a command of a case and a day: a problem of the day is told with the place that it came from.</summary>
    public static int Run(ParseResult parsed, Func<int> command) => Run(command, problem => ToolProblem.Of(problem, parsed));

    private static int Run(Func<int> command, Func<Problem, Problem> place)
    {
        try
        {
            return command();
        }
        catch (ConductPolicyException error)
        {
            var problems = error.Problems.Select(place).ToList();
            var file = problems[0].File;
            var lines = ProblemText.LinesOf(file);
            foreach (var problem in problems)
            {
                Console.Error.Write(ProblemText.Of(problem, problem.File == file ? lines : null));
            }

            return ExitCode.BadInput;
        }
    }

    public static ConductPolicyException UnknownBehaviour(string id, Policy policy) => new([new Problem(
        ProblemCode.UnknownReference, "", 0, 0, "--behaviour", $"The policy has no behaviour `{id}`.", $"Choose from {string.Join(", ", policy.Behaviours.Ids)}.", ProblemSeverity.Error)]);

    private static bool IsShipped(string fileOrId) =>
        !File.Exists(fileOrId) && (ShippedPolicies.Ids.Contains(fileOrId) || !(LooksLikeFile(fileOrId) || Directory.Exists(fileOrId)));

    private static bool LooksLikeFile(string text) => text.Contains('.', StringComparison.Ordinal) || text.Contains('/', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal);
}
