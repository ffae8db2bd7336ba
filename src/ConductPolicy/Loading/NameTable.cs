using System.Buffers.Binary;
using System.Text;

namespace ConductPolicy.Loading;

/// <summary>Names by their UTF-8 text, so that reading one that is known makes no string. Immutable once made.</summary>
internal sealed class NameTable
{
    // Few of the slots are taken, so that the first one looked at mostly decides.
    private const int SlotsPerName = 4;

    private readonly string[] _names;
    private readonly byte[][] _texts;
    private readonly int[] _slots;

    /// <summary>A table of names; of two that are the same the first counts.</summary>
    public NameTable(IEnumerable<string> names)
    {
        _names = [.. names.Distinct(StringComparer.Ordinal)];
        _texts = [.. _names.Select(Encoding.UTF8.GetBytes)];
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(_names.Length * SlotsPerName) + 1)];
        for (var i = 0; i < _names.Length; i++)
        {
            var slot = FirstSlotOf(_texts[i]);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i + 1;
        }
    }

    public string this[int index] => _names[index];

    /// <summary>The position of a name in the order given, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> utf8)
    {
        for (var slot = FirstSlotOf(utf8); _slots[slot] is var number and > 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (utf8.SequenceEqual(_texts[number - 1]))
            {
                return number - 1;
            }
        }

        return -1;
    }

    // By the length and the first and last bytes, in which the ids of a policy differ.
    private int FirstSlotOf(ReadOnlySpan<byte> utf8)
    {
        ulong mixed = (uint)utf8.Length;
        if (utf8.Length >= sizeof(ulong))
        {
            mixed = (mixed * 31) ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8) ^ (BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]) * 3);
        }
        else
        {
            foreach (var item in utf8)
            {
                mixed = (mixed << 8) | item;
            }
        }

        return (int)((mixed * 0x9E3779B97F4A7C15) >> 33) & (_slots.Length - 1);
    }
}
