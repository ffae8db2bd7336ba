using System.Diagnostics;

namespace ConductPolicy.Tests;

/// <summary>Runs programs as a person would, and gives what they printed.</summary>
internal static class Tool
{
    public static (int Exit, string Output, string Errors) ConductPolicy(string[] arguments, string input = "", string? folder = null) =>
        Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "conduct-policy.dll"), .. arguments], folder ?? Repository.Root, input);

    public static (int Exit, string Output, string Errors) Run(string program, string[] arguments, string folder, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // What the test host sets for itself would make a build started from here find the wrong parts.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || key.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(8)), $"{program} {string.Join(' ', arguments)} did not end");
        return (process.ExitCode, output.Result, errors.Result);
    }
}
