using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using ConductPolicy.Testing;

namespace ConductPolicy.Tests;

/// <summary>The packages as others get them: packed, restored from a folder into a fresh place, and used there.</summary>
public sealed class PackageTests(PackedFeed packed) : IClassFixture<PackedFeed>
{
    private const string ExtensionsVersion = "10.0.14";

    private static readonly Guid s_embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private static readonly string s_example = Repository.PathOf("rules", "examples", "qet", "ban-with-one-consultation-missing.json");

    /// <summary>Each library with the packages that it needs on some framework.</summary>
    public static TheoryData<string, string> Libraries => new()
    {
        { "ConductPolicy", "NodaTime System.Text.Json" },
        { "ConductPolicy.Testing", "ConductPolicy FSharp.Core FsCheck" },
        {
            "ConductPolicy.Extensions.DependencyInjection",
            "ConductPolicy Microsoft.Extensions.Diagnostics.HealthChecks Microsoft.Extensions.Hosting.Abstractions Microsoft.Extensions.Logging.Abstractions Microsoft.Extensions.Options.ConfigurationExtensions"
        },
    };

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_is_whole(string id, string dependencies)
    {
        using var package = ZipFile.OpenRead(Path.Combine(packed.Folder, $"{id}.{packed.Version}.nupkg"));
        var names = package.Entries.Select(entry => entry.FullName).ToHashSet();
        string[] expected = ["README.md", "icon.png", $"lib/net8.0/{id}.dll", $"lib/net8.0/{id}.xml", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"];
        Assert.Superset(expected.ToHashSet(), names);

        using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Descendants().ToLookup(element => element.Name.LocalName);
        Assert.Equal(("MIT", "expression"), (metadata["license"].Single().Value, metadata["license"].Single().Attribute("type")!.Value));
        Assert.Equal(("README.md", "icon.png"), (metadata["readme"].Single().Value, metadata["icon"].Single().Value));
        Assert.All(["description", "authors", "copyright", "tags"], name => Assert.NotEmpty(metadata[name].Single().Value));
        Assert.Equal(dependencies.Split(' '), metadata["dependency"].Select(element => element.Attribute("id")!.Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_same_sources_give_the_same_library_and_its_symbols_hold_them(string id, string dependencies)
    {
        Assert.NotEmpty(dependencies);
        using var package = ZipFile.OpenRead(Path.Combine(packed.Folder, $"{id}.{packed.Version}.nupkg"));
        using var library = new PEReader(InMemory(package, $"lib/net10.0/{id}.dll"));
        Assert.Contains(library.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);

        using var symbols = ZipFile.OpenRead(Path.Combine(packed.Folder, $"{id}.{packed.Version}.snupkg"));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(InMemory(symbols, $"lib/net10.0/{id}.pdb"));
        var reader = provider.GetMetadataReader();
        var held = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Where(information => information.Parent.Kind == HandleKind.Document && reader.GetGuid(information.Kind) == s_embeddedSource)
            .Select(information => (DocumentHandle)information.Parent).ToHashSet();
        Assert.All(reader.Documents, document => Assert.Contains(document, held));
    }

    [Fact]
    public void The_readmes_samples_run_on_each_framework()
    {
        var app = NewApplication("app", "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>");
        PackedFeed.Dotnet(app, "build", "-c", "Release");
        foreach (var framework in new[] { "net8.0", "net10.0" })
        {
            SamplesRun(app, "dotnet", Path.Combine(app, "bin", "Release", framework, "app.dll"));
        }
    }

    [FactWithLinker]
    public void The_readmes_samples_run_compiled_to_native_code()
    {
        // The SDK has no native compiler of its own version in every registry; the one of .NET 9 takes the library for net8.0.
        var app = NewApplication("native", "<TargetFramework>net9.0</TargetFramework><PublishAot>true</PublishAot><TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        PackedFeed.Dotnet(app, "publish", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", Path.Combine(app, "out"));
        Assert.False(File.Exists(Path.Combine(app, "out", "ConductPolicy.dll")));
        SamplesRun(app, Path.Combine(app, "out", "app"));
    }

    [Fact]
    public void The_laws_of_the_package_for_tests_hold_of_a_shipped_policy()
    {
        var tests = NewProject("tests", "<TargetFramework>net8.0</TargetFramework>", "ConductPolicy.Testing");
        File.WriteAllText(Path.Combine(tests, "Program.cs"), """
            using ConductPolicy.Loading;
            using ConductPolicy.Testing;

            PolicyLaws.Check(ShippedPolicies.Load("thrive"), cases: 20);
            Console.WriteLine($"{PolicyLaws.All.Count} laws");
            """);
        PackedFeed.Dotnet(tests, "build", "-c", "Release");
        Assert.Equal($"{PolicyLaws.All.Count} laws", PackedFeed.Dotnet(tests, Path.Combine(tests, "bin", "Release", "net8.0", "app.dll")).Trim());
    }

    [Fact]
    public void The_tool_decides()
    {
        var tools = packed.NewFolder("tools");
        PackedFeed.Dotnet(tools, "tool", "install", "ConductPolicy.Cli", "--tool-path", tools, "--add-source", packed.Folder, "--version", packed.Version);
        Decides(Path.Combine(tools, OperatingSystem.IsWindows() ? "conduct-policy.exe" : "conduct-policy"));

        void Decides(string program) => Assert.Equal(File.ReadAllText(Path.ChangeExtension(s_example, ".txt")), PackedFeed.Run(program, tools, "decide", "--policy", "qet", "--case", s_example));
    }

    [FactWithLinker]
    public void The_tool_in_one_file_decides_where_there_is_no_dotnet()
    {
        var folder = packed.NewFolder("single");
        PackedFeed.Run("bash", Repository.Root, "src/ConductPolicy.Cli/publish.sh", "--output", folder, "linux-x64");
        var file = Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        var output = PackedFeed.Run("env", folder, "-i", file, "decide", "--policy", "qet", "--case", s_example);
        Assert.Equal(File.ReadAllText(Path.ChangeExtension(s_example, ".txt")), output);
    }

    private static void SamplesRun(string folder, string program, params string[] arguments)
    {
        var printed = PackedFeed.Run(program, folder, [.. arguments, "1"]).Trim();
        Assert.Contains($"It prints `{printed}`", ReadmeTests.Text, StringComparison.Ordinal);
        var reasons = PackedFeed.Run(program, folder, [.. arguments, "2"]);
        Assert.StartsWith("Ban from the school site: AwaitingApproval", reasons, StringComparison.Ordinal);
        Assert.Contains("First consult the chair of governors. [6.ban.consult] Stated", reasons, StringComparison.Ordinal);
        Assert.Equal("AwaitingApproval", PackedFeed.Run(program, folder, [.. arguments, "3"]).Trim());
    }

    private string NewProject(string name, string framework, params string[] packages)
    {
        var folder = packed.NewFolder(name);
        File.WriteAllText(Path.Combine(folder, "app.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                {framework}
                <RollForward>Major</RollForward>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>{packed.Folder}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                {string.Join("\n    ", packages.Select(package => $"<PackageReference Include=\"{package}\" Version=\"{(package.StartsWith("ConductPolicy", StringComparison.Ordinal) ? packed.Version : ExtensionsVersion)}\" />"))}
              </ItemGroup>
            </Project>
            """);
        return folder;
    }

    private string NewApplication(string name, string framework)
    {
        var app = NewProject(name, framework, "ConductPolicy", "ConductPolicy.Extensions.DependencyInjection", "Microsoft.Extensions.DependencyInjection");
        File.WriteAllText(Path.Combine(app, "case.json"), Assert.Single(ReadmeTests.Blocks("json")));
        File.WriteAllText(Path.Combine(app, "Program.cs"), AsOneProgram(ReadmeTests.Blocks("csharp")));
        return app;
    }

    /// <summary>The samples as one program, which runs the one whose number it is given: what each uses first, each a method.</summary>
    private static string AsOneProgram(IEnumerable<string> samples)
    {
        var lines = samples.Select(sample => sample.Split('\n').ToLookup(line => line.StartsWith("using ", StringComparison.Ordinal))).ToList();
        return string.Join('\n', [
            .. lines.SelectMany(sample => sample[true]).Distinct(),
            "switch (args[0]) {", .. lines.Select((_, i) => $"case \"{i + 1}\": await Sample{i + 1}(); break;"), "}",
            .. lines.SelectMany((sample, i) => sample[false].Prepend($"static async Task Sample{i + 1}() {{ await Task.Yield();").Append("}"))]);
    }

    private static MemoryStream InMemory(ZipArchive archive, string name)
    {
        var copy = new MemoryStream();
        using var entry = archive.GetEntry(name)!.Open();
        entry.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
