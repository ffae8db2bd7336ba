using System.Globalization;

namespace ConductPolicy.Analysis;

/// <summary>An exact answer would need more room than is given to it. It is no answer either way.</summary>
public sealed class DiagramLimitException : Exception
{
    internal DiagramLimitException(string what, int limit)
        : base(string.Create(CultureInfo.InvariantCulture, $"The exact answer needs more than {limit:N0} {what}, which is the limit."))
    {
    }
}
