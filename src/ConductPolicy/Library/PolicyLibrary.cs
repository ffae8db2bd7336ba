using System.Security.Cryptography;
using System.Text;
using ConductPolicy.Analysis;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Library;

/// <summary>The policies of trusts, each in its versions: whichever is asked for, by its id and a school, knows which version decides. Immutable: keep one, share it between threads.</summary>
/// <remarks>
/// Reading the files is the only input there is; deciding reads nothing. A library is made whole or not at all: where a file has an
/// error, or two do not go together, every problem of every file is given.
/// </remarks>
public sealed class PolicyLibrary
{
    private readonly Dictionary<string, PolicyVersions> _byId;

    private PolicyLibrary(ValueList<PolicyVersions> policies, ValueList<PolicySource> sources)
    {
        Policies = policies;
        _byId = policies.ToDictionary(policy => policy.Id);
        Sources = sources;
        Hash = HashOf(sources);
    }

    /// <summary>Each policy with its versions, by id.</summary>
    public ValueList<PolicyVersions> Policies { get; }

    /// <summary>The files that it is made of.</summary>
    public ValueList<PolicySource> Sources { get; }

    /// <summary>The content hash of all files together, whatever their names and order: the SHA-256 of their hashes, in lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>The policies that come with the library.</summary>
    public static PolicyLibrary Shipped() => Of(PolicySource.Shipped());

    /// <summary>The library of a folder of rule files (<see cref="PolicySource.FromFolder"/> says which those are).</summary>
    /// <param name="path">The folder's path.</param>
    /// <param name="options">What is asked of the files; null for what is asked of any.</param>
    /// <exception cref="ConductPolicyException">As for <see cref="Of"/>; or the folder, or a file in it, cannot be read.</exception>
    public static PolicyLibrary FromFolder(string path, PolicyLibraryOptions? options = null)
    {
        var sources = PolicySource.FromFolder(path);
        return sources.Count > 0
            ? Of(sources, options)
            : throw Failure(new(ProblemCode.NoRules, path, 0, 0, "", "There is no rule file in the folder.", "A rule file's name ends in `.json`, and not in `.cases.json`.", ProblemSeverity.Error));
    }

    /// <summary>The library of some rule files.</summary>
    /// <param name="sources">The files, in any order; one at least.</param>
    /// <param name="options">What is asked of the files; null for what is asked of any.</param>
    /// <exception cref="ConductPolicyException">
    /// A file has errors; two give the same version of a policy, or say that different ones are in force on the same day; or a file does
    /// not come up to the options. Every problem of every file is given, with its name.
    /// </exception>
    public static PolicyLibrary Of(IEnumerable<PolicySource> sources, PolicyLibraryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        options ??= new();
        var files = sources.ToValueList();
        var problems = new List<Problem>();
        if (files.Count == 0)
        {
            problems.Add(new(ProblemCode.NoRules, "", 0, 0, "", "No rule file was given.", "Give one at least.", ProblemSeverity.Error));
        }

        var read = Read(files, problems);
        foreach (var (policy, source) in read)
        {
            Check(policy, source, options, problems);
        }

        // The trusts' own before the schools', whose versions end with those that they extend.
        var ends = new Dictionary<string, LocalDate>(StringComparer.Ordinal);
        var policies = new List<PolicyVersions>();
        foreach (var group in read.GroupBy(file => file.Policy.Id).OrderBy(group => group.First().Policy.Base is not null))
        {
            var versions = VersionsOf([.. group], options, ends, problems);
            policies.Add(new PolicyVersions(group.Key, versions, options.MakeEngine));
            foreach (var version in versions)
            {
                if (version.To is { } end)
                {
                    ends[version.Policy.Hash] = end;
                }
            }
        }

        policies.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return problems.Count == 0 ? new(policies.ToValueList(), files) : throw new ConductPolicyException(problems.ToValueList());
    }

    /// <summary>The versions of a policy.</summary>
    /// <param name="policy">The policy's id, such as <c>qet</c>.</param>
    /// <exception cref="ConductPolicyException">The library has no such policy; the nearest are named.</exception>
    public PolicyVersions For(string policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return _byId.TryGetValue(policy, out var versions) ? versions : throw Failure(new(
            ProblemCode.UnknownPolicy, "", 0, 0, "", $"There is no policy `{ShapeCheck.Printable(policy)}` in the library.", NearestName.Help(policy, _byId.Keys), ProblemSeverity.Error));
    }

    /// <summary>What the document of each policy in force on a day says of its next review, and whether that is overdue.</summary>
    /// <param name="asOf">The day.</param>
    public ValueList<PolicyReview> ReviewsAsOf(LocalDate asOf) => [.. Policies.Select(policy => policy.ReviewOn(asOf)).OfType<PolicyReview>()];

