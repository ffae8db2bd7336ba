using ConductPolicy.Conditions;

namespace ConductPolicy.Decisions;

/// <summary>How a condition is made up of its parts.</summary>
internal enum Connective
{
    /// <summary>It has none: it is an atom.</summary>
    Atom,

    /// <summary>Its one part does not hold.</summary>
    Not,

    /// <summary>All hold.</summary>
    All,

    /// <summary>One holds, or more.</summary>
    Any,
}

/// <summary>A condition made ready to be evaluated on <see cref="TruthBits"/>.</summary>
internal sealed class CompiledCondition
{
    private readonly Connective _connective;
    private readonly CompiledCondition[] _parts;

    // The parts that are atoms, gathered by the word that their bits stand in, and those that are not.
    private readonly AtomsOfWord[] _atoms;
    private readonly CompiledCondition[] _nested;

    public CompiledCondition(Condition source, int atom, int awaited = -1)
    {
        Source = source;
        Atom = atom;
        Awaited = awaited;
        Atoms = awaited < 0 ? [atom] : [atom, awaited];
        _connective = Connective.Atom;
        _parts = [];
        _nested = [];
        _atoms = [AtomsOfWord.Of(atom)];
    }

    public CompiledCondition(Condition source, Connective connective, params CompiledCondition[] parts)
    {
        Source = source;
        Atom = -1;
        Awaited = -1;
        Atoms = AtomsOf(parts);
        _parts = parts;
        if (connective != Connective.Not && parts is [var only])
        {
            // A condition around one other, such as one that cites a clause, comes to what that one does.
            (_connective, _atoms, _nested) = (only._connective, only._atoms, only._nested);
            return;
        }

        _connective = connective;
        _nested = Array.FindAll(parts, part => part.Atom < 0);
        _atoms = ByWord(parts);
    }

    private readonly record struct AtomsOfWord(int Word, ulong Mask)
    {
        public static AtomsOfWord Of(int atom) => new(TruthBits.WordOf(atom), TruthBits.BitOf(atom));
    }

    /// <summary>The condition of the rule set.</summary>
    public Condition Source { get; }

    /// <summary>Its atom; -1 where it has parts.</summary>
    public int Atom { get; }

    public ReadOnlySpan<CompiledCondition> Parts => _parts;

    /// <summary>For an attempt that has to have come out in some way, the atom that says whether that is awaited; else -1.</summary>
    public int Awaited { get; }

    /// <summary>Every atom that it comes down to, each once.</summary>
    public int[] Atoms { get; }

    private static int[] AtomsOf(CompiledCondition[] parts)
    {
        var atoms = new HashSet<int>();
        foreach (var part in parts)
        {
            atoms.UnionWith(part.Atoms);
        }

        var all = new int[atoms.Count];
        atoms.CopyTo(all);
        return all;
    }

    private static AtomsOfWord[] ByWord(CompiledCondition[] parts)
    {
        var words = new AtomsOfWord[parts.Length];
        var count = 0;
        foreach (var part in parts)
        {
            if (part.Atom < 0)
            {
                continue;
            }

            var (word, mask) = AtomsOfWord.Of(part.Atom);
            var at = 0;
            while (at < count && words[at].Word != word)
            {
                at++;
            }

            words[at] = new AtomsOfWord(word, words[at].Mask | mask);
            count = Math.Max(count, at + 1);
        }

        return words[..count];
    }

    /// <summary>Whether another is made up in the same way of the same atoms, whatever clauses the two cite.</summary>
    public bool IsSameAs(CompiledCondition other) => _connective == other._connective
        && _atoms.AsSpan().SequenceEqual(other._atoms)
        && _nested.Length == other._nested.Length && _nested.Zip(other._nested).All(pair => pair.First.IsSameAs(pair.Second));

    /// <summary>Whether it holds, by Kleene's strong three-valued logic.</summary>
    public Truth Evaluate(in TruthBits bits) => _connective switch
    {
        Connective.Any => EvaluateAny(bits),
        Connective.Not => EvaluateAll(bits).Not(),
        _ => EvaluateAll(bits),
    };

    private Truth EvaluateAll(in TruthBits bits)
    {
        var least = Truth.True;
        foreach (var (word, mask) in _atoms)
        {
            if ((bits.KnownFalse(word) & mask) != 0)
            {
                return Truth.False;
            }

            least = (bits.KnownTrue(word) & mask) == mask ? least : Truth.Unknown;
        }

        foreach (var part in _nested)
        {
            least = least.And(part.Evaluate(bits));
            if (least == Truth.False)
            {
                break;
            }
        }

        return least;
    }

    private Truth EvaluateAny(in TruthBits bits)
    {
        var greatest = Truth.False;
        foreach (var (word, mask) in _atoms)
        {
            if ((bits.KnownTrue(word) & mask) != 0)
            {
                return Truth.True;
            }

            greatest = (bits.KnownFalse(word) & mask) == mask ? greatest : Truth.Unknown;
        }

        foreach (var part in _nested)
        {
            greatest = greatest.Or(part.Evaluate(bits));
            if (greatest == Truth.True)
            {
                break;
            }
        }

        return greatest;
    }
}
