using System.Reflection;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests;

public sealed class PublicApiTests
{
    private static readonly Type[] s_types = [.. typeof(Policy).Assembly.GetExportedTypes(), .. typeof(PolicyLaws).Assembly.GetExportedTypes()];

    /// <summary>A change of the file is a change of what others build on: its version says which kind (README, Packages).</summary>
    [Theory]
    [InlineData(typeof(Policy))]
    [InlineData(typeof(PolicyLaws))]
    public void The_public_interface_is_the_one_on_file(Type type) =>
        Golden.Matches(Repository.PathOf("tests", "public-api", $"{type.Assembly.GetName().Name}.txt"), PublicApi.Of(type.Assembly));

    [Fact]
    public void Every_public_class_is_sealed_abstract_or_static() =>
        Assert.All(s_types.Where(type => type.IsClass), type => Assert.True(type.IsSealed || type.IsAbstract, type.Name));

    [Fact]
    public void No_public_type_can_be_changed_once_it_is_made() => Assert.All(s_types.Where(type => !type.IsEnum), type =>
    {
        Assert.All(type.GetFields(BindingFlags.Public | BindingFlags.Instance), field => Assert.True(field.IsInitOnly, $"{type.Name}.{field.Name}"));
        Assert.All(
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.DeclaringType!.Assembly == type.Assembly).Where(property => property.SetMethod is { IsPublic: true }),
            property => Assert.True(IsInitOnly(property), $"{type.Name}.{property.Name}"));
    });

    [Fact]
    public void No_public_type_holds_state_that_is_shared() => Assert.All(
        s_types.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)),
        field => Assert.True(field.IsInitOnly || field.IsLiteral || field.Name.Contains('<', StringComparison.Ordinal), $"{field.DeclaringType!.Name}.{field.Name}"));

    private static bool IsInitOnly(PropertyInfo property) =>
        property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
}
