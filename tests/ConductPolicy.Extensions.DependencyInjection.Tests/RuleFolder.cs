using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ConductPolicy.Extensions.DependencyInjection.Tests;

/// <summary>A folder of rule files, and the ways in which people and systems replace what is in it.</summary>
internal sealed class RuleFolder : IDisposable
{
    private const string Approvals = "\"approvals\": [{ \"act\": \"consult\", \"role\": \"chair\", \"clause\": [\"3.consult\"] }],";
    private int _links;

    public static string RepositoryRoot { get; } = typeof(RuleFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static readonly string s_harbour = System.IO.File.ReadAllText(System.IO.Path.Combine(RepositoryRoot, "tests", "ConductPolicy.Tests", "files", "rules", "good", "harbour.json")).ReplaceLineEndings("\n");

    public string Path { get; } = Directory.CreateTempSubdirectory("conduct-policy-rules").FullName;

    public string File => PathOf("harbour.json");

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>A small rule set as a numbered version: its number decides how many complaints are serial (<see cref="SerialIn"/>).</summary>
    public static string Rules(int number)
    {
        var text = With(s_harbour, "\"version\": \"1\", \"status\": \"draft\"", $"\"version\": \"{number:D5}\", \"status\": \"adopted\"");
        return With(text, "\"type\": \"count\", \"value\": 4,", $"\"type\": \"count\", \"value\": {SerialIn(number)},");
    }

    public static int SerialIn(int number) => 2 + (number % 7);

    /// <summary>Rules that load, and permit a ban that their own safeguard rules out.</summary>
    public static string Refuted(int number) => With(Rules(number), Approvals, "");

    /// <summary>A rule set with one stretch of its text replaced; fails where the stretch is not there.</summary>
    public static string With(string text, string old, string replacement)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }

    public static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();

    public void Write(string text) => System.IO.File.WriteAllText(File, text);

    /// <summary>As an editor or a careful script does it: a new file, renamed over the old one.</summary>
    public void RenameOver(string text)
    {
        System.IO.File.WriteAllText(PathOf("harbour.json.new"), text);
        System.IO.File.Move(PathOf("harbour.json.new"), File, overwrite: true);
    }

    /// <summary>As Kubernetes replaces what is mounted: the file is a link into a folder that is a link, and that one is swapped.</summary>
    public void SwapLink(string text)
    {
        var folder = $"..version-{++_links}";
        Directory.CreateDirectory(PathOf(folder));
        System.IO.File.WriteAllText(System.IO.Path.Combine(PathOf(folder), "harbour.json"), text);
        RenameLink("..data", folder);
        if (new FileInfo(File).LinkTarget is null)
        {
            RenameLink("harbour.json", System.IO.Path.Combine("..data", "harbour.json"));
        }
    }

    private void RenameLink(string name, string target)
    {
        System.IO.File.CreateSymbolicLink(PathOf($"{name}.link"), target);

        // .NET would move a link to a folder as a folder, and there is one of that name already.
        Assert.Equal(0, Rename(PathOf($"{name}.link"), PathOf(name)));
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [System.Runtime.InteropServices.DefaultDllImportSearchPaths(System.Runtime.InteropServices.DllImportSearchPath.System32)]
    private static extern int Rename([System.Runtime.InteropServices.MarshalAs(System.Runtime.InteropServices.UnmanagedType.LPUTF8Str)] string from, [System.Runtime.InteropServices.MarshalAs(System.Runtime.InteropServices.UnmanagedType.LPUTF8Str)] string to);
}
