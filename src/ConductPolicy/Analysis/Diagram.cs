namespace ConductPolicy.Analysis;

/// <summary>A function of yes-or-no variables, as the number of its node in a <see cref="DiagramTable"/>. Two of one table are equal where the functions are.</summary>
/// <param name="Node">The node's number.</param>
internal readonly record struct Diagram(int Node)
{
    public static readonly Diagram False = new(0);
    public static readonly Diagram True = new(1);

    public bool IsConstant => Node <= 1;

    public static Diagram Of(bool value) => value ? True : False;
}
