using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace ConductPolicy.Loading;

/// <summary>Names by their UTF-8 text, so that reading one that is known makes no string. Immutable once made.</summary>
internal sealed class NameTable
{
    // Few of the slots are taken, so that the first one looked at mostly decides.
    private const int SlotsPerName = 4;

    private readonly string[] _names;
    private readonly byte[][] _texts;
    private readonly Slot[] _slots;

    /// <summary>A table of names; of two that are the same the first counts.</summary>
    public NameTable(IEnumerable<string> names)
    {
        _names = [.. names.Distinct(StringComparer.Ordinal)];
        _texts = Array.ConvertAll(_names, Encoding.UTF8.GetBytes);
        _slots = new Slot[(int)BitOperations.RoundUpToPowerOf2((uint)(_names.Length * SlotsPerName) + 1)];
        for (var i = 0; i < _names.Length; i++)
        {
            var ends = Ends.Of(_texts[i]);
            var slot = ends.Mixed(_slots.Length);
            while (_slots[slot].Number != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = new Slot(ends.First, ends.Last, ends.Length, i + 1);
        }
    }

    public string this[int index] => _names[index];

    /// <summary>The position of a name in the order given, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> utf8)
    {
        var ends = Ends.Of(utf8);
        var slots = _slots;
        for (var at = ends.Mixed(slots.Length); ; at = (at + 1) & (slots.Length - 1))
        {
            ref readonly var slot = ref slots[at];
            if (slot.Number == 0)
            {
                return -1;
            }

            if (slot.First == ends.First && slot.Last == ends.Last && slot.Length == ends.Length && (utf8.Length <= Ends.Whole || utf8.SequenceEqual(_texts[slot.Number - 1])))
            {
                return slot.Number - 1;
            }
        }
    }

    // The ends of a name, and its number, counted from 1; 0 for an empty slot. Small, so that the table stays in the cache.
    private readonly record struct Slot(ulong First, ulong Last, int Length, int Number);

    // The first and last eight bytes, which overlap in a short text, and the length: all there is of one of up to sixteen bytes.
    private readonly record struct Ends(ulong First, ulong Last, int Length)
    {
        public const int Whole = 2 * sizeof(ulong);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Ends Of(ReadOnlySpan<byte> utf8)
        {
            var length = utf8.Length;
            return length >= sizeof(ulong)
                ? new Ends(BinaryPrimitives.ReadUInt64LittleEndian(utf8), BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]), length)
                : length >= sizeof(uint) ? new Ends(BinaryPrimitives.ReadUInt32LittleEndian(utf8), BinaryPrimitives.ReadUInt32LittleEndian(utf8[^sizeof(uint)..]), length)
                : length > 0 ? new Ends(utf8[0], ((ulong)utf8[length / 2] << 8) | utf8[length - 1], length)
                : default;
        }

        public int Mixed(int slots) => (int)(((First * 0x9E3779B97F4A7C15) + ((Last ^ (uint)Length) * 0xC2B2AE3D27D4EB4F)) >> 40) & (slots - 1);
    }
}
