namespace ConductPolicy.Loading;

/// <summary>Reads a file whole, up to the limit, and gives its failures as problems.</summary>
internal static class InputFile
{
    public static byte[] Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > SourceText.MaximumBytes)
            {
                throw Failure(path, ProblemCode.TooLarge, $"The file has {stream.Length} bytes; at most {SourceText.MaximumBytes} are read.", "Check that this is the right file.");
            }

            using var content = new MemoryStream((int)stream.Length);
            stream.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Failure(path, ProblemCode.CannotRead, $"`{ShapeCheck.Printable(path)}` cannot be read: {error.Message}", "Check the path and that you may read it.");
        }
    }

    private static ConductPolicyException Failure(string path, string code, string message, string? help) =>
        new([new Problem(code, path, 0, 0, "", message, help, ProblemSeverity.Error)]);
}
