using System.Security.Cryptography;
using System.Text;

namespace ConductPolicy.Policies;

/// <summary>The SHA-256 of a rule file's bytes, worked out when it is first asked for: the cryptography takes longer to start than a decision.</summary>
/// <param name="utf8">The bytes.</param>
/// <param name="extended">For an overlay, the hash of what it extends: that, in hexadecimal, and a line feed come before the bytes.</param>
internal sealed class ContentHash(byte[] utf8, ContentHash? extended = null) : IEquatable<ContentHash>
{
    private readonly Lazy<string> _value = new(() => HashOf(extended is null ? utf8 : [.. Encoding.ASCII.GetBytes($"{extended.Value}\n"), .. utf8]));

    public string Value => _value.Value;

    public bool Equals(ContentHash? other) => other is not null && Value == other.Value;

    public override bool Equals(object? obj) => Equals(obj as ContentHash);

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    private static string HashOf(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant();
}