    // A school's overlay is read after the files that it may extend.
    private static List<(Policy Policy, PolicySource Source)> Read(ValueList<PolicySource> sources, List<Problem> problems)
    {
        var read = new List<(Policy Policy, PolicySource Source)>();
        var bad = new Dictionary<string, ConductPolicyException>(StringComparer.Ordinal);
        foreach (var source in sources.OrderBy(source => PolicyFile.BaseOf(source.Utf8) is not null))
        {
            try
            {
                read.Add((PolicyFile.Parse(source.Utf8, source.Name, FindBase), source));
            }
            catch (ConductPolicyException failure)
            {
                problems.AddRange(failure.Problems);
                bad.TryAdd(PathOf(source.Name), failure);
            }

            Policy? FindBase(string name)
            {
                var path = PathOf(Path.Combine(Path.GetDirectoryName(source.Name) ?? "", name));
                return read.Find(file => PathOf(file.Source.Name) == path) is { Policy: { } extended } ? extended
                    : bad.TryGetValue(path, out var failure) ? throw failure
                    : source.FindBase(name);
            }
        }

        return read;
    }

    // What no file can be called has no path.
    private static string PathOf(string name) => name.Length == 0 || name.Contains('\0', StringComparison.Ordinal) ? name : Path.GetFullPath(name);

    private static void Check(Policy policy, PolicySource source, PolicyLibraryOptions options, List<Problem> problems)
    {
        if (policy.IsAdopted && options.ApprovedHashes is { } approved && !approved.Any(hash => string.Equals(hash.Trim(), policy.Hash, StringComparison.OrdinalIgnoreCase)))
        {
            problems.Add(Problem(
                ProblemCode.NotApproved, source.Name, $"Version {policy.Version} of `{policy.Id}` says that it is adopted, and its content is none that was approved: its hash is {policy.Hash}.",
                "Put the approved file back; or, once the governors have approved this one, give its hash to the application."));
        }

        if (options.ProvesSafeguards && (policy.IsAdopted || options.UsesDrafts))
        {
            Prove(policy, source, problems);
        }
    }

    private static void Prove(Policy policy, PolicySource source, List<Problem> problems)
    {
        try
        {
            foreach (var proof in PolicyAnalysis.Of(policy).Safeguards)
            {
                if (!proof.Holds)
                {
                    problems.Add(Problem(
                        ProblemCode.SafeguardRefuted, source.Name, $"The safeguard `{proof.Safeguard.Id}` does not hold: some case permits what it rules out.",
                        "`conduct-policy analyze` shows the case."));
                }
            }

            if (policy.Base is not null)
            {
                problems.AddRange(PolicyRefinement.Of(policy).Loosenings.Select(loosening => Problem(
                    ProblemCode.MorePermissive, source.Name, loosening.Text, "`conduct-policy analyze` shows a case; a school asks for as much as its trust, or for more.")));
            }
        }
        catch (ConductPolicyException tooComplex)
        {
            problems.AddRange(tooComplex.Problems.Select(problem => problem with { File = source.Name }));
        }
    }

    // The adopted versions of one policy, each until the next begins; drafts are in force on no day unless they are used.
    private static ValueList<PolicyVersion> VersionsOf(List<(Policy Policy, PolicySource Source)> files, PolicyLibraryOptions options, Dictionary<string, LocalDate> ends, List<Problem> problems)
    {
        files.Sort((a, b) => a.Policy.InForce.From != b.Policy.InForce.From
            ? a.Policy.InForce.From.CompareTo(b.Policy.InForce.From)
            : string.CompareOrdinal(a.Source.Name, b.Source.Name));
        foreach (var same in files.GroupBy(file => file.Policy.Version).Where(group => group.Count() > 1))
        {
            problems.Add(Problem(
                ProblemCode.DuplicateVersion, same.Last().Source.Name, $"Version {same.Key} of `{same.Last().Policy.Id}` is in {same.First().Source.Name} already.",
                "Give the newer of the two a version of its own, or take one of the files away."));
        }

        var versions = new List<PolicyVersion>();
        var later = default(LocalDate?);
        for (var i = files.Count - 1; i >= 0; i--)
        {
            var (policy, source) = files[i];
            if (!policy.IsAdopted && !options.UsesDrafts)
            {
                versions.Insert(0, new(policy, source.Name, null, null));
                continue;
            }

            if (policy.InForce.From == later || policy.InForce.To >= later)
            {
                problems.Add(Problem(
                    ProblemCode.VersionsOverlap, source.Name, $"Version {policy.Version} of `{policy.Id}` is still in force on {DateText.Iso(later!.Value)}, when another one begins.",
                    "End it on the day before, or leave `to` out: a version lasts until the next begins."));
            }

            versions.Insert(0, new(policy, source.Name, policy.InForce.From, EndOf(policy, policy.InForce.To ?? later?.PlusDays(-1))));
            later = policy.InForce.From;
        }

        return versions.ToValueList();

        LocalDate? EndOf(Policy policy, LocalDate? own) =>
            policy.Base is { } extended && ends.TryGetValue(extended.Hash, out var end) && (own is not { } last || end < last) ? end : own;
    }

    private static string HashOf(ValueList<PolicySource> sources) => Convert.ToHexString(
        SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', sources.Select(source => source.Hash).Order(StringComparer.Ordinal))))).ToLowerInvariant();

    private static Problem Problem(string code, string file, string message, string help) => new(code, file, 0, 0, "", message, help, ProblemSeverity.Error);

    private static ConductPolicyException Failure(Problem problem) => new([problem]);
}
