using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Library;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace ConductPolicy.Extensions.DependencyInjection;

/// <summary>The rule files that decide now, kept up to date while the application runs. One for the application, safe for all threads.</summary>
/// <remarks>
/// What decides is always a whole library that was read, checked and proved: what is new takes its place in one step, and where it has a
/// problem the last good one stays. Take <see cref="Current"/> once for all that belongs together. A file that is taken away
/// stays in use until the application starts again, so that no version ends because a file was being moved.
/// </remarks>
public sealed class PolicyProvider
{
    // How often the folder is read at the start until two readings are the same.
    private const int MostReadingsAtStart = 10;

    // Also what the one who reads the folder holds.
    private readonly PolicyLibraryOptions _asked;
    private readonly string? _folder;
    private readonly TimeSpan _interval;
    private readonly PolicyMetrics _metrics;
    private readonly ILogger<PolicyProvider> _logger;
    private readonly TimeProvider _time;
    private State _state = new(null, []);
    private FolderReading? _last;
    private FolderReading? _judged;

    internal PolicyProvider(ConductPolicyOptions options, PolicyMetrics metrics, ILogger<PolicyProvider> logger, TimeProvider time, string? contentRoot)
    {
        _asked = new()
        {
            UsesDrafts = options.UsesDrafts,
            ApprovedHashes = options.ApprovedHashes?.ToValueList(),
            ProvesSafeguards = options.ProvesSafeguards,
            MakeEngine = options.MakeEngine,
        };
        _folder = options.Folder is { } folder ? Path.GetFullPath(folder, contentRoot ?? Directory.GetCurrentDirectory()) : null;
        _interval = options.PollInterval;
        _metrics = metrics;
        _logger = logger;
        _time = time;
    }

    // Both in one, so that nobody sees the problems of one reading beside the library of another.
    private sealed record State(PolicyLibrary? Library, ValueList<Problem> Refused);

    /// <summary>New rule files went live: raised once for each change of content, in their order, after <see cref="Current"/> gives them.</summary>
    /// <remarks>It is raised on the thread that reads the folder, which waits. What a handler throws is logged and goes no further.</remarks>
    public event EventHandler<PolicyChange>? Changed;

    /// <summary>What decides now. It never changes: what is asked of it, however long it takes, is answered by one version of every file.</summary>
    /// <exception cref="ConductPolicyException">No good rule file has been read yet; every problem is given.</exception>
    public PolicyLibrary Current
    {
        get
        {
            if (Volatile.Read(ref _state).Library is { } library)
            {
                return library;
            }

            Load();
            return Volatile.Read(ref _state) switch
            {
                { Library: { } first } => first,
                var state => throw new ConductPolicyException(state.Refused),
            };
        }
    }

    /// <summary>Why the newest files do not decide; empty where they do.</summary>
    public ValueList<Problem> Refused => Volatile.Read(ref _state).Refused;

    internal PolicyLibrary? CurrentIfAny => Volatile.Read(ref _state).Library;

    internal bool IsOfFolder => _folder is not null;

    /// <summary>Decides one incident of a case by the rules that are current, and counts the decision.</summary>
    /// <param name="policy">The policy's id, such as <c>qet</c>.</param>
    /// <param name="conductCase">The case.</param>
    /// <param name="incident">The id of the incident; null for the latest.</param>
    /// <param name="asOf">The day of the decision; null for the one that the case names.</param>
    /// <exception cref="ConductPolicyException">There is no such policy, or as for <see cref="PolicyVersions.Decide"/>.</exception>
    public Decision Decide(string policy, ConductCase conductCase, string? incident = null, LocalDate? asOf = null) =>
        Counted(Current.For(policy).Decide(conductCase, incident, asOf));

    /// <summary>Reads a case and decides one incident of it, both by the rules that are current when it begins, and counts the decision.</summary>
    /// <param name="policy">The policy's id, such as <c>qet</c>.</param>
    /// <param name="utf8">The case, as JSON in UTF-8.</param>
    /// <param name="incident">The id of the incident; null for the latest.</param>
    /// <param name="asOf">The day of the decision; null for the one that the case names.</param>
    /// <exception cref="ConductPolicyException">There is no such policy; the case has errors, all of them given; or as for <see cref="PolicyVersions.Decide"/>.</exception>
    public Decision Decide(string policy, byte[] utf8, string? incident = null, LocalDate? asOf = null)
    {
        var versions = Current.For(policy);
        return Counted(versions.Decide(versions.ReadCase(utf8, "", incident, asOf), incident, asOf));
    }

    /// <summary>Reads the rules for the first time, waiting while they are being written. Afterwards there is a library, or the problems that stand in its way.</summary>
    internal void Load()
    {
        lock (_asked)
        {
            if (_state.Library is not null)
            {
                return;
            }

            if (_folder is null)
            {
                Judge(new(PolicySource.Shipped(), []));
                return;
            }

            _judged = null;
            for (var i = 0; i < MostReadingsAtStart && (_judged is null || _judged.Content != _last!.Content); i++)
            {
                if (_last is { } last && !last.IsOlderThan(_time.GetUtcNow() - _interval))
                {
                    Thread.Sleep(_interval);
                }

                Poll();
            }

            if (_judged is null)
            {
                Refuse([new(ProblemCode.CannotRead, _folder, 0, 0, "", "The rule files were still being written when the application started.", "Write them first, then start it.", ProblemSeverity.Error)]);
            }
        }
    }

