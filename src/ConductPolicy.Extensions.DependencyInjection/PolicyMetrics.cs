using System.Diagnostics.Metrics;
using ConductPolicy.Policies;

namespace ConductPolicy.Extensions.DependencyInjection;

/// <summary>What is counted, under the meter <see cref="MeterName"/>. Nothing of a case is.</summary>
public sealed class PolicyMetrics : IDisposable
{
    /// <summary>The meter's name: <c>ConductPolicy</c>.</summary>
    public const string MeterName = "ConductPolicy";

    private readonly Meter? _own;
    private readonly Counter<long> _rules;
    private readonly Counter<long> _decisions;

    internal PolicyMetrics(IMeterFactory? factory)
    {
        // The factory ends the meters that it made.
        var meter = factory?.Create(MeterName) ?? (_own = new Meter(MeterName));
        _rules = meter.CreateCounter<long>(
            "conductpolicy.rules", "{reading}", "Readings of the rule files that told something, by conductpolicy.outcome: live, refused, restored.");
        _decisions = meter.CreateCounter<long>(
            "conductpolicy.decisions", "{decision}", "Decisions, by conductpolicy.policy, conductpolicy.version and conductpolicy.hash.");
    }

    /// <inheritdoc/>
    public void Dispose() => _own?.Dispose();

    internal void RulesRead(string outcome) => _rules.Add(1, new KeyValuePair<string, object?>("conductpolicy.outcome", outcome));

    internal void Decided(Policy policy)
    {
        if (_decisions.Enabled)
        {
            _decisions.Add(
                1, new("conductpolicy.policy", policy.Id), new("conductpolicy.version", policy.Version), new KeyValuePair<string, object?>("conductpolicy.hash", policy.Hash));
        }
    }
}
