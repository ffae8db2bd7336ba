namespace ConductPolicy.CaseGenerator;

/// <summary>Chance that is the same for the same numbers on every machine (SplitMix64).</summary>
internal sealed class Dice(ulong seed, ulong index)
{
    private ulong _state = seed ^ (index * 0xD1342543DE82EF95);

    /// <summary>A number from 0 up to, and not including, another.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>A number between two others, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(params IReadOnlyList<T> items) => items[Below(items.Count)];

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
