namespace ConductPolicy.Loading;

/// <summary>Reads files whole, up to the limit, and gives its failures as problems.</summary>
internal static class InputFile
{
    public static byte[] Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Try(path, () =>
        {
            if (Directory.Exists(path))
            {
                throw Failure(path, ProblemCode.CannotRead, $"`{ShapeCheck.Printable(path)}` is a folder, and a file is read here.", "Name the file in it that is meant.");
            }

            using var stream = File.OpenRead(path);
            if (stream.Length > SourceText.MaximumBytes)
            {
                throw Failure(path, ProblemCode.TooLarge, $"The file has {stream.Length} bytes; at most {SourceText.MaximumBytes} are read.", "Check that this is the right file.");
            }

            using var content = new MemoryStream((int)stream.Length);
            stream.CopyTo(content);
            return content.ToArray();
        });
    }

    /// <summary>What is left in a stream, which need not know how long it is.</summary>
    public static byte[] Read(Stream stream, string name) => Try(name, () =>
    {
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        while (stream.Read(buffer) is > 0 and var count)
        {
            content.Write(buffer, 0, count);
            if (content.Length > SourceText.MaximumBytes)
            {
                throw Failure(name, ProblemCode.TooLarge, $"The stream has more bytes than the {SourceText.MaximumBytes} that are read.", "Check that this is the right file.");
            }
        }

        return content.ToArray();
    });

    /// <summary>The paths of the files directly in a folder, in no order.</summary>
    public static string[] NamesIn(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Try(folder, () => Directory.GetFiles(folder));
    }

    private static T Try<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Failure(path, ProblemCode.CannotRead, $"`{ShapeCheck.Printable(path)}` cannot be read: {error.Message}", "Check the path and that you may read it.");
        }
    }

    private static ConductPolicyException Failure(string path, string code, string message, string? help) =>
        new([new Problem(code, path, 0, 0, "", message, help, ProblemSeverity.Error)]);
}
