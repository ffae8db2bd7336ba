namespace ConductPolicy.Analysis;

/// <summary>In which states something is true and in which it is false; in all others it is unknown. No state is both.</summary>
/// <param name="True">The states in which it is true.</param>
/// <param name="False">The states in which it is false.</param>
internal readonly record struct Ternary(Diagram True, Diagram False)
{
    public static readonly Ternary Always = new(Diagram.True, Diagram.False);
    public static readonly Ternary Never = new(Diagram.False, Diagram.True);

    public Ternary Not() => new(False, True);

    public Ternary And(Ternary other, DiagramTable table) => new(table.And(True, other.True), table.Or(False, other.False));

    public Ternary Or(Ternary other, DiagramTable table) => new(table.Or(True, other.True), table.And(False, other.False));

    /// <summary>The states in which it is neither true nor false.</summary>
    public Diagram Unknown(DiagramTable table) => table.Not(table.Or(True, False));
}
