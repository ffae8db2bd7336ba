using System.IO.Compression;

namespace ConductPolicy.Tests;

/// <summary>The packages as others get them: packed, restored from a folder into a fresh place, and used there.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _place = Directory.CreateTempSubdirectory("conduct-policy-packages").FullName;
    private readonly string _version = $"0.0.1-test.{Guid.NewGuid():N}";

    public void Dispose()
    {
        Directory.Delete(_place, recursive: true);
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var package in new[] { "conductpolicy", "conductpolicy.testing", "conductpolicy.cli" })
        {
            var copy = Path.Combine(cache, package, _version);
            if (Directory.Exists(copy))
            {
                Directory.Delete(copy, recursive: true);
            }
        }
    }

    [Fact]
    public void The_packages_are_whole_and_each_decides_a_case_in_a_fresh_place()
    {
        var feed = Path.Combine(_place, "feed");
        Dotnet(Repository.Root, "pack", "ConductPolicy.sln", "-c", "Release", $"-p:Version={_version}", $"-p:PackageOutputPath={feed}");
        TheLibraryIsWhole(feed);
        ThePackageForTestsIsWhole(feed);
        TheReadmesSampleRuns(feed);
        TheLawsHoldOfAShippedPolicy(feed);
        TheToolDecides(feed);
    }

    private void TheLibraryIsWhole(string feed)
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed, $"ConductPolicy.{_version}.nupkg"));
        var names = package.Entries.Select(entry => entry.FullName).ToHashSet();
        Assert.Superset(
            new HashSet<string> { "README.md", "lib/net8.0/ConductPolicy.dll", "lib/net8.0/ConductPolicy.xml", "lib/net10.0/ConductPolicy.dll", "lib/net10.0/ConductPolicy.xml" },
            names);
        using var symbols = ZipFile.OpenRead(Path.Combine(feed, $"ConductPolicy.{_version}.snupkg"));
        Assert.Contains("lib/net10.0/ConductPolicy.pdb", symbols.Entries.Select(entry => entry.FullName));
        using var nuspec = new StreamReader(package.GetEntry("ConductPolicy.nuspec")!.Open());
        var text = nuspec.ReadToEnd();
        Assert.Contains("<license type=\"expression\">MIT</license>", text, StringComparison.Ordinal);
        Assert.Equal(["NodaTime", "NodaTime", "System.Text.Json"], DependenciesOf(package, "ConductPolicy"));
    }

    private void ThePackageForTestsIsWhole(string feed)
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed, $"ConductPolicy.Testing.{_version}.nupkg"));
        Assert.Superset(
            new HashSet<string>
            {
                "README.md", "lib/net8.0/ConductPolicy.Testing.dll", "lib/net8.0/ConductPolicy.Testing.xml", "lib/net10.0/ConductPolicy.Testing.dll", "lib/net10.0/ConductPolicy.Testing.xml",
            },
            package.Entries.Select(entry => entry.FullName).ToHashSet());
        Assert.Equal(["ConductPolicy", "ConductPolicy", "FSharp.Core", "FSharp.Core", "FsCheck", "FsCheck"], DependenciesOf(package, "ConductPolicy.Testing"));
    }

    private static List<string> DependenciesOf(ZipArchive package, string id)
    {
        using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        return System.Xml.Linq.XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).Order(StringComparer.Ordinal).ToList();
    }

    private void TheLawsHoldOfAShippedPolicy(string feed)
    {
        var tests = Path.Combine(_place, "tests");
        Directory.CreateDirectory(tests);
        File.WriteAllText(Path.Combine(tests, "tests.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net8.0</TargetFramework>
                <RollForward>Major</RollForward>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>{feed}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ConductPolicy.Testing" Version="{_version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(tests, "Program.cs"), """
            using ConductPolicy.Loading;
            using ConductPolicy.Testing;

            PolicyLaws.Check(ShippedPolicies.Load("thrive"), cases: 20);
            Console.WriteLine($"{PolicyLaws.All.Count} laws");
            """);
        Dotnet(tests, "build", "-c", "Release");
        Assert.Equal($"{PolicyLaws.All.Count} laws\n", Dotnet(tests, Path.Combine(tests, "bin", "Release", "net8.0", "tests.dll")).ReplaceLineEndings("\n"));
    }

    private void TheReadmesSampleRuns(string feed)
    {
        var app = Path.Combine(_place, "app");
        Directory.CreateDirectory(app);
        File.WriteAllText(Path.Combine(app, "app.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFrameworks>net8.0;net10.0</TargetFrameworks>
                <RollForward>Major</RollForward>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>{feed}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ConductPolicy" Version="{_version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(app, "Program.cs"), Assert.Single(ReadmeTests.Blocks("csharp")));
        Dotnet(app, "build", "-c", "Release");
        foreach (var framework in new[] { "net8.0", "net10.0" })
        {
            var output = Dotnet(app, Path.Combine(app, "bin", "Release", framework, "app.dll"));
            Assert.StartsWith("Ban from the school site: AwaitingApproval", output, StringComparison.Ordinal);
            Assert.Contains("First consult the chair of governors. [6.ban.consult] Stated", output, StringComparison.Ordinal);
        }
    }

    private void TheToolDecides(string feed)
    {
        var tools = Path.Combine(_place, "tools");
        Dotnet(_place, "tool", "install", "ConductPolicy.Cli", "--tool-path", tools, "--add-source", feed, "--version", _version);
        var program = Path.Combine(tools, OperatingSystem.IsWindows() ? "conduct-policy.exe" : "conduct-policy");
        var example = Repository.PathOf("rules", "examples", "qet", "ban-with-one-consultation-missing.json");
        var (exit, output, errors) = Tool.Run(program, ["decide", "--policy", "qet", "--case", example], _place);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Equal(File.ReadAllText(Path.ChangeExtension(example, ".txt")), output);
    }

    private static string Dotnet(string folder, params string[] arguments)
    {
        var (exit, output, errors) = Tool.Run("dotnet", arguments, folder);
        Assert.True(exit == 0, $"dotnet {string.Join(' ', arguments)} gave {exit}:\n{output}\n{errors}");
        return output;
    }
}
