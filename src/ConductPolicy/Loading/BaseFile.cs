using ConductPolicy.Policies;

namespace ConductPolicy.Loading;

/// <summary>Finds the policy that an overlay extends.</summary>
internal static class BaseFile
{
    public const string NoOverlay = "An overlay extends a trust's own policy: name that one.";

    /// <summary>A policy that ships, by its id; null where there is none.</summary>
    public static Policy? Shipped(string name) => ShippedPolicies.Ids.Contains(name) ? ShippedPolicies.Load(name) : null;

    /// <summary>A policy that ships, or a file by its path as seen from the overlay's; null where there is none.</summary>
    /// <param name="overlay">The overlay's own path.</param>
    public static Func<string, Policy?> Beside(string overlay) => name =>
    {
        var path = Path.Combine(Path.GetDirectoryName(overlay) ?? "", name);
        return IsPath(name) ? File.Exists(path) ? Read(path) : null : Shipped(name);
    };

    private static Policy Read(string path)
    {
        var bytes = InputFile.Read(path);
        return PolicyFile.BaseOf(bytes) is null ? PolicyFile.Parse(bytes, path) : throw new ConductPolicyException([new Problem(
            ProblemCode.BaseExtends, path, 0, 0, "/extends", "This is an overlay too.", NoOverlay, ProblemSeverity.Error)]);
    }

    private static bool IsPath(string name) => name.Contains('.', StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal);
}
