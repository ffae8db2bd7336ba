using System.Globalization;
using ConductPolicy.Policies;
using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.Loading;

/// <summary>A rule file as it was read: its policy, its problems, and the places of its parts.</summary>
public sealed class CheckedPolicy
{
    private readonly SourceText _source;
    private readonly SourceNode? _root;
    private readonly SourceNode? _rules;

    /// <param name="source">The file's text.</param>
    /// <param name="problems">What was found wrong with it.</param>
    /// <param name="root">Its root; null where it is not JSON.</param>
    /// <param name="rules">The whole rule set: the same, or of an overlay what comes of it and its base. Null where there is none.</param>
    /// <param name="policy">The policy.</param>
    internal CheckedPolicy(SourceText source, ValueList<Problem> problems, SourceNode? root, SourceNode? rules, Policy? policy)
    {
        _source = source;
        _root = root;
        _rules = rules;
        Problems = problems;
        Policy = policy;
    }

    /// <summary>The policy; null where the file has errors.</summary>
    public Policy? Policy { get; }

    /// <summary>Every problem of the file, in the order of their places.</summary>
    public ValueList<Problem> Problems { get; }

    /// <summary>A problem with a part of the rule set, found by something else than reading it.</summary>
    /// <param name="part">
    /// The way to the part: keys, ids, and positions from 0, such as <c>responses</c>, <c>ban</c>, <c>after</c>, <c>any</c>, <c>1</c>.
    /// Where there is nothing more of that name, the place is as far as there is; of a part that the base of an overlay has written,
    /// where the overlay adds to it, else where it names its base.
    /// </param>
    /// <param name="code">The problem's code.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="help">What to do about it.</param>
    /// <param name="severity">How bad it is.</param>
    /// <exception cref="InvalidOperationException">The file is no JSON.</exception>
    public Problem ProblemAt(ValueList<string> part, string code, string message, string? help, ProblemSeverity severity)
    {
        var root = _root ?? throw new InvalidOperationException("The file has no parts.");
        var (node, _) = Find(_rules ?? root, part);
        if (!IsOwn(node))
        {
            var (own, isWhole) = Find(root, part.Take(2));
            node = isWhole ? own : root["extends"]!;
        }

        return _source.ProblemAt(node, code, message, help, atKey: node.Key is not null && node.Key != "id", severity);
    }

    private bool IsOwn(SourceNode node)
    {
        var top = node;
        while (top.Parent is { } parent)
        {
            top = parent;
        }

        return top == _root;
    }

    private static (SourceNode Node, bool IsWhole) Find(SourceNode root, IEnumerable<string> part)
    {
        var (node, isWhole) = (root, true);
        foreach (var name in part)
        {
            if (Step(node, name) is not { } next)
            {
                isWhole = false;
                break;
            }

            node = next;
        }

        // Of what has an id, that is its name.
        return (node is { Kind: SourceKind.Object, Key: null } && node["id"] is { } id && node != root ? id : node, isWhole);
    }

    // A condition that names its clauses holds the condition itself under `when`.
    private static SourceNode? Step(SourceNode node, string name) => node.Kind == SourceKind.List
        ? Items(node).Find(item => item["id"]?.Text == name) ?? (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < node.Children.Count ? node.Children[place] : null)
        : node[name] ?? (node["clause"] is not null && node["when"] is { } when ? Step(when, name) : null);
}
