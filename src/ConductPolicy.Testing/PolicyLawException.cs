namespace ConductPolicy.Testing;

/// <summary>A law does not hold of a policy. The message says in what, with the smallest case found and how to try just that again.</summary>
/// <remarks>Any test framework reports it as it reports a failed assertion.</remarks>
public sealed class PolicyLawException : Exception
{
    internal PolicyLawException(PolicyLaw law, string policy, string found, string counterexample, string replay)
        : base($"""
            The law `{law.Name}` does not hold of `{policy}`: {law.Statement}
            {found}
            The smallest that was found:
            {counterexample.TrimEnd()}
            To try it again: PolicyLaws.Check(policy, "{law.Name}", replay: "{replay}")
            """)
    {
        Law = law;
        Found = found;
        Counterexample = counterexample;
        Replay = replay;
    }

    /// <summary>The law.</summary>
    public PolicyLaw Law { get; }

    /// <summary>In what it does not hold, in a sentence or two.</summary>
    public string Found { get; }

    /// <summary>The smallest counterexample found: a case file, or a rule file.</summary>
    public string Counterexample { get; }

    /// <summary>What to give as <c>replay</c> to begin with this counterexample before it was made smaller: two numbers and a size.</summary>
    public string Replay { get; }
}
