namespace ConductPolicy.Tests;

/// <summary>All packages of the solution, packed once into a folder of their own, in a version that nothing else has.</summary>
public sealed class PackedFeed : IDisposable
{
    private readonly string _place = Directory.CreateTempSubdirectory("conduct-policy-packages").FullName;

    public PackedFeed() => Dotnet(Repository.Root, "pack", "ConductPolicy.sln", "-c", "Release", $"-p:Version={Version}", $"-p:PackageOutputPath={Folder}");

    public string Version { get; } = $"0.0.1-test.{Guid.NewGuid():N}";

    public string Folder => Path.Combine(_place, "feed");

    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_place, name)).FullName;

    public void Dispose()
    {
        var packages = Directory.GetFiles(Folder, "*.nupkg").Select(file => Path.GetFileName(file)[..^$".{Version}.nupkg".Length]).ToList();
        Directory.Delete(_place, recursive: true);
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var copy in packages.Select(package => Path.Combine(cache, package.ToLowerInvariant(), Version)).Where(Directory.Exists))
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    public static string Dotnet(string folder, params string[] arguments) => Run("dotnet", folder, arguments);

    public static string Run(string program, string folder, params string[] arguments)
    {
        var (exit, output, errors) = Tool.Run(program, arguments, folder);
        Assert.True(exit == 0, $"{program} {string.Join(' ', arguments)} gave {exit}:\n{output}\n{errors}");
        return output;
    }
}
