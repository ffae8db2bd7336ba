using ConductPolicy.Cases;
using ConductPolicy.Cli;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Loading;

/// <summary>The rule sets, overlays, calendars and cases under <c>files</c>, good and bad, each with what the tool prints of it beside it.</summary>
internal static class TestFiles
{
    public static readonly string Root = Repository.PathOf("tests", "ConductPolicy.Tests", "files");

    /// <summary>The policy that the cases are decided by.</summary>
    public static readonly Policy Harbour = PolicyFile.Load(PathOf("rules/good", "harbour"));

    public static TheoryData<string> In(string folder) => [.. Names(folder)];

    public static IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(Path.Combine(Root, folder), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static string PathOf(string folder, string name, string extension = "json") => Path.Combine(Root, folder, $"{name}.{extension}");

    public static ValueList<Problem> ProblemsOf(string folder, string name)
    {
        var bytes = File.ReadAllBytes(PathOf(folder, name));
        if (folder.StartsWith("rules", StringComparison.Ordinal))
        {
            return PolicyFile.Check(bytes, $"{name}.json");
        }

        if (folder.StartsWith("overlays", StringComparison.Ordinal))
        {
            return PolicyFile.Check(bytes, $"{name}.json", BaseFile.Beside(PathOf(folder, name)));
        }

        if (folder.StartsWith("proofs", StringComparison.Ordinal))
        {
            return ProofProblems.With(PolicyFile.Read(bytes, $"{name}.json", BaseFile.Beside(PathOf(folder, name))));
        }

        if (folder.StartsWith("calendars", StringComparison.Ordinal))
        {
            return CheckedFile.Check(bytes, $"{name}.json");
        }

        try
        {
            Decide(name, bytes);
            return [];
        }
        catch (ConductPolicyException error)
        {
            return error.Problems;
        }
    }

    public static Decision Decide(string name, byte[] bytes) => new DecisionEngine(Harbour).Decide(CaseFile.Parse(bytes, Harbour, $"{name}.json"));

    /// <summary>What <c>decide</c> prints of a case that it cannot decide.</summary>
    public static string Refusal(string folder, string name)
    {
        var lines = ProblemText.LinesOf(File.ReadAllBytes(PathOf(folder, name)));
        return string.Concat(ProblemsOf(folder, name).Select(problem => ProblemText.Of(problem, problem.File.Length > 0 ? lines : null)));
    }
}
