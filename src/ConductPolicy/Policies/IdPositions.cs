using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConductPolicy.Policies;

/// <summary>The positions of ids in a list. An audit looks up some hundred for a case, and here that takes a third of the time of a dictionary. Immutable once made.</summary>
internal sealed class IdPositions
{
    // Few of the slots are taken, so that the first one looked at mostly decides.
    private const int SlotsPerId = 4;

    // Ids so alike that more slots than these would have to be looked at stand in a dictionary.
    private const int MostLooks = 16;

    private readonly (string? Id, int Position)[] _slots;
    private readonly Dictionary<string, int>? _alike;

    /// <param name="ids">The ids, in their order.</param>
    /// <exception cref="ArgumentException">One stands there twice.</exception>
    public IdPositions(IReadOnlyList<string> ids)
    {
        _slots = new (string?, int)[BitOperations.RoundUpToPowerOf2((uint)(ids.Count * SlotsPerId) + 1)];
        for (var i = 0; i < ids.Count; i++)
        {
            var at = SlotOf(ids[i]);
            if (at < 0)
            {
                _alike = Enumerable.Range(0, ids.Count).ToDictionary(position => ids[position]);
                return;
            }

            _slots[at] = _slots[at].Id is null ? (ids[i], i) : throw new ArgumentException($"`{ids[i]}` is there twice.", nameof(ids));
        }
    }

    /// <summary>The position of an id, or -1.</summary>
    public int Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (_alike is not null)
        {
            return _alike.GetValueOrDefault(id, -1);
        }

        return SlotOf(id) is var at and >= 0 && _slots[at] is { Id: not null, Position: var position } ? position : -1;
    }

    // The slot of an id, or the empty one where it would stand; -1 where that is too far to look.
    private int SlotOf(string id)
    {
        var slots = _slots;
        var at = Mixed(id);
        for (var looks = 0; looks < MostLooks; looks++)
        {
            at &= slots.Length - 1;
            if (slots[at].Id is not { } other || other == id)
            {
                return at;
            }

            at++;
        }

        return -1;
    }

    // By its length and the letters at its beginning, in its middle and at its end, which overlap in a short one. None waits for another.
    private static int Mixed(string id)
    {
        var mixed = (ulong)id.Length;
        if (id.Length < 4)
        {
            foreach (var letter in id)
            {
                mixed = (mixed ^ letter) * 0x9E3779B97F4A7C15;
            }
        }
        else
        {
            mixed = (mixed * 0x27D4EB2F165667C5) + (Letters(id, 0) * 0x9E3779B97F4A7C15)
                + (Letters(id, (id.Length - 4) / 2) * 0xC2B2AE3D27D4EB4F) + (Letters(id, id.Length - 4) * 0x165667B19E3779F9);
        }

        return (int)((mixed ^ (mixed >> 32)) >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Letters(string id, int from) => MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(id.AsSpan(from, 4)));
}
