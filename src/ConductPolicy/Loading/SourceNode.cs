using System.Globalization;

namespace ConductPolicy.Loading;

/// <summary>What a value of a JSON text is.</summary>
internal enum SourceKind : byte
{
    Object,
    List,
    Text,
    Number,
    Flag,
    Null,
}

/// <summary>A value of a JSON text that knows its place in it.</summary>
internal sealed class SourceNode(SourceKind kind, int start, SourceNode? parent, string? key)
{
    public SourceKind Kind { get; } = kind;

    /// <summary>The byte at which the value starts.</summary>
    public int Start { get; } = start;

    /// <summary>The byte after its last one.</summary>
    public int End { get; set; }

    /// <summary>The byte at which its key starts, where it has one.</summary>
    public int KeyStart { get; init; } = start;

    public SourceNode? Parent { get; } = parent;

    /// <summary>The key it stands under, or null in a list and at the root.</summary>
    public string? Key { get; } = key;

    /// <summary>Its position in its list or object, counted from 0.</summary>
    public int Index { get; init; }

    /// <summary>The text of a text, or a number as it is written.</summary>
    public string Text { get; init; } = "";

    public bool IsTrue { get; init; }

    public List<SourceNode> Children { get; } = kind <= SourceKind.List ? [] : s_none;

    /// <summary>Whether a shape found a problem in it or below it.</summary>
    public bool IsBad { get; private set; }

    /// <summary>Whether a mistake of form spoilt it or lost a part of it, so that nothing more can be said of it.</summary>
    public bool IsBroken { get; set; }

    /// <summary>The key that was probably meant, where its own is misspelt.</summary>
    public string? MeantKey { get; private set; }

    private const int Few = 16;
    private static readonly List<SourceNode> s_none = [];
    private Dictionary<string, SourceNode>? _byKey;

    /// <summary>The value under a key of an object (the first where the key is repeated), or null.</summary>
    /// <remarks>Looked up only once the whole object has been read.</remarks>
    public SourceNode? this[string key]
    {
        get
        {
            if (Children.Count > Few)
            {
                return (_byKey ??= ByKey()).GetValueOrDefault(key);
            }

            foreach (var child in Children)
            {
                if (child.Key == key || child.MeantKey == key)
                {
                    return child;
                }
            }

            return null;
        }
    }

    private Dictionary<string, SourceNode> ByKey()
    {
        var byKey = new Dictionary<string, SourceNode>(Children.Count);
        foreach (var child in Children)
        {
            // Items of a list have no key.
            byKey.TryAdd(child.Key ?? "", child);
            if (child.MeantKey is { } meant)
            {
                byKey.TryAdd(meant, child);
            }
        }

        return byKey;
    }

    /// <summary>Reads it as if it stood under another key than it does; or, with null, no longer.</summary>
    public void ReadAs(string? key)
    {
        if (Parent?._byKey is { } byKey)
        {
            if (MeantKey is { } former && byKey.GetValueOrDefault(former) == this)
            {
                byKey.Remove(former);
            }

            if (key is not null)
            {
                byKey.TryAdd(key, this);
            }
        }

        MeantKey = key;
    }

    /// <summary>Whether an object has a key, or one that is probably meant for it.</summary>
    public bool HasKeyLike(string key) => this[key] is not null || NearestName.Find(key, Children.Select(child => child.Key!), most: 1).Count > 0;

    /// <summary>The whole number it holds, where it is one that fits.</summary>
    public bool TryGetInteger(out int value)
    {
        value = 0;
        return Kind == SourceKind.Number && int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    public void MarkBad()
    {
        for (var node = this; node is { IsBad: false }; node = node.Parent)
        {
            node.IsBad = true;
        }
    }

    /// <summary>The place as a JSON Pointer (RFC 6901).</summary>
    public string Pointer
    {
        get
        {
            var parts = new Stack<string>();
            for (var node = this; node.Parent is not null; node = node.Parent)
            {
                parts.Push(node.Key is { } name
                    ? name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
                    : node.Index.ToString(CultureInfo.InvariantCulture));
            }

            return string.Concat(parts.Select(part => "/" + part));
        }
    }
}
