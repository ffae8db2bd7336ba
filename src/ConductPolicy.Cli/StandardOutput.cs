using System.Text;

namespace ConductPolicy.Cli;

/// <summary>Standard output as UTF-8, whatever the console is set to; a pipe is written straight, which starts faster.</summary>
internal static class StandardOutput
{
    public static void Write(string text)
    {
        if (!Console.IsOutputRedirected)
        {
            Console.Out.Write(text);
            return;
        }

        using var output = Console.OpenStandardOutput();
        output.Write(Encoding.UTF8.GetBytes(text));
    }
}
