namespace ConductPolicy.Loading;

/// <summary>Input that cannot be used: a rule file, a case, or a question that does not fit them. It carries every problem found, not the first.</summary>
/// <remarks>This is the one exception that bad input gives. A null argument gives <see cref="ArgumentNullException"/>, as everywhere.</remarks>
public sealed class ConductPolicyException : Exception
{
    /// <summary>An exception that carries these problems.</summary>
    /// <param name="problems">The problems, in the order of their places; at least one.</param>
    public ConductPolicyException(ValueList<Problem> problems)
        : base(string.Join('\n', problems ?? throw new ArgumentNullException(nameof(problems)))) => Problems = problems;

    /// <summary>Every problem found, in the order of their places.</summary>
    public ValueList<Problem> Problems { get; }
}
