namespace ConductPolicy.Interop;

/// <summary>A condition by Kleene's strong three-valued logic, as two formulas of ordinary logic: it holds for certain, and it may hold.</summary>
/// <param name="Certain">It holds, however the open questions are answered.</param>
/// <param name="Possible">It holds, or an unanswered fact decides.</param>
internal readonly record struct FormulaPair(Formula Certain, Formula Possible)
{
    public static readonly FormulaPair Always = Known(Formula.True);

    /// <summary>Whether it is never unknown, so that the two are one.</summary>
    public bool IsDefinite => Certain.Text == Possible.Text;

    /// <summary>Of what is always known.</summary>
    public static FormulaPair Known(Formula formula) => new(formula, formula);

    public static FormulaPair All(params IReadOnlyList<FormulaPair> parts) =>
        new(Formula.All(parts.Select(part => part.Certain)), Formula.All(parts.Select(part => part.Possible)));

    public static FormulaPair Any(params IReadOnlyList<FormulaPair> parts) =>
        new(Formula.Any(parts.Select(part => part.Certain)), Formula.Any(parts.Select(part => part.Possible)));

    /// <summary>What holds for certain is what may not fail: the two change places.</summary>
    public FormulaPair Not() => new(Possible.Not(), Certain.Not());
}
