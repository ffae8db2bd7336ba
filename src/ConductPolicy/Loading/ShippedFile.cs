namespace ConductPolicy.Loading;

/// <summary>The files of <c>rules</c> that come with the library.</summary>
internal static class ShippedFile
{
    /// <summary>A file as it stands in the repository.</summary>
    /// <param name="path">Its path there, such as <c>rules/qet.json</c>. It has to be one that ships.</param>
    public static byte[] Read(string path)
    {
        using var stream = typeof(ShippedFile).Assembly.GetManifestResourceStream(path)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
