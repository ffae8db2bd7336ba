namespace ConductPolicy.Loading;

/// <summary>The lines and columns of a text, found in the same time wherever they are and however long the lines.</summary>
internal sealed class SourcePlaces
{
    private const int Stretch = 1024;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<int> _lines = [0];

    // How many characters come before each stretch of bytes.
    private readonly int[] _characters;

    public SourcePlaces(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        var all = bytes.Span;
        for (var found = all.IndexOf((byte)'\n'); found >= 0; found = all[_lines[^1]..].IndexOf((byte)'\n'))
        {
            _lines.Add(_lines[^1] + found + 1);
        }

        _characters = new int[(all.Length / Stretch) + 1];
        for (var i = 1; i < _characters.Length; i++)
        {
            _characters[i] = _characters[i - 1] + CharactersIn(all.Slice((i - 1) * Stretch, Stretch));
        }
    }

    /// <summary>The line and column, both counted from 1, of a byte.</summary>
    public (int Line, int Column) PositionOf(int start)
    {
        var place = Math.Min(start, _bytes.Length);
        var found = _lines.BinarySearch(place);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, CharactersBefore(place) - CharactersBefore(_lines[line]) + 1);
    }

    private int CharactersBefore(int place)
    {
        var stretch = place / Stretch;
        return _characters[stretch] + CharactersIn(_bytes.Span[(stretch * Stretch)..place]);
    }

    // Of the bytes of a character the first alone does not begin with the bits 10; four bytes make two UTF-16 code units.
    private static int CharactersIn(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
        {
            count += (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
        }

        return count;
    }
}
