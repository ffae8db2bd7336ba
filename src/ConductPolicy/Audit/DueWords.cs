using ConductPolicy.Loading;

namespace ConductPolicy.Audit;

/// <summary>The words of lists of what is due, in JSON.</summary>
internal static class DueWords
{
    public static readonly WordTable<DueKind> Kinds = new(
        "step", "duty", "answer", "notice", "representations", "bar-decision", "interim-review", "review", "bar-ends", "outcome", "appeal");
}
