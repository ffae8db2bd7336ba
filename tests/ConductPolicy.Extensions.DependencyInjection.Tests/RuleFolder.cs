using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using ConductPolicy.Loading;

namespace ConductPolicy.Extensions.DependencyInjection.Tests;

/// <summary>A folder of rule files, and the ways in which people and systems replace what is in it.</summary>
internal sealed class RuleFolder : IDisposable
{
    private const string Chair = ",\n        { \"act\": \"consult\", \"role\": \"chair-of-governors\", \"clause\": [\"6.ban.consult\"] }";
    private int _links;

    public static string RepositoryRoot { get; } = typeof(RuleFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public string Path { get; } = Directory.CreateTempSubdirectory("conduct-policy-rules").FullName;

    public string File => PathOf("qet.json");

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>QET's rules as a numbered version: its number decides how many complaints are serial (<see cref="SerialIn"/>).</summary>
    public static string Rules(int number)
    {
        var text = With(Encoding.UTF8.GetString(ShippedPolicies.Read("qet")), "\"version\": \"1\"", $"\"version\": \"{number:D5}\"");
        return With(text, "\"type\": \"count\",\n      \"value\": 4,", $"\"type\": \"count\",\n      \"value\": {SerialIn(number)},");
    }

    public static int SerialIn(int number) => 2 + (number % 7);

    /// <summary>Rules that load, and permit a ban that their own safeguard rules out.</summary>
    public static string Refuted(int number) => With(Rules(number), Chair, "");

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
        System.IO.File.WriteAllText(PathOf("qet.json.new"), text);
        System.IO.File.Move(PathOf("qet.json.new"), File, overwrite: true);
    }

    /// <summary>As Kubernetes replaces what is mounted: the file is a link into a folder that is a link, and that one is swapped.</summary>
    public void SwapLink(string text)
    {
        var folder = $"..version-{++_links}";
        Directory.CreateDirectory(PathOf(folder));
        System.IO.File.WriteAllText(System.IO.Path.Combine(PathOf(folder), "qet.json"), text);
        RenameLink("..data", folder);
        if (System.IO.File.ResolveLinkTarget(File, returnFinalTarget: false) is null)
        {
            RenameLink("qet.json", System.IO.Path.Combine("..data", "qet.json"));
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
