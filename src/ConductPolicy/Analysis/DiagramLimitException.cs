using System.Globalization;
using ConductPolicy.Loading;

namespace ConductPolicy.Analysis;

/// <summary>An exact answer would need more room than is given to it. It is no answer either way. It leaves the library as a <see cref="ConductPolicyException"/>.</summary>
internal sealed class DiagramLimitException : Exception
{
    internal DiagramLimitException(string what, int limit)
        : base(string.Create(CultureInfo.InvariantCulture, $"The exact answer needs more than {limit:N0} {what}, which is the limit."))
    {
    }

    /// <summary>What the user is told.</summary>
    public ConductPolicyException ToProblem() => new([new Problem(
        ProblemCode.TooComplex, "", 0, 0, "", Message, "Make the conditions simpler: fewer responses in one list of `taken`, smaller counts.", ProblemSeverity.Error)]);
}
