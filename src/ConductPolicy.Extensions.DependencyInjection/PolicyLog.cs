using ConductPolicy.Library;
using ConductPolicy.Loading;
using Microsoft.Extensions.Logging;

namespace ConductPolicy.Extensions.DependencyInjection;

/// <summary>What is logged: of rule files, never of cases.</summary>
internal static partial class PolicyLog
{
    [LoggerMessage(1, LogLevel.Information, "The rules {Hash} are live, {Before}: {Versions}", EventName = "RulesLive")]
    public static partial void Live(ILogger logger, string hash, RulesBefore before, VersionList versions);

    [LoggerMessage(2, LogLevel.Information, "The rule files are again those that are live, {Hash}", EventName = "RulesRestored")]
    public static partial void Restored(ILogger logger, string hash);

    [LoggerMessage(3, LogLevel.Error, "The newest rule files are refused for {Count} problem(s), and {Hash} stays live:\n{Problems}", EventName = "RulesRefused")]
    public static partial void Refused(ILogger logger, int count, string hash, ProblemList problems);

    [LoggerMessage(4, LogLevel.Critical, "There is nothing to decide by: the rule files are refused for {Count} problem(s):\n{Problems}", EventName = "NoRules")]
    public static partial void NothingToDecideBy(ILogger logger, int count, ProblemList problems);

    [LoggerMessage(5, LogLevel.Warning, "The review of {Policy}, version {Version}, was to be in {Stated} and is overdue", EventName = "ReviewOverdue")]
    public static partial void ReviewOverdue(ILogger logger, string policy, string version, string stated);

    [LoggerMessage(6, LogLevel.Error, "A handler of PolicyProvider.Changed failed", EventName = "HandlerFailed")]
    public static partial void HandlerFailed(ILogger logger, Exception error);

    [LoggerMessage(7, LogLevel.Error, "The rule files could not be looked at; they will be again", EventName = "PollFailed")]
    public static partial void PollFailed(ILogger logger, Exception error);

    [LoggerMessage(
        8, LogLevel.Warning,
        "Version {Version} of {Policy} has new content and no new version: {Before} is now {After}. Records of decisions name the version, so give what was changed a version of its own",
        EventName = "VersionReused")]
    public static partial void VersionReused(ILogger logger, string policy, string version, string before, string after);
}

/// <summary>What was live before, put in words only where a log is written.</summary>
internal readonly record struct RulesBefore(PolicyLibrary? Library)
{
    public override string ToString() => Library is null ? "the first since the application started" : $"in the place of {Library.Hash}";
}

/// <summary>The versions of a library, put in words only where a log is written.</summary>
internal readonly record struct VersionList(PolicyLibrary Library)
{
    public override string ToString() => string.Join(", ", Library.Policies.SelectMany(policy => policy.Versions)
        .Select(version => $"{version.Policy.Id} {version.Policy.Version} ({version.Policy.Hash[..12]}{(version.From is null ? ", a draft" : "")})"));
}

/// <summary>Problems, put in words only where a log is written.</summary>
internal readonly record struct ProblemList(ValueList<Problem> Problems)
{
    // A file may have thousands.
    private const int MostTold = 20;

    public override string ToString() =>
        string.Join('\n', Problems.Take(MostTold)) + (Problems.Count > MostTold ? FormattableString.Invariant($"\nand {Problems.Count - MostTold} more") : "");
}
