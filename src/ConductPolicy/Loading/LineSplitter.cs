namespace ConductPolicy.Loading;

/// <summary>Finds the lines of a text that comes in pieces. It holds no more than the piece and the line that is not ended yet.</summary>
internal sealed class LineSplitter
{
    private const int FirstSize = 64 * 1024;

    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _searched;
    private int _end;
    private bool _isAtEnd;
    private bool _isSkipping;
    private bool _isStarted;

    /// <summary>Where the next piece of the text goes; never empty.</summary>
    public Memory<byte> Space
    {
        get
        {
            if (_end == _buffer.Length)
            {
                MakeSpace();
            }

            return _buffer.AsMemory(_end);
        }
    }

    /// <summary>The number of the line taken last, counted from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The line taken last, without its line feed; valid until <see cref="Space"/> is asked for.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Whether the line taken last is longer than is read; it is empty then.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Adds what was written to <see cref="Space"/>; nothing is the end of the text.</summary>
    public void Add(int count)
    {
        _isAtEnd = count == 0;
        _end += count;
        if (!_isStarted && (_isAtEnd || _end >= 3))
        {
            _isStarted = true;
            _start = _searched = _buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8) ? 3 : 0;
        }
    }

    /// <summary>Takes the next line; false where it has not come whole yet, or there is none.</summary>
    public bool TryTake()
    {
        if (!_isStarted)
        {
            return false;
        }

        var feed = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
        if (feed < 0 && !(_isAtEnd && (_end > _start || _isSkipping)))
        {
            _searched = _end;
            _isSkipping |= _end - _start > SourceText.MaximumBytes;
            _start = _isSkipping ? _end : _start;
            return false;
        }

        var end = feed < 0 ? _end : _searched + feed;
        Number++;
        IsTooLong = _isSkipping || end - _start > SourceText.MaximumBytes;
        Line = IsTooLong ? default : _buffer.AsMemory(_start, end - _start);
        _start = _searched = Math.Min(end + 1, _end);
        _isSkipping = false;
        return true;
    }

    private void MakeSpace()
    {
        if (_start == 0)
        {
            // A little more than the longest line, so that a longer one shows itself.
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, SourceText.MaximumBytes + FirstSize));
            return;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _searched -= _start;
        _start = 0;
    }
}
