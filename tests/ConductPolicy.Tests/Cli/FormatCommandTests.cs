namespace ConductPolicy.Tests.Cli;

public sealed class FormatCommandTests : IDisposable
{
    private const string Untidy = "{\"a\": 1, // why\n \"b\": [ 2, ] }";
    private const string Tidy = "{\n  \"a\": 1, // why\n  \"b\": [2]\n}\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("conduct-policy-fmt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Fmt_rewrites_what_is_not_in_the_layout_and_says_so_of_each_file()
    {
        string untidy = Written("untidy.json", Untidy), tidy = Written("tidy.json", Tidy);
        Assert.Equal((0, $"{untidy}: formatted\n{tidy}: already so\n", ""), Tool.ConductPolicy(["fmt", untidy, tidy]));
        Assert.Equal((Tidy, Tidy), (File.ReadAllText(untidy), File.ReadAllText(tidy)));
        Assert.Equal(["tidy.json", "untidy.json"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Check_writes_nothing_and_lists_what_would_change()
    {
        string untidy = Written("untidy.json", Untidy), tidy = Written("tidy.json", Tidy);
        Assert.Equal((1, $"{untidy}\n", ""), Tool.ConductPolicy(["fmt", "--check", untidy, tidy]));
        Assert.Equal(Untidy, File.ReadAllText(untidy));
        Assert.Equal((0, "", ""), Tool.ConductPolicy(["fmt", "--check", tidy]));
        Assert.Equal((1, "-\n", ""), Tool.ConductPolicy(["fmt", "--check", "-"], Untidy));
    }

    [Fact]
    public void A_dash_goes_from_standard_input_to_standard_output()
    {
        Assert.Equal((0, Tidy, ""), Tool.ConductPolicy(["fmt", "-"], Untidy));
        var (exit, output, errors) = Tool.ConductPolicy(["fmt", "-"], "{ \"a\" }");
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith("standard input:1:7: error syntax: The key `a` has no value.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_json_is_left_alone_and_the_others_are_laid_out()
    {
        string broken = Written("broken.json", "{ \"a\": 1 \"b\": 2 }"), untidy = Written("untidy.json", Untidy);
        var (exit, output, errors) = Tool.ConductPolicy(["fmt", broken, untidy, Path.Combine(_folder, "nowhere.json")]);
        Assert.Equal((2, ""), (exit, errors));
        Assert.StartsWith($"{broken}:1:10: error syntax: A comma is missing before `b`.\n  1 | {{ \"a\": 1 \"b\": 2 }}\n    |          ^\n  help: ", output, StringComparison.Ordinal);
        Assert.Contains($"{broken}: 1 error, 0 warnings\n{untidy}: formatted\n", output, StringComparison.Ordinal);
        Assert.Contains("error cannot-read", output, StringComparison.Ordinal);
        Assert.Equal("{ \"a\": 1 \"b\": 2 }", File.ReadAllText(broken));
    }

    [Fact]
    public void A_file_keeps_its_mode_and_a_link_stays_a_link()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var file = Written("untidy.json", Untidy);
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        File.SetUnixFileMode(file, Mode);
        var link = File.CreateSymbolicLink(Path.Combine(_folder, "link.json"), file).FullName;
        Assert.Equal(0, Tool.ConductPolicy(["fmt", link]).Exit);
        Assert.Equal((Tidy, Mode), (File.ReadAllText(file), File.GetUnixFileMode(file)));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    private string Written(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
