using ConductPolicy.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health of the rule files to an application's health checks.</summary>
public static class ConductPolicyHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that is healthy where the newest rule files decide, degraded where they were refused and the last good ones do, and unhealthy where nothing does.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">The status where nothing decides; null for unhealthy.</param>
    /// <param name="tags">The tags by which checks are chosen.</param>
    public static IHealthChecksBuilder AddConductPolicy(
        this IHealthChecksBuilder builder, string name = "conduct-policy", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name, provider => new PolicyHealthCheck(provider.GetRequiredService<PolicyProvider>()), failureStatus, tags));
    }
}
