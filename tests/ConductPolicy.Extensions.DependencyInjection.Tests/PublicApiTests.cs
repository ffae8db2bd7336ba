using ConductPolicy.Tests;

namespace ConductPolicy.Extensions.DependencyInjection.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_interface_is_the_one_on_file()
    {
        var assembly = typeof(PolicyProvider).Assembly;
        Golden.Matches(Path.Combine(RuleFolder.RepositoryRoot, "tests", "public-api", $"{assembly.GetName().Name}.txt"), PublicApi.Of(assembly));
    }
}
