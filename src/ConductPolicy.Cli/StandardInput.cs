namespace ConductPolicy.Cli;

/// <summary>Standard input, read whole, and its name in problems.</summary>
internal static class StandardInput
{
    public const string Name = "standard input";

    public static byte[] Read()
    {
        using var input = Console.OpenStandardInput();
        using var content = new MemoryStream();
        input.CopyTo(content);
        return content.ToArray();
    }
}
