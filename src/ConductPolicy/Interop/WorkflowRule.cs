using ConductPolicy.Conditions;

namespace ConductPolicy.Interop;

/// <summary>What an exported rule is about.</summary>
/// <param name="Kind"><c>scope</c>, <c>behaviour</c>, <c>response</c>, <c>step</c> or <c>duty</c>.</param>
/// <param name="Id">The id in the rule set; null for the scope.</param>
/// <param name="Position">Its position among those of its kind.</param>
/// <param name="Label">What people call it; null for the scope.</param>
/// <param name="Clauses">The clauses it rests on.</param>
internal sealed record WorkflowSubject(string Kind, string? Id, int Position, string? Label, ValueList<string> Clauses);

/// <summary>A rule of an exported workflow.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Formula">When it succeeds.</param>
/// <param name="Own">What the formula names besides what all rules share: the subject's own conditions.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Asks">What it asks of it.</param>
/// <param name="Holds">For one of a pair <c>certain</c> or <c>possible</c>; else null.</param>
internal sealed record WorkflowRule(string Name, Formula Formula, IReadOnlyList<NamedFormula> Own, WorkflowSubject Subject, string Asks, string? Holds);

/// <summary>The names of the one or two rules that answer a question.</summary>
/// <param name="Certain">The rule that succeeds where it holds for certain.</param>
/// <param name="Possible">The rule that succeeds where it may hold; the same where it is never unknown.</param>
internal readonly record struct RulePair(string Certain, string Possible)
{
    public Truth In(Func<string, bool> holds) => holds(Certain) ? Truth.True : holds(Possible) ? Truth.Unknown : Truth.False;
}
