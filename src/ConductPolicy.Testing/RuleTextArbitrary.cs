using System.Globalization;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Testing;

/// <summary>Rule files with one to three things changed in them, as by a slip of whoever edits them, that shrink by undoing a change.</summary>
/// <remarks>
/// What is changed: a word, number or mark is left out; two texts change places, or the values of two keys of one name; a value becomes one of another
/// type, or what nobody expects; a key goes with its value, or stands twice; a text loses a letter; the file ends too soon.
/// </remarks>
public static class RuleTextArbitrary
{
    private static readonly string[] s_values =
    [
        "null", "true", "-1", "0", "1.5", "1e9", "99999999999999999999", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"2026-02-30\"", "\"x\"", "[]", "{}", "[[[[", "\"", "/*", "\u202E", "'",
    ];

    /// <summary>Whole policies of no trust (<see cref="PolicyArbitrary"/>), their files changed.</summary>
    public static Arbitrary<MutatedRules> Generated { get; } = Arb.From(
        PolicyArbitrary.Drawn.Generator.SelectMany(policy => Changed(PolicyFile.Write(policy))), mutated => mutated.Shrunk());

    /// <summary>The file of a policy, as <see cref="PolicyFile"/> writes it, changed.</summary>
    /// <param name="policy">The policy.</param>
    public static Arbitrary<MutatedRules> For(Policy policy) => For(PolicyFile.Write(policy));

    /// <summary>A rule file of your own, changed; comments stay as they are.</summary>
    /// <param name="rules">The text of the file.</param>
    /// <exception cref="ConductPolicyException">The text has errors as it is; all of them are given.</exception>
    public static Arbitrary<MutatedRules> For(string rules)
    {
        PolicyFile.Parse(rules);
        return Arb.From(Changed(rules), mutated => mutated.Shrunk());
    }

    private static Gen<MutatedRules> Changed(string rules)
    {
        var tokens = Token.Of(rules).ToArray();
        var change = Change(rules, tokens);
        return from count in Gen.Frequency((5, Gen.Constant(1)), (1, Gen.Choose(2, 3)))
               from changes in Gen.ArrayOf(change, count)
               select new MutatedRules(rules, changes.ToValueList());
    }

    private static Gen<RuleChange> Change(string rules, Token[] tokens)
    {
        var any = Gen.Choose(0, tokens.Length - 1);
        var texts = tokens.Where(token => token.Kind == '"').ToArray();
        var keys = Enumerable.Range(0, tokens.Length - 2).Where(at => tokens[at].Kind == '"' && tokens[at + 1].Kind == ':').ToArray();
        var values = tokens.Where((token, at) => token.Kind is '"' or '0' or 'w' && (at + 1 == tokens.Length || tokens[at + 1].Kind != ':')).ToArray();
        var alike = Enumerable.Range(2, tokens.Length - 2).Where(at => tokens[at - 1].Kind == ':' && (tokens[at].Kind is '"' or '0'))
            .GroupBy(at => tokens[at - 2].In(rules), at => tokens[at]).Select(same => same.ToArray()).Where(same => same.Length > 1).ToArray();
        return Gen.OneOf(
            any.Select(at => new RuleChange($"{Named(tokens[at])} left out", [new(tokens[at].Start, tokens[at].Length, "")])),
            Swapped(texts),
            alike.Length > 0 ? Gen.Elements(alike).SelectMany(Swapped) : Swapped(texts),
            from value in Gen.Elements(values) from other in Gen.Elements(s_values) select new RuleChange($"{Named(value)} is {other}", [new(value.Start, value.Length, other)]),
            Gen.Elements(keys).Select(at => new RuleChange($"{Named(tokens[at])} left out with its value", [Member(tokens, at)])),
            Gen.Elements(keys).Select(at => new RuleChange($"{Named(tokens[at])} twice, with its value", [Again(rules, Member(tokens, at))])),
            from text in Gen.Elements(texts.Where(text => text.Length > 2).ToArray())
            from letter in Gen.Choose(1, text.Length - 2)
            select new RuleChange($"{Named(text)} without a letter", [new(text.Start + letter, 1, "")]),
            Gen.Choose(0, rules.Length - 1).Select(end => new RuleChange($"the end is missing after character {end.ToString(CultureInfo.InvariantCulture)}", [new(end, rules.Length - end, "")])));

        string Named(Token token) => string.Create(CultureInfo.InvariantCulture, $"{token.In(rules)} of line {rules.AsSpan(0, token.Start).Count('\n') + 1}");

        Gen<RuleChange> Swapped(Token[] same) =>
            from first in Gen.Elements(same)
            from other in Gen.Elements(same)
            select new RuleChange($"{Named(first)} and {Named(other)} swapped", first == other ? [] : [new(first.Start, first.Length, other.In(rules)), new(other.Start, other.Length, first.In(rules))]);
    }

    /// <summary>A key, its value and the comma behind it.</summary>
    private static RuleEdit Member(Token[] tokens, int key)
    {
        var (end, depth) = (key + 2, 0);
        do
        {
            depth += tokens[end].Kind is '{' or '[' ? 1 : tokens[end].Kind is '}' or ']' ? -1 : 0;
            end++;
        }
        while (depth > 0);
        var last = tokens[end].Kind == ',' ? tokens[end] : tokens[end - 1];
        return new RuleEdit(tokens[key].Start, last.End - tokens[key].Start, "");
    }

    private static RuleEdit Again(string rules, RuleEdit member)
    {
        var text = rules.Substring(member.Start, member.Length);
        return new RuleEdit(member.Start, 0, text.EndsWith(',') ? text : $"{text},");
    }
}