    /// <summary>Reads the folder once, and takes over what is new in it where it was the same the last time.</summary>
    internal void Poll()
    {
        lock (_asked)
        {
            var reading = FolderReading.Of(_folder!);
            var isSettled = _last?.Content == reading.Content;
            _last = reading;
            if (isSettled && _judged?.Content != reading.Content)
            {
                _judged = reading;
                Judge(reading);
            }
        }
    }

    private void Judge(FolderReading reading)
    {
        if (reading.Problems.Count > 0)
        {
            Refuse(reading.Problems);
            return;
        }

        // An empty folder is no library; where there was one, what is gone says more.
        if (reading.Sources.Count == 0 && GoneFrom(reading.Sources, null) is { Count: > 0 } all)
        {
            Refuse(all);
            return;
        }

        try
        {
            var library = PolicyLibrary.Of(reading.Sources, _asked);
            if (GoneFrom(reading.Sources, library) is { Count: > 0 } gone)
            {
                Refuse(gone);
            }
            else
            {
                Accept(library);
            }
        }
        catch (ConductPolicyException failure)
        {
            Refuse(failure.Problems);
        }
    }

    // A version in use of which neither the file nor the version itself is there any more.
    private ValueList<Problem> GoneFrom(ValueList<PolicySource> sources, PolicyLibrary? next) => _state.Library is not { } current ? [] : current.Policies
        .SelectMany(policy => policy.Versions)
        .Where(version => sources.All(source => source.Name != version.File) && next?.Policies.Any(policy => policy.Id == version.Policy.Id
            && policy.Versions.Any(other => other.Policy.Version == version.Policy.Version)) != true)
        .Select(version => new Problem(
            ProblemCode.FileGone, version.File, 0, 0, "", $"The file of version {version.Policy.Version} of `{version.Policy.Id}` is gone; the version stays in use.",
            "Put it back; or start the application again to do without it.", ProblemSeverity.Error))
        .ToValueList();

    private void Accept(PolicyLibrary library)
    {
        var before = _state;
        Volatile.Write(ref _state, new(library, []));
        if (before.Library?.Hash == library.Hash)
        {
            if (before.Refused.Count > 0)
            {
                _metrics.RulesRead("restored");
                PolicyLog.Restored(_logger, library.Hash);
            }

            return;
        }

        _metrics.RulesRead("live");
        PolicyLog.Live(_logger, library.Hash, new RulesBefore(before.Library), new VersionList(library));
        foreach (var (was, now) in Reused(before.Library, library))
        {
            PolicyLog.VersionReused(_logger, now.Id, now.Version, was.Hash, now.Hash);
        }

        foreach (var review in library.ReviewsAsOf(LocalDate.FromDateTime(_time.GetLocalNow().DateTime)).Where(review => review.IsOverdue))
        {
            PolicyLog.ReviewOverdue(_logger, review.Policy.Id, review.Policy.Version, review.Stated);
        }

        Raise(new PolicyChange(before.Library, library));
    }

    // A version that decided and still goes by the same name, with other content. Of an overlay that may be the base's.
    private static IEnumerable<(Policy Was, Policy Now)> Reused(PolicyLibrary? before, PolicyLibrary after) =>
        from was in before?.Policies.SelectMany(policy => policy.Versions) ?? []
        where was.From is not null
        from now in after.Policies.SelectMany(policy => policy.Versions)
        where now.Policy.Id == was.Policy.Id && now.Policy.Version == was.Policy.Version && now.Policy.Hash != was.Policy.Hash
        select (was.Policy, now.Policy);

    private void Refuse(ValueList<Problem> problems)
    {
        var current = _state.Library;
        Volatile.Write(ref _state, new(current, problems));
        _metrics.RulesRead("refused");
        if (current is null)
        {
            PolicyLog.NothingToDecideBy(_logger, problems.Count, new ProblemList(problems));
        }
        else
        {
            PolicyLog.Refused(_logger, problems.Count, current.Hash, new ProblemList(problems));
        }
    }

    private void Raise(PolicyChange change)
    {
        foreach (var handler in Changed?.GetInvocationList() ?? [])
        {
            try
            {
                ((EventHandler<PolicyChange>)handler)(this, change);
            }
#pragma warning disable CA1031 // Whatever a subscriber throws, the others are told, and the rules stay live.
            catch (Exception error)
#pragma warning restore CA1031
            {
                PolicyLog.HandlerFailed(_logger, error);
            }
        }
    }

    private Decision Counted(Decision decision)
    {
        _metrics.Decided(decision.Policy);
        return decision;
    }
}
