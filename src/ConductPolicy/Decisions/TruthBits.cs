using System.Numerics;
using ConductPolicy.Conditions;

namespace ConductPolicy.Decisions;

/// <summary>
/// What is known of an incident, two bits for each thing that a condition can ask: whether it is known, and whether it is true.
/// A bit of the second kind is set only beside one of the first.
/// </summary>
/// <remarks>Words stand in pairs: the first says what is known of 64 such things, the second what is true of them.</remarks>
internal readonly ref struct TruthBits(Span<ulong> words)
{
    private readonly Span<ulong> _words = words;

    public static int WordsFor(int atoms) => (atoms + 63) / 64 * 2;

    /// <summary>The first of the two words in which an atom's bits stand.</summary>
    public static int WordOf(int atom) => atom >> 6 << 1;

    public static ulong BitOf(int atom) => 1UL << atom;

    public Truth this[int atom]
    {
        get
        {
            var word = WordOf(atom);
            var known = (int)(_words[word] >> atom) & 1;
            var isTrue = (int)(_words[word + 1] >> atom) & 1;
            return (Truth)(1 - known + (isTrue << 1));
        }
    }

    public bool Holds(int atom) => (_words[WordOf(atom) + 1] & BitOf(atom)) != 0;

    public ulong KnownTrue(int word) => _words[word + 1];

    public ulong KnownFalse(int word) => _words[word] & ~_words[word + 1];

    public void Set(int atom, Truth truth)
    {
        var word = WordOf(atom);
        var bit = BitOf(atom);
        _words[word] = truth == Truth.Unknown ? _words[word] & ~bit : _words[word] | bit;
        _words[word + 1] = truth == Truth.True ? _words[word + 1] | bit : _words[word + 1] & ~bit;
    }

    /// <summary>How many of a range of atoms are true.</summary>
    public int CountTrue(int first, int count)
    {
        var found = 0;
        for (var end = first + count; first < end; first = (first | 63) + 1)
        {
            var word = _words[WordOf(first) + 1] >> first;
            var left = end - first;
            found += BitOperations.PopCount(left < 64 ? word & (BitOf(left) - 1) : word);
        }

        return found;
    }
}
