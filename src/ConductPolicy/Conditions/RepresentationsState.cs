namespace ConductPolicy.Conditions;

/// <summary>How far the person's own side has been heard.</summary>
public enum RepresentationsState
{
    /// <summary>Representations were received.</summary>
    Received,

    /// <summary>The day until which they were invited has passed.</summary>
    PeriodOver,

    /// <summary>Either of the two.</summary>
    Heard,
}
