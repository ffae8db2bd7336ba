using ConductPolicy.Library;
using ConductPolicy.Loading;
using NodaTime;

namespace ConductPolicy.Tests.Library;

/// <summary>A school's overlay beside its trust's versions.</summary>
public sealed class OverlaysInLibraryTests
{
    private static readonly string s_overlay = File.ReadAllText(Repository.PathOf("rules", "overlays", "example-primary.json"));
    private static readonly string s_thrive = RuleText.Of("thrive");

    [Fact]
    public void An_overlay_is_a_policy_of_its_own_id_laid_on_the_file_that_it_names()
    {
        var library = PolicyLibrary.Of([Rules.Source("overlays/school.json", s_overlay), Rules.Source("thrive.json", s_thrive)], new() { ProvesSafeguards = true });
        Assert.Equal(["thrive", "thrive-example-primary"], library.Policies.Select(policy => policy.Id));
        Assert.Same(library.For("thrive").Versions[0].Policy, library.For("thrive-example-primary").Versions[0].Policy.Base);
    }

    [Fact]
    public void An_overlay_is_held_to_a_hash_that_tells_a_change_of_its_base_too()
    {
        var library = PolicyLibrary.Of([Rules.Source("thrive.json", s_thrive), Rules.Source("overlays/school.json", s_overlay)]);
        var approved = library.Policies.Select(policy => policy.Versions[0].Policy.Hash).ToValueList();
        PolicySource[] changed = [Rules.Source("thrive.json", $"{s_thrive} "), Rules.Source("overlays/school.json", s_overlay)];
        var problems = Assert.Throws<ConductPolicyException>(() => PolicyLibrary.Of(changed, new() { ApprovedHashes = approved })).Problems;
        Assert.Equal([ProblemCode.NotApproved, ProblemCode.NotApproved], problems.Select(problem => problem.Code));
    }

    [Fact]
    public void An_overlay_ends_with_the_version_that_it_extends()
    {
        var next = RuleText.With(RuleText.With(s_thrive, "\"version\": \"1\",\n  \"status\"", "\"version\": \"2\",\n  \"status\""), "\"from\": \"2024-09-01\"", "\"from\": \"2026-09-01\"");
        var school = PolicyLibrary.Of([Rules.Source("thrive.json", s_thrive), Rules.Source("thrive-2.json", next), Rules.Source("overlays/school.json", s_overlay)]).For("thrive-example-primary");
        Assert.Equal(new LocalDate(2026, 8, 31), school.Versions[0].To);
        Assert.Equal(ProblemCode.NotInForce, Assert.Single(Assert.Throws<ConductPolicyException>(() => school.InForceOn(new LocalDate(2026, 9, 1))).Problems).Code);
    }

    [Fact]
    public void A_base_with_problems_or_of_no_file_is_told_at_the_overlay()
    {
        var problems = Assert.Throws<ConductPolicyException>(() => PolicyLibrary.Of([Rules.Source("thrive.json", "{"), Rules.Source("overlays/school.json", s_overlay)])).Problems;
        Assert.Contains(problems, problem => problem is { Code: ProblemCode.BadBase, File: "overlays/school.json" });
        problems = Assert.Throws<ConductPolicyException>(() => PolicyLibrary.Of([Rules.Version("1"), Rules.Source("overlays/school.json", s_overlay)])).Problems;
        Assert.Contains(problems, problem => problem is { Code: ProblemCode.UnknownBase, File: "overlays/school.json" });
    }
}
