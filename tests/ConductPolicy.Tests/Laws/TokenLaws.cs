using System.Globalization;
using System.Text;
using System.Text.Json;
using ConductPolicy.Cases;
using ConductPolicy.Cli;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Tests.Loading;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Laws;

/// <summary>
/// Whatever small slip is made in a good file, it gives problems, each at its place in the file, or a policy that obeys the
/// laws: a slip may change what the rules say, and never how they are followed.
/// </summary>
public sealed class TokenLaws
{
    private const string Generated = "generated";
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(1_000)).WithQuietOnSuccess(true);
    private static readonly JsonDocumentOptions s_json = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private static readonly string[] s_values =
    [
        "null", "true", "-1", "0", "1.5", "1e9", "99999999999999999999", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"2026-02-30\"", "\"x\"", "[]", "{}", "[[[[", "\"", "/*", "\u202E", "\uD83D", "'", "\r\n",
    ];

    public static TheoryData<string> Shipped => [.. ShippedPolicies.Ids];

    public static TheoryData<string> Files => [.. ShippedPolicies.Ids, Generated];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Any_token_deleted_from_a_shipped_rule_file_gives_problems_or_a_policy_that_obeys_the_laws(string file)
    {
        var rules = new GoodFile(RuleText.Of(file));
        foreach (var token in rules.Tokens)
        {
            var slip = new Slip(rules, $"without {rules.Named(token)}", token.DeletedFrom(rules.Text));
            try
            {
                Obeys(slip.Text);
            }
            catch (Exception error)
            {
                Assert.Fail($"{slip}\n{error}");
            }
        }
    }

    [Fact]
    public void A_token_deleted_from_a_generated_rule_file_gives_problems_or_a_policy_that_obeys_the_laws() => Holds(Generated, file =>
        from token in Gen.Elements(file.Tokens)
        select new Slip(file, $"without {file.Named(token)}", token.DeletedFrom(file.Text)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Two_neighbouring_tokens_of_a_rule_file_swapped_give_problems_or_a_policy_that_obeys_the_laws(string rules) => Holds(rules, file =>
        from at in Gen.Choose(0, file.Tokens.Length - 2)
        select Swapped(file, file.Tokens[at], file.Tokens[at + 1]));

    [Theory]
    [MemberData(nameof(Files))]
    public void Two_tokens_of_a_kind_of_a_rule_file_swapped_give_problems_or_a_policy_that_obeys_the_laws(string rules) => Holds(rules, file =>
        from same in Gen.Elements(file.Tokens.Where(token => token.Kind is '"' or '0' or 'w').GroupBy(token => token.Kind).Where(same => same.Count() > 1).Select(same => same.ToArray()).ToArray())
        from first in Gen.Choose(0, same.Length - 2)
        from later in Gen.Choose(first + 1, same.Length - 1)
        select Swapped(file, same[first], same[later]));

    [Fact]
    public void Every_problem_of_a_broken_generated_rule_file_lies_inside_the_file() => Prop.ForAll(Arb.From(
        from pair in PolicyAndCase.Generated.Generator
        from broken in Gen.OneOf(Broken(new GoodFile(pair.Rules)), HostileInputTests.Broken(Encoding.UTF8.GetBytes(pair.Rules)).Generator)
        select broken), rules => { Inside(rules); }).Check(s_config.WithMaxTest(DecisionLaws.CasesOr(3_000)));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Any_token_deleted_from_an_example_gives_problems_or_a_case_that_both_evaluators_decide_alike(string policy)
    {
        var engine = new DecisionEngine(ShippedPolicies.Load(policy));
        foreach (var path in Directory.GetFiles(Repository.PathOf("rules", "examples", policy), "*.json"))
        {
            var file = new GoodFile(File.ReadAllText(path));
            Assert.All(file.Tokens, token => IsDecidedAlike(engine, token.DeletedFrom(file.Text)));
            Assert.All(file.Tokens.Zip(file.Tokens.Skip(1)), pair => IsDecidedAlike(engine, pair.First.SwappedIn(file.Text, pair.Second)));
        }
    }

    [Fact]
    public void A_token_deleted_from_a_generated_case_gives_problems_or_a_case_that_both_evaluators_decide_alike() => Prop.ForAll(Arb.From(
        from pair in PolicyAndCase.Generated.Generator
        let text = CaseText.Of(pair.Given)
        from token in Gen.Elements(Token.Of(text).ToArray())
        select (pair.Engine, Text: token.DeletedFrom(text))), slip => IsDecidedAlike(slip.Engine, slip.Text)).Check(s_config);

    /// <summary>A file that has nothing wrong.</summary>
    private sealed record GoodFile(string Text)
    {
        public Token[] Tokens { get; } = [.. Token.Of(Text)];

        /// <summary>A token, with the number of its line.</summary>
        public string Named(Token token) => string.Create(CultureInfo.InvariantCulture, $"`{token.In(Text)}` of line {Text.AsSpan(0, token.Start).Count('\n') + 1}");
    }

    /// <summary>A file with something wrong, or perhaps not.</summary>
    private sealed record Slip(GoodFile File, string What, string Text)
    {
        public override string ToString() => File.Text.Length < 10_000 ? $"{What}\n{Text}" : What;
    }

    private static Slip Swapped(GoodFile file, Token first, Token later) =>
        new(file, $"{file.Named(first)} and {file.Named(later)} swapped", first.SwappedIn(file.Text, later));

    private static void Holds(string rules, Func<GoodFile, Gen<Slip>> slips)
    {
        var shipped = rules == Generated ? null : new GoodFile(RuleText.Of(rules));
        var files = shipped is null ? PolicyAndCase.Generated.Generator.Select(pair => new GoodFile(pair.Rules)) : Gen.Constant(shipped);
        Prop.ForAll(Arb.From(from file in files from slip in slips(file) select slip), slip => Obeys(slip.Text)).Check(s_config.WithMaxTest(DecisionLaws.CasesOr(shipped is null ? 1_000 : 500)));
    }

    private static void Obeys(string rules)
    {
        var bytes = Encoding.UTF8.GetBytes(rules);
        if (!Inside(bytes).Any(problem => problem.Severity == ProblemSeverity.Error))
        {
            var engine = new DecisionEngine(PolicyFile.Parse(bytes));
            Prop.ForAll(CaseArbitrary.For(engine.Policy), given => Law.Hold(engine, given)).Check(s_config.WithMaxTest(1));
        }
    }

    /// <summary>The problems of a file, each of which lies inside it.</summary>
    private static ValueList<Problem> Inside(byte[] rules)
    {
        var problems = PolicyFile.Check(rules, "rules.json");
        AllInside(problems, rules);
        PointersLeadSomewhere(problems, rules);
        return problems;
    }

    private static void AllInside(ValueList<Problem> problems, byte[] file)
    {
        var lines = ProblemText.LinesOf(file);
        Assert.All(problems, problem =>
        {
            Assert.InRange(problem.Line, 1, lines.Length);
            Assert.InRange(problem.Column, 1, lines[problem.Line - 1].Length + 1);
            Assert.True(problem.Length >= 1);
        });
    }

    /// <summary>Each pointer is one of RFC 6901 and, where the text is JSON after all, names a value of it.</summary>
    private static void PointersLeadSomewhere(ValueList<Problem> problems, byte[] rules)
    {
        var root = RootOf(rules);
        Assert.All(problems, problem =>
        {
            Assert.Matches("^(/([^~]|~0|~1)*)?$", problem.Pointer);
            Assert.True(root is null || LeadsSomewhere(root.Value, problem.Pointer.Split('/').AsSpan(1)), problem.Pointer);
        });
    }

    /// <summary>Of a key that stands in an object twice either will do; one that holds half a character cannot be looked up.</summary>
    private static bool LeadsSomewhere(JsonElement from, ReadOnlySpan<string> path)
    {
        if (path.Length == 0 || path[0].Any(char.IsSurrogate))
        {
            return true;
        }

        return from.ValueKind switch
        {
            JsonValueKind.Array => int.TryParse(path[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < from.GetArrayLength() && LeadsSomewhere(from[index], path[1..]),
            JsonValueKind.Object => LeadsSomewhere(from.EnumerateObject(), path[0].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), path[1..]),
            _ => false,
        };
    }

    private static bool LeadsSomewhere(JsonElement.ObjectEnumerator from, string key, ReadOnlySpan<string> path)
    {
        foreach (var property in from)
        {
            if (IsNamed(property, key) && LeadsSomewhere(property.Value, path))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNamed(JsonProperty property, string key)
    {
        try
        {
            return property.NameEquals(key);
        }
        catch (InvalidOperationException)
        {
            // The runtime's reader reads no name that holds half a character.
            return false;
        }
    }

    private static JsonElement? RootOf(byte[] rules)
    {
        try
        {
            using var document = JsonDocument.Parse(rules.AsMemory(), s_json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void IsDecidedAlike(DecisionEngine engine, string text)
    {
        try
        {
            Law.Evaluators_agree(engine, CaseFile.Parse(text, engine.Policy, "case.json"));
        }
        catch (ConductPolicyException error)
        {
            AllInside(error.Problems, Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>A file with a token left out, put twice or exchanged for what nobody expects there, once or more.</summary>
    private static Gen<byte[]> Broken(GoodFile file) =>
        from count in Gen.Choose(1, 3)
        from places in Gen.ArrayOf(Gen.Choose(0, file.Tokens.Length - 1), count)
        from other in Gen.Choose(0, file.Tokens.Length - 1)
        from values in Gen.ArrayOf(Gen.OneOf(Gen.Elements(s_values), Gen.Constant(""), Gen.Constant(file.Tokens[other].In(file.Text))), count)
        select Encoding.UTF8.GetBytes(places.Distinct().OrderDescending().Zip(values).Aggregate(file.Text, (text, change) => file.Tokens[change.First].ReplacedIn(text, change.Second)));
}
