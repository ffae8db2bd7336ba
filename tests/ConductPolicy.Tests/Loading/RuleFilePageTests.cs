using System.Text;
using ConductPolicy.Analysis;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;

namespace ConductPolicy.Tests.Loading;

/// <summary>The page for those who edit rules: its changes are made to a rule set, and its tables are those of the description that checks files.</summary>
public sealed class RuleFilePageTests
{
    private const string Tables = "| condition | what its keys say |\n";

    private static readonly string s_path = Repository.PathOf("docs", "rule-files.md");

    [Fact]
    public void The_changes_that_it_shows_make_a_good_rule_set_whose_safeguards_hold()
    {
        var rules = RuleText.Of("qet");
        var changes = Changes().ToList();
        Assert.Equal(["clauses", "facts", "behaviours", "settings", "safeguards"], changes.Select(change => change.Section));
        foreach (var (section, text) in changes)
        {
            var open = section is "behaviours" or "safeguards" ? '[' : '{';
            rules = RuleText.With(rules, $"  \"{section}\": {open}\n", $"  \"{section}\": {open}\n{text},\n");
        }

        Assert.Empty(RuleText.Problems(rules));
        var policy = PolicyFile.Parse(rules);
        Assert.Equal("drone-agreed", ((FlagCondition)((CitedCondition)policy.Behaviours["drone-over-site"].Unless!).When).Fact);
        Assert.Equal("12 weeks", $"{policy.Settings["bar-maximum-length"].Length}");
        Assert.True(PolicyAnalysis.Of(policy).Safeguards.Single(proof => proof.Safeguard.Id == "no-ban-without-a-conversation").Holds);
    }

    [Fact]
    public void Its_tables_name_every_key_that_a_rule_file_may_have()
    {
        var page = File.ReadAllText(s_path);
        var at = page.IndexOf(Tables, StringComparison.Ordinal);
        Golden.Matches(s_path, (at < 0 ? page : page[..at]) + new KeyTables().Text);
    }

    private static IEnumerable<(string Section, string Text)> Changes()
    {
        foreach (var block in File.ReadAllText(s_path).Split("```jsonc\n// in \"").Skip(1))
        {
            var name = block.IndexOf('"', StringComparison.Ordinal);
            yield return (block[..name], block[(name + 2)..block.IndexOf("\n```", StringComparison.Ordinal)]);
        }
    }

    /// <summary>What each part of a rule file may hold, as tables.</summary>
    private sealed class KeyTables
    {
        private readonly StringBuilder _text = new(Tables);
        private readonly HashSet<Shape> _told = [];

        public KeyTables()
        {
            _text.Append("|---|---|\n");
            foreach (var variant in ((VariantShape)ConditionShape.Condition).Variants)
            {
                _text.Append(variant is ObjectShape shape ? $"| `{ExampleOf(shape)}` | {AboutOf(shape)} |\n" : $"| `{variant.Example}` | the flag of that id is answered yes |\n");
            }

            _told.Add(ConditionShape.Condition);
            _text.Append("\n## Every key\n\nThose in bold have to be there. Keys that begin with `x-` are your own, and passed over.\n");
            Tell("The file", RuleSetShape.RuleSet);
        }

        public string Text => _text.ToString();

        private void Tell(string heading, Shape shape)
        {
            if (!_told.Add(shape))
            {
                return;
            }

            switch (shape)
            {
                // Of what only cites its clause there is no more to tell.
                case ObjectShape keys when keys.Keys.Any(key => key.Name is not ("clause" or "reading")):
                    TellKeys(heading, keys.Keys);
                    break;
                case ListShape list:
                    Tell(heading, list.Item);
                    break;
                case MapShape map:
                    Tell(heading, map.Value);
                    if (map.Known.Count > 0)
                    {
                        TellSettings(heading, map.Known);
                    }

                    break;
            }
        }

        private void TellKeys(string heading, IReadOnlyList<ShapeKey> keys)
        {
            _text.Append(FormattableString.Invariant($"\n### {heading}\n\n| key | what stands there | what it means |\n|---|---|---|\n"));
            foreach (var key in keys)
            {
                var name = key.IsRequired ? $"**`{key.Name}`**" : $"`{key.Name}`";
                _text.Append(FormattableString.Invariant($"| {name} | {StandsThere(key)} | {key.About} |\n"));
            }

            foreach (var key in keys)
            {
                Tell(heading == "The file" ? $"`{key.Name}`" : $"{heading}, `{key.Name}`", key.Shape);
            }
        }

        // Of these each is a setting of its own, with `type`, `value` and `why`.
        private void TellSettings(string heading, IReadOnlyList<ShapeKey> known)
        {
            _text.Append(FormattableString.Invariant($"\n### {heading} that the library asks for\n\n| id | value | what it means |\n|---|---|---|\n"));
            foreach (var key in known)
            {
                var value = ((VariantShape)((ObjectShape)key.Shape).Keys.Single(part => part.Name == "value").Shape).Variants[0];
                _text.Append(FormattableString.Invariant($"| `{key.Name}` | {NameOf(value)} | {key.About} |\n"));
            }
        }

        private static string StandsThere(ShapeKey key) => NameOf(key.Shape) + (key.MayBeNull ? ", or `null`" : "");

        private static string NameOf(Shape shape) => shape switch
        {
            WordShape { Words: [var only] } => $"`{only}`",
            ListShape { Item: WordShape words } => $"a list of {NameOf(words)}",
            WordShape words => string.Join(", ", words.Words.Select(word => $"`{word}`")),
            _ => shape.Name,
        };

        private static string ExampleOf(ObjectShape shape) => $"{{ {string.Join(", ", shape.Keys.Select(key => $"\"{key.Name}\": {(key.Shape is ObjectShape inside ? ExampleOf(inside) : key.Shape == ConditionShape.Condition ? "…" : key.Shape.Example)}"))} }}";

        private static string AboutOf(ObjectShape shape) => string.Join("; ", shape.Keys.Select(key => key.Shape is ObjectShape inside ? $"{key.About}: {AboutOf(inside)}" : $"`{key.Name}`: {key.About}{(key.IsRequired ? "" : " (may be left out)")}"));

    }
}
