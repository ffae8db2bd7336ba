using System.Security.Cryptography;

namespace ConductPolicy.Policies;

/// <summary>The SHA-256 of a rule file's bytes, worked out when it is first asked for: the cryptography takes longer to start than a decision.</summary>
internal sealed class ContentHash(byte[] utf8) : IEquatable<ContentHash>
{
    private readonly Lazy<string> _value = new(() => Convert.ToHexString(SHA256.HashData(utf8)).ToLowerInvariant());

    public string Value => _value.Value;

    public bool Equals(ContentHash? other) => other is not null && Value == other.Value;

    public override bool Equals(object? obj) => Equals(obj as ContentHash);

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);
}
