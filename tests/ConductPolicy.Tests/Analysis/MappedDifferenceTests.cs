using ConductPolicy.Analysis;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Analysis;

/// <summary>Two trusts compared by a mapping of their ids.</summary>
public sealed class MappedDifferenceTests
{
    private static readonly string s_text = File.ReadAllText(Repository.PathOf("rules", "maps", "qet-thrive.json"));
    private static readonly IdMapping s_mapping = IdMappingFile.Parse(s_text, Given.QetPolicy, Given.ThrivePolicy);

    [Fact]
    public void Each_change_is_shown_by_a_case_that_both_decide_so()
    {
        var difference = PolicyDifference.Of(Given.QetPolicy, Given.ThrivePolicy, s_mapping);
        Assert.NotEmpty(difference.Changes);
        var renamed = PolicyRenaming.Rename(Given.QetPolicy, Given.ThrivePolicy, s_mapping);
        Assert.All(difference.Changes, change =>
        {
            Assert.Equal(change.Before, Status(renamed, change));
            Assert.Equal(change.After, Status(Given.ThrivePolicy, change));
        });
        Assert.Equal(
            s_mapping.Ids.Where(pair => pair.Section == "responses").Select(pair => pair.After).Order(), difference.Changes.Select(change => change.Response).Distinct().Order());
        Assert.Equal(Given.QetPolicy, difference.Before);
    }

    [Fact]
    public void What_has_no_counterpart_is_listed_apart()
    {
        var steps = PolicyDifference.Of(Given.QetPolicy, Given.ThrivePolicy, s_mapping).Sections.Single(section => section.Section == "steps");
        Assert.Equal(([], ["gather-information", "contact-about-post"]), (steps.Added, steps.Removed));
    }

    [Fact]
    public void What_is_called_alike_and_not_mapped_is_not_the_same()
    {
        var renamed = PolicyRenaming.Rename(Given.QetPolicy, Given.ThrivePolicy, new IdMapping([]));
        Assert.Contains("recording-of-qet", renamed.Behaviours.Ids);
        Assert.Empty(renamed.Responses.Ids.Intersect(Given.ThrivePolicy.Responses.Ids));
    }

    [Fact]
    public void A_policy_mapped_to_itself_answers_the_same()
    {
        var policy = Given.QetPolicy;
        var same = new IdMapping([.. IdMapping.Sections.SelectMany(section => IdMapping.IdsOf(policy, section).Select(id => new MappedId(section, id, id)))]);
        var difference = PolicyDifference.Of(policy, policy, same);
        Assert.Empty(difference.Changes);
        Assert.Empty(difference.Sections);
    }

    [Theory]
    [InlineData("\"disruption\": \"interference\"", "\"disrupton\": \"interference\"", ProblemCode.UnknownReference, "/behaviours/disrupton")]
    [InlineData("\"disruption\": \"interference\"", "\"disruption\": \"interferance\"", ProblemCode.UnknownReference, "/behaviours/disruption")]
    [InlineData("\"authorities\": \"police\"", "\"authorities\": \"letter\"", ProblemCode.DuplicateId, "/responses/warning-letter")]
    [InlineData("\"steps\": {", "\"step\": {", ProblemCode.UnknownKey, "/step")]
    public void A_mistake_is_told_with_its_place(string old, string replacement, string code, string pointer)
    {
        var problem = Assert.Single(Assert.Throws<ConductPolicyException>(() => IdMappingFile.Parse(RuleText.With(s_text, old, replacement), Given.QetPolicy, Given.ThrivePolicy)).Problems);
        Assert.Equal((code, pointer), (problem.Code, problem.Pointer));
    }

    [Fact]
    public void The_tool_compares_two_trusts()
    {
        var (exit, output, errors) = Tool.ConductPolicy(["diff", "--map", "rules/maps/qet-thrive.json", "qet", "thrive", "--format", "markdown"]);
        Assert.True(exit == 1, errors);
        Assert.Contains("What has no counterpart", output, StringComparison.Ordinal);
        Assert.Contains("of qet gather-information, contact-about-post", output, StringComparison.Ordinal);
    }

    private static ResponseStatus Status(Policy policy, StatusChange change) => new DecisionEngine(policy).Decide(KnownCase.Of(change.Example, policy), "i1")[change.Response].Status;
}
