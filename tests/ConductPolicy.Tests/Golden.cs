namespace ConductPolicy.Tests;

/// <summary>Compares an output with a committed file, and leaves what was received beside it where they differ.</summary>
internal static class Golden
{
    /// <summary>Fails where the text is not that of the file. With CONDUCT_POLICY_ACCEPT=1 the file is written instead.</summary>
    public static void Matches(string path, string text)
    {
        if (Environment.GetEnvironmentVariable("CONDUCT_POLICY_ACCEPT") == "1")
        {
            File.WriteAllText(path, text);
            return;
        }

        var received = $"{path}.received";
        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Equal(expected, text);
    }
}
