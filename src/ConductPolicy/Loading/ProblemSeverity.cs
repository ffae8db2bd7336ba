namespace ConductPolicy.Loading;

/// <summary>How grave a problem of a file is.</summary>
public enum ProblemSeverity
{
    /// <summary>The file is used; somebody should look.</summary>
    Warning,

    /// <summary>The file is refused.</summary>
    Error,
}
