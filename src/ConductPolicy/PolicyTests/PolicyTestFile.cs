using System.Text;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.PolicyTests;

/// <summary>Reads files of policy tests: cases with the answers expected of a rule set, written without any C#.</summary>
/// <remarks>
/// Such a file stands beside the rule file: <c>qet.cases.json</c> beside <c>qet.json</c>. It is JSON with comments and trailing commas,
/// in UTF-8, of at most 16 MiB and 64 levels, and is read for a policy, whose ids it uses.
/// </remarks>
public static class PolicyTestFile
{
    /// <summary>How the name of a file of policy tests ends.</summary>
    public const string Extension = ".cases.json";

    /// <summary>The JSON Schema (2020-12) of files of policy tests, for completion in an editor.</summary>
    public static string Schema() => SchemaWriter.Write(PolicyTestShape.File, "conduct-tests-1.schema.json", "Policy tests of ConductPolicy, format 1");

    /// <summary>Loads tests from a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="policy">The policy whose ids it uses.</param>
    /// <exception cref="ConductPolicyException">The file cannot be read, or has errors; all of them are given.</exception>
    public static ValueList<PolicyTest> Load(string path, Policy policy) => Parse(InputFile.Read(path), policy, path);

    /// <summary>Loads tests from text.</summary>
    /// <param name="json">The tests.</param>
    /// <param name="policy">The policy whose ids it uses.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text has errors; all of them are given.</exception>
    public static ValueList<PolicyTest> Parse(string json, Policy policy, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json), policy, fileName);
    }

    /// <summary>Loads tests from UTF-8 text.</summary>
    /// <param name="utf8">The tests.</param>
    /// <param name="policy">The policy whose ids it uses.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text has errors; all of them are given.</exception>
    public static ValueList<PolicyTest> Parse(byte[] utf8, Policy policy, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(fileName);
        var problems = new List<Problem>();
        var source = new SourceText(fileName, utf8);
        if (source.Parse(problems) is { } root)
        {
            var check = new ShapeCheck(source, problems, new ReferenceNames());
            PolicyTestShape.File.Check(root, check);
            var tests = new PolicyTestBuilder(root, source, policy, check, problems).Build();
            if (problems.Count == 0)
            {
                return tests;
            }
        }

        throw new ConductPolicyException(Problem.InOrder(problems));
    }
}
