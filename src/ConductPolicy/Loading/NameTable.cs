using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace ConductPolicy.Loading;

/// <summary>Names by their UTF-8 text, so that reading one that is known makes no string. Immutable once made.</summary>
internal sealed class NameTable
{
    // Few of the slots are taken, so that the first one looked at mostly decides.
    private const int SlotsPerName = 4;

    private readonly Name[] _names;

    // The number of the name that stands in each, counted from 1; 0 for none. Small, so that they stay in the cache.
    private readonly int[] _slots;

    /// <summary>A table of names; of two that are the same the first counts.</summary>
    public NameTable(IEnumerable<string> names)
    {
        _names = [.. names.Distinct(StringComparer.Ordinal).Select(name => new Name(name))];
        _slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)(_names.Length * SlotsPerName) + 1)];
        for (var i = 0; i < _names.Length; i++)
        {
            var slot = SlotOf(_names[i].Head, _names[i].Utf8.Length);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i + 1;
        }
    }

    public string this[int index] => _names[index].Text;

    /// <summary>The position of a name in the order given, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> utf8) => IndexOf(utf8, utf8.Length);

    /// <summary>The position of the name with which a text begins, in the order given, or -1.</summary>
    /// <param name="utf8">The text; what comes after the name is no part of it, and lets a short one be looked at in one piece.</param>
    /// <param name="length">How long the name is.</param>
    public int IndexOf(ReadOnlySpan<byte> utf8, int length)
    {
        var head = HeadOf(utf8, length);
        var slots = _slots;
        for (var at = SlotOf(head, length); ; at = (at + 1) & (slots.Length - 1))
        {
            var number = slots[at];
            if (number == 0)
            {
                return -1;
            }

            ref readonly var name = ref _names[number - 1];
            if (name.Head == head && name.Utf8.Length == length && (length <= Vector128<byte>.Count || utf8[..length].SequenceEqual(name.Utf8)))
            {
                return number - 1;
            }
        }
    }

    // The first sixteen bytes, with zeros after the end of a shorter name: without a branch on its length, which nobody can foretell.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> HeadOf(ReadOnlySpan<byte> utf8, int length)
    {
        var positions = Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        var head = utf8.Length >= Vector128<byte>.Count ? Vector128.Create(utf8) : Padded(utf8);
        return head & Vector128.LessThan(positions, Vector128.Create((byte)Math.Min(length, Vector128<byte>.Count)));
    }

    private static Vector128<byte> Padded(ReadOnlySpan<byte> utf8)
    {
        Span<byte> padded = stackalloc byte[Vector128<byte>.Count];
        padded.Clear();
        utf8.CopyTo(padded);
        return Vector128.Create((ReadOnlySpan<byte>)padded);
    }

    private int SlotOf(Vector128<byte> head, int length)
    {
        var (first, second) = (head.AsUInt64()[0], head.AsUInt64()[1]);
        return (int)(((first * 0x9E3779B97F4A7C15) + ((second ^ (uint)length) * 0xC2B2AE3D27D4EB4F)) >> 40) & (_slots.Length - 1);
    }

    private readonly struct Name(string text)
    {
        public readonly string Text = text;
        public readonly byte[] Utf8 = Encoding.UTF8.GetBytes(text);
        public readonly Vector128<byte> Head = HeadOf(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetByteCount(text));
    }
}
