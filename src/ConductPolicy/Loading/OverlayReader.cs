using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Loading;

/// <summary>Reads a school's overlay: checks it against the policy that it extends, and applies it.</summary>
internal sealed class OverlayReader(SourceNode root, SourceText source, List<Problem> problems)
{
    /// <summary>The rule set with what the overlay adds, and its policy; null, with problems, where it cannot be read or applied.</summary>
    /// <param name="utf8">The overlay's text.</param>
    /// <param name="findBase">Finds what it extends, by the name that stands under <c>extends</c>; gives null where there is none.</param>
    public (SourceNode? Rules, Policy? Policy) Read(byte[] utf8, Func<string, Policy?> findBase)
    {
        var extends = root["extends"]!;
        ConditionShape.Text.Check(extends, new ShapeCheck(source, problems, new ReferenceNames()));
        if (extends.IsBad || Find(extends, findBase) is not { } found)
        {
            return default;
        }

        var (rules, policy) = Apply(found, utf8);
        return policy is null ? default : (rules, policy with
        {
            Base = found,
            IsAdopted = policy.IsAdopted && found.IsAdopted,
            InForce = root["inForce"] is null ? found.InForce : Within(policy.InForce, found.InForce),
        });
    }

    private Policy? Find(SourceNode extends, Func<string, Policy?> findBase)
    {
        var name = ShapeCheck.Printable(extends.Text);
        try
        {
            switch (findBase(extends.Text))
            {
                case { Base: null } found:
                    return found;
                case null:
                    problems.Add(source.ProblemAt(
                        extends, ProblemCode.UnknownBase, $"There is no policy `{name}` to extend.",
                        $"Write the path of the trust's rule file, as seen from this file, or the id of a policy that ships: {NearestName.OneOf(ShippedPolicies.Ids)}."));
                    return null;
                default:
                    problems.Add(source.ProblemAt(extends, ProblemCode.BaseExtends, $"`{name}` is an overlay too.", BaseFile.NoOverlay));
                    return null;
            }
        }
        catch (ConductPolicyException error)
        {
            var first = error.Problems[0];
            problems.Add(first.Code == ProblemCode.BaseExtends
                ? source.ProblemAt(extends, first.Code, $"`{name}` is an overlay too.", first.Help)
                : source.ProblemAt(extends, ProblemCode.BadBase, $"`{name}` has problems of its own. The first: {first.Message}", $"Mend the base first: `conduct-policy validate {name}`."));
            return null;
        }
    }

    private (SourceNode? Rules, Policy? Policy) Apply(Policy extended, byte[] utf8)
    {
        var text = new SourceText("", PolicyWriter.Write(extended));
        var tree = text.Parse([])!;
        new OverlayCheck(root, extended, new ShapeCheck(source, problems, new ReferenceNames())).Run();
        var before = problems.Count;
        var check = CheckShape(tree, text);
        if (problems.FindIndex(before, problem => problem.Code == ProblemCode.UnknownKey) >= 0)
        {
            // Misspelt keys are now read as those that were meant, so the names defined under them are known.
            problems.RemoveRange(before, problems.Count - before);
            check = CheckShape(tree, text);
        }

        var joined = OverlayTree.Join(root, tree);
        new RuleSetCheck(joined, check).Run();
        if (HasErrors())
        {
            return default;
        }

        var policy = new PolicyBuilder(joined, new ContentHash(utf8, extended.Content)).Build();
        new RuleSetCheck(joined, check).RunOn(policy);
        return HasErrors() ? default : (joined, policy);
    }

    private ShapeCheck CheckShape(SourceNode tree, SourceText text)
    {
        var names = ReferenceNames.CollectFrom(root, tree);

        // It has no problems, but uses names.
        RuleSetShape.RuleSet.Check(tree, new ShapeCheck(text, [], names));
        var check = new ShapeCheck(source, problems, names, root);
        OverlayShape.Overlay.Check(root, check);
        return check;
    }

    private bool HasErrors() => problems.Exists(problem => problem.Severity == ProblemSeverity.Error);

    private static InForce Within(InForce own, InForce extended)
    {
        var to = own.To is { } last && extended.To is { } end ? LocalDate.Min(last, end) : own.To ?? extended.To;
        return own with { From = LocalDate.Max(own.From, extended.From), To = to };
    }
}
