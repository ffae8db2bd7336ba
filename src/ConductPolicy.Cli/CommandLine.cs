using System.CommandLine;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Cli;

/// <summary>The options that several commands share, and how they end.</summary>
internal static class CommandLine
{
    public static Option<string> PolicyOption() => new("--policy")
    {
        Description = $"A rule file, or the id of a policy that ships with the tool ({string.Join(", ", ShippedPolicies.Ids)}).",
        Required = true,
        HelpName = "file or id",
    };

    public static Option<string> FormatOption(params string[] formats)
    {
        var option = new Option<string>("--format")
        {
            Description = $"How to print: {string.Join(", ", formats)}.",
            DefaultValueFactory = _ => "text",
        };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }

    /// <summary>Loads the policy of <c>--policy</c>: a file where there is one of that name, else one that ships.</summary>
    public static Policy LoadPolicy(string fileOrId) =>
        !File.Exists(fileOrId) && (ShippedPolicies.Ids.Contains(fileOrId) || !LooksLikeFile(fileOrId))
            ? ShippedPolicies.Load(fileOrId)
            : PolicyFile.Load(fileOrId);

    /// <summary>Runs a command, and prints the problems of bad input to standard error.</summary>
    public static int Run(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (ConductPolicyException error)
        {
            var file = error.Problems[0].File;
            var lines = ProblemText.LinesOf(file);
            foreach (var problem in error.Problems)
            {
                Console.Error.Write(ProblemText.Of(problem, problem.File == file ? lines : null));
            }

            return ExitCode.BadInput;
        }
    }

    public static ConductPolicyException UnknownBehaviour(string id, Policy policy) => new([new Problem(
        ProblemCode.UnknownReference, "", 0, 0, "--behaviour", $"The policy has no behaviour `{id}`.", $"Choose from {string.Join(", ", policy.Behaviours.Ids)}.", ProblemSeverity.Error)]);

    private static bool LooksLikeFile(string text) => text.Contains('.', StringComparison.Ordinal) || text.Contains('/', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal);
}
