using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ConductPolicy.Decisions;

/// <summary>What was said of the states of some atoms, so that the same thing is put in words once. Says nothing else than saying it anew would.</summary>
/// <typeparam name="T">What was said.</typeparam>
/// <param name="atoms">The atoms that it depends on.</param>
internal sealed class Remembered<T>(int[] atoms)
    where T : class
{
    // So that it stays small whatever cases come; beyond, things are said anew each time.
    private const int MostStates = 512;
    private const int MostAtoms = 28;
    private const int MostElse = 255;

    private readonly ConcurrentDictionary<ulong, T> _said = new();
    private int _count;

    /// <summary>What was said of a state, where it is known.</summary>
    /// <param name="bits">The state.</param>
    /// <param name="also">What else it depends on, a number.</param>
    /// <param name="said">What was said, or null.</param>
    public bool TryGet(in TruthBits bits, int also, [NotNullWhen(true)] out T? said)
    {
        said = null;
        return IsKept(also) && _said.TryGetValue(KeyOf(bits, also), out said);
    }

    public T Keep(in TruthBits bits, int also, T said)
    {
        if (IsKept(also) && Volatile.Read(ref _count) < MostStates && _said.TryAdd(KeyOf(bits, also), said))
        {
            Interlocked.Increment(ref _count);
        }

        return said;
    }

    private bool IsKept(int also) => atoms.Length <= MostAtoms && also is >= 0 and <= MostElse;

    private ulong KeyOf(in TruthBits bits, int also)
    {
        var key = (ulong)also;
        foreach (var atom in atoms)
        {
            key = (key << 2) | (ulong)bits[atom];
        }

        return key;
    }
}
