using ConductPolicy.Loading;

namespace ConductPolicy.Cli;

/// <summary>A file of many lines, or standard input.</summary>
internal sealed class LineInput : IDisposable
{
    private LineInput(Stream stream, string name, long? length)
    {
        Stream = stream;
        Name = name;
        Length = length;
    }

    public Stream Stream { get; }

    /// <summary>What it is called in problems.</summary>
    public string Name { get; }

    /// <summary>How many bytes it has, where that is known.</summary>
    public long? Length { get; }

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="ConductPolicyException">The file cannot be read.</exception>
    public static LineInput Open(string path)
    {
        if (path == "-")
        {
            return new LineInput(Console.OpenStandardInput(), StandardInput.Name, null);
        }

        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return new LineInput(stream, path, stream.CanSeek ? stream.Length : null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CannotRead(path, error);
        }
    }

    public ConductPolicyException CannotRead(Exception error) => CannotRead(Name, error);

    public void Dispose() => Stream.Dispose();

    private static ConductPolicyException CannotRead(string name, Exception error) =>
        Directory.Exists(name)
            ? Failure(name, $"`{name}` is a folder, and a file is read here.", "Name the file in it that is meant.")
            : Failure(name, $"`{name}` cannot be read: {error.Message}", "Check the path and that you may read it.");

    private static ConductPolicyException Failure(string name, string message, string help) =>
        new([new Problem(ProblemCode.CannotRead, name, 0, 0, "", message, help, ProblemSeverity.Error)]);
}
