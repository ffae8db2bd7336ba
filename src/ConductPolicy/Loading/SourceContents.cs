namespace ConductPolicy.Loading;

/// <summary>What is inside a value that may be missing or of another kind than expected: nothing, then.</summary>
internal static class SourceContents
{
    private static readonly List<SourceNode> s_nothing = [];

    /// <summary>The items of a list.</summary>
    public static List<SourceNode> Items(SourceNode? node) => node is { Kind: SourceKind.List } ? node.Children : s_nothing;

    /// <summary>The entries of an object, without the trust's own.</summary>
    public static List<SourceNode> Entries(SourceNode? node) =>
        node is { Kind: SourceKind.Object } ? node.Children.FindAll(child => !ObjectShape.IsTrustsOwn(child.Key!)) : s_nothing;
}
