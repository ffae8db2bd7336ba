using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductPolicy.Benchmarks;

/// <summary>A rule set many times over in one: every fact, behaviour, step, response and safeguard under numbered ids, all on one ladder and of one scope.</summary>
/// <remarks>The tests use it too. It is as large as so many rule sets, with conditions, steps, approvals and safeguards like theirs.</remarks>
public static class ManifoldRuleSet
{
    private static readonly string[] s_conditions = ["when", "after"];

    private static readonly string[] s_sections = ["behaviours", "steps", "responses", "considerations", "safeguards"];

    /// <summary>The rule set that is another so many times over.</summary>
    /// <param name="rules">The text of the other.</param>
    /// <param name="times">How many times, 1 or more.</param>
    public static string Of(string rules, int times)
    {
        var root = JsonNode.Parse(rules, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip })!.AsObject();
        var names = NamesOf(root);
        foreach (var section in s_sections)
        {
            root[section] = new JsonArray([.. Enumerable.Range(1, times).SelectMany(number => root[section]!.AsArray().Select(item => Numbered(item!, names, number, times)))]);
        }

        var facts = new JsonObject();
        foreach (var number in Enumerable.Range(1, times))
        {
            foreach (var (id, fact) in root["facts"]!.AsObject().Where(fact => number == 1 || names.Contains(fact.Key)))
            {
                facts[Numbered(id, names, number)] = Numbered(fact!, names, number, times);
            }
        }

        root["facts"] = facts;
        var ladder = root["ladder"]!.AsObject();
        foreach (var key in s_conditions.Where(ladder.ContainsKey))
        {
            var condition = ladder[key]!;
            ladder[key] = condition is JsonObject cited && cited.ContainsKey("when") ? Cited(cited, times, names) : AllOf(condition, times, names);
        }

        foreach (var (level, ceiling) in ladder["ceiling"]!.AsObject().ToList())
        {
            ladder["ceiling"]![level] = ceiling!.GetValue<int>() * times;
        }

        ladder["raisePerUnresolved"] = ladder["raisePerUnresolved"]!.GetValue<int>() * times;
        ladder["raiseAtMost"] = ladder["raiseAtMost"]!.GetValue<int>() * times;
        root.Remove("$schema");
        return root.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    // Every name that belongs to one of the many: not what the scope asks for, which they share.
    private static HashSet<string> NamesOf(JsonObject root)
    {
        var names = root["facts"]!.AsObject().Select(fact => fact.Key).ToHashSet();
        names.ExceptWith(TextsIn(root["scope"]!));
        foreach (var item in s_sections.SelectMany(section => root[section]!.AsArray()).OfType<JsonObject>())
        {
            names.Add(item["id"]!.GetValue<string>());
            names.UnionWith(item["tags"]?.AsArray().Select(tag => tag!.GetValue<string>()) ?? []);
        }

        return names;
    }

    private static IEnumerable<string> TextsIn(JsonNode node) => node switch
    {
        JsonObject parts => parts.SelectMany(part => TextsIn(part.Value!)),
        JsonArray items => items.SelectMany(item => TextsIn(item!)),
        _ => node.GetValueKind() == JsonValueKind.String ? [node.GetValue<string>()] : [],
    };

    private static JsonObject Cited(JsonObject cited, int times, HashSet<string> names)
    {
        var all = cited.DeepClone().AsObject();
        all["when"] = AllOf(cited["when"]!, times, names);
        return all;
    }

    private static JsonObject AllOf(JsonNode condition, int times, HashSet<string> names) =>
        new() { ["all"] = new JsonArray([.. Enumerable.Range(1, times).Select(number => Numbered(condition, names, number, times))]) };

    private static JsonNode Numbered(JsonNode node, HashSet<string> names, int number, int times) => node switch
    {
        JsonObject parts => new JsonObject(parts.Select(part => KeyValuePair.Create(
            part.Key,
            part.Key == "rung" ? ((part.Value!.GetValue<int>() - 1) * times) + number
            : part.Value is null ? null
            : part.Key == "setting" ? part.Value.DeepClone()
            : Numbered(part.Value, names, number, times)))),
        JsonArray items => new JsonArray([.. items.Select(item => Numbered(item!, names, number, times))]),
        _ when node.GetValueKind() == JsonValueKind.String => Numbered(node.GetValue<string>(), names, number),
        _ => node.DeepClone(),
    };

    private static string Numbered(string text, HashSet<string> names, int number) => names.Contains(text) ? $"{text}-{number}" : text;
}
