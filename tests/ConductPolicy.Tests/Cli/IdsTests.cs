using System.Text.Json;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Cli;

public sealed class IdsTests
{
    private const string Overlay = "rules/overlays/example-primary.json";

    [Fact]
    public void The_page_is_the_one_beside_this_test() => Golden.Matches(PathOf("ids.txt"), Tool.ConductPolicy(["ids", "--policy", "rules/qet.json"]).Output);

    [Fact]
    public void Ids_prints_the_json_that_others_script_against() =>
        Golden.Matches(PathOf("ids.json"), Tool.ConductPolicy(["ids", "--policy", Overlay, "--format", "json"]).Output);

    [Theory]
    [InlineData("qet")]
    [InlineData("thrive")]
    [InlineData(Overlay)]
    public void Every_id_is_listed_once(string fileOrId)
    {
        var policy = ShippedPolicies.Ids.Contains(fileOrId) ? ShippedPolicies.Load(fileOrId) : PolicyFile.Load(Repository.PathOf(fileOrId));
        using var document = JsonDocument.Parse(Tool.ConductPolicy(["ids", "--policy", fileOrId, "--format", "json"]).Output);
        var root = document.RootElement;
        Assert.Equal((policy.Id, policy.Hash), (root.GetProperty("policy").GetProperty("id").GetString(), root.GetProperty("policy").GetProperty("hash").GetString()));
        AssertIds(policy.Behaviours);
        AssertIds(policy.Facts);
        AssertIds(policy.Steps);
        AssertIds(policy.Responses);
        AssertIds(policy.Roles);
        AssertIds(policy.Considerations);
        AssertIds(policy.Timescales);
        AssertIds(policy.Settings);
        AssertIds(policy.Safeguards);
        Assert.Equal(policy.SeriousnessLevels, IdsOf(root, "seriousness"));

        void AssertIds<T>(Definitions<T> definitions)
            where T : Definition => Assert.Equal(definitions.Ids, IdsOf(root, $"{typeof(T).Name.ToLowerInvariant()}s"));
    }

    [Fact]
    public void One_kind_or_several_can_be_asked_for()
    {
        var (exit, output, errors) = Tool.ConductPolicy(["ids", "--policy", "qet", "--kind", "responses", "--kind", "seriousness", "--format", "json"]);
        Assert.Equal((0, ""), (exit, errors));
        using var document = JsonDocument.Parse(output);
        Assert.Equal(["format", "policy", "seriousness", "responses"], document.RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Of_a_kind_that_the_policy_has_none_of_that_is_said()
    {
        var (exit, output, errors) = Tool.ConductPolicy(["ids", "--policy", "thrive", "--kind", "timescales"]);
        Assert.Equal((0, ""), (exit, errors));
        Assert.EndsWith("TIMESCALES\n  None.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_there_is_not_is_wrong_usage()
    {
        var (exit, _, errors) = Tool.ConductPolicy(["ids", "--policy", "qet", "--kind", "fact"]);
        Assert.Equal(2, exit);
        Assert.Contains("'facts'", errors, StringComparison.Ordinal);
    }

    private static IEnumerable<string?> IdsOf(JsonElement root, string kind) => root.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("id").GetString());

    private static string PathOf(string name) => Repository.PathOf("tests", "ConductPolicy.Tests", "Cli", name);
}
