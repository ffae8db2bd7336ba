using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Testing;

/// <summary>Names a policy by a type, so that an attribute can name it: <c>[Property(Arbitrary = new[] { typeof(PolicyArbitraries&lt;OurRules&gt;) })]</c>.</summary>
public interface IPolicySource
{
    /// <summary>The policy. It is asked for once.</summary>
    static abstract Policy Policy { get; }
}

/// <summary>The policy of Quantock Education Trust that ships with the library.</summary>
public sealed class QetRules : IPolicySource
{
    private QetRules()
    {
    }

    /// <inheritdoc/>
    public static Policy Policy => ShippedPolicies.Load("qet");
}

/// <summary>The policy of Thrive Co-operative Learning Trust that ships with the library.</summary>
public sealed class ThriveRules : IPolicySource
{
    private ThriveRules()
    {
    }

    /// <inheritdoc/>
    public static Policy Policy => ShippedPolicies.Load("thrive");
}
