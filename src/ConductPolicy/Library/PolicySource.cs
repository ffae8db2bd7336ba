using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Library;

/// <summary>A rule file as it was read: its name and its bytes. Immutable.</summary>
public sealed class PolicySource
{
    private readonly ContentHash _hash;

    private PolicySource(string name, byte[] utf8, Func<string, Policy?> findBase)
    {
        Name = name;
        Utf8 = utf8;
        FindBase = findBase;
        _hash = new ContentHash(utf8);
    }

    /// <summary>The name to give in problems: the file's path, or what the caller called it.</summary>
    public string Name { get; }

    /// <summary>The SHA-256 of its bytes, in lower-case hexadecimal; that of the policy in it (<see cref="Policy.Hash"/>) where it is no overlay.</summary>
    public string Hash => _hash.Value;

    internal byte[] Utf8 { get; }

    /// <summary>Finds what an overlay extends where that is none of the files beside it.</summary>
    internal Func<string, Policy?> FindBase { get; }

    /// <summary>The policies that come with the library.</summary>
    public static ValueList<PolicySource> Shipped() =>
        ShippedPolicies.Ids.Select(id => new PolicySource($"rules/{id}.json", ShippedPolicies.Read(id), BaseFile.Shipped)).ToValueList();

    /// <summary>A file. Where it is an overlay, its base is looked for beside it.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ConductPolicyException">The file cannot be read, or is too large.</exception>
    public static PolicySource FromFile(string path) => new(path, InputFile.Read(path), BaseFile.Beside(path));

    /// <summary>What is left in a stream. The stream stays open.</summary>
    /// <param name="name">The name to give in problems.</param>
    /// <param name="stream">The stream.</param>
    /// <exception cref="ConductPolicyException">The stream cannot be read.</exception>
    public static PolicySource FromStream(string name, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(stream);
        return new(name, InputFile.Read(stream, name), BaseFile.Shipped);
    }

    /// <summary>The rule files of a folder, by their names: every <c>.json</c> directly in it but policy tests (<c>.cases.json</c>) and files whose name begins with a dot.</summary>
    /// <remarks>An overlay extends another of these files, or a policy that ships. Links are followed. Nothing is looked into: what is no rule set is told when the library is made.</remarks>
    /// <param name="path">The folder's path.</param>
    /// <exception cref="ConductPolicyException">The folder or some of its files cannot be read; all of them are given.</exception>
    public static ValueList<PolicySource> FromFolder(string path)
    {
        var problems = new List<Problem>();
        var sources = new List<PolicySource>();
        foreach (var file in InputFile.NamesIn(path).Where(IsRuleFile).Order(StringComparer.Ordinal))
        {
            try
            {
                sources.Add(new(file, InputFile.Read(file), BaseFile.Shipped));
            }
            catch (ConductPolicyException failure)
            {
                problems.AddRange(failure.Problems);
            }
        }

        return problems.Count == 0 ? sources.ToValueList() : throw new ConductPolicyException(problems.ToValueList());
    }

    /// <summary>The name and the beginning of the hash.</summary>
    public override string ToString() => $"{Name} ({Hash[..12]})";

    private static bool IsRuleFile(string path)
    {
        var name = Path.GetFileName(path);
        return name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".cases.json", StringComparison.OrdinalIgnoreCase) && !name.StartsWith('.');
    }
}
