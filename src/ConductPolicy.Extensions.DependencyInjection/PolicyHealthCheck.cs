using ConductPolicy.Loading;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConductPolicy.Extensions.DependencyInjection;

/// <summary>Healthy where the newest rule files decide; degraded where they were refused and the last good ones do; unhealthy where nothing does.</summary>
internal sealed class PolicyHealthCheck(PolicyProvider provider) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var refused = provider.Refused;
        if (provider.CurrentIfAny is not { } library)
        {
            return Task.FromResult(new HealthCheckResult(
                context.Registration.FailureStatus, $"There is nothing to decide by. {FirstOf(refused)}".TrimEnd()));
        }

        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["hash"] = library.Hash, ["versions"] = new VersionList(library).ToString() };
        return Task.FromResult(refused.Count == 0
            ? HealthCheckResult.Healthy("The newest rule files decide.", data)
            : HealthCheckResult.Degraded($"The newest rule files are refused, and the last good ones decide. {FirstOf(refused)}", data: data));
    }

    // A probe asks every few seconds: all of them are in the log, once.
    private static string FirstOf(ValueList<Problem> problems) => problems.Count == 0 ? "" : FormattableString.Invariant($"{problems.Count} problem(s), the first: {problems[0]}");
}
