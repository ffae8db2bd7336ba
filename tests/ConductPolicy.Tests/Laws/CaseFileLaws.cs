using ConductPolicy.Cases;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Laws;

/// <summary>What holds for the file of every case.</summary>
public sealed class CaseFileLaws
{
    private const int Cases = 1_000;

    public static TheoryData<string> Policies => [.. ConductPolicy.Loading.ShippedPolicies.Ids];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Loading_what_was_written_gives_an_equal_case(string id)
    {
        var policy = ConductPolicy.Loading.ShippedPolicies.Load(id);
        Prop.ForAll(CaseArbitrary.DetailedFor(policy), given => Assert.Equal(given, CaseFile.Parse(CaseFile.Write(given), policy)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithQuietOnSuccess(true));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Writing_what_was_loaded_gives_the_same_text(string id)
    {
        var policy = ConductPolicy.Loading.ShippedPolicies.Load(id);
        Prop.ForAll(CaseArbitrary.DetailedFor(policy), given =>
        {
            var text = CaseFile.Write(given);
            Assert.Equal(text, CaseFile.Write(CaseFile.Parse(text, policy)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithQuietOnSuccess(true));
    }
}
