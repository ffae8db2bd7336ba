using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ConductPolicy.Tests.Cli;

public sealed class LineByLineTests
{
    private static readonly string[] s_decide = ["decide", "--policy", "qet", "--cases"];

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("7")]
    public void Each_line_has_its_decision_in_the_order_of_the_input(string workers)
    {
        const int Count = 3_000;
        var lines = string.Concat(Enumerable.Range(1, Count).Select(number => $"{(number % 500 == 0 ? "no case" : Case($"c{number}"))}\n"));
        var (exit, output, errors) = Tool.ConductPolicy([.. s_decide, "-", "--workers", workers], lines);
        Assert.Equal(1, exit);
        Assert.Equal(Enumerable.Range(1, Count).Select(number => number % 500 == 0 ? $"line {number}" : $"c{number}"), output.TrimEnd('\n').Split('\n').Select(Named));
        Assert.Equal(
            Enumerable.Range(1, Count / 500).Select(number => $"standard input:{number * 500}:1: error syntax: `no case` needs double quotes around it."),
            errors.Split('\n').Where(line => line.Contains(": error syntax: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_line_says_what_deciding_its_case_alone_says()
    {
        var (exit, output, errors) = Tool.ConductPolicy([.. s_decide, "-", "--as-of", "2026-12-01"], Case("2026-017"));
        Assert.Equal((0, ""), (exit, errors));
        var alone = Tool.ConductPolicy(["decide", "--policy", "qet", "--case", "-", "--as-of", "2026-12-01", "--format", "json"], Case("2026-017")).Output;
        using var expected = JsonDocument.Parse(alone);
        using var actual = JsonDocument.Parse(output);
        Assert.Equal(JsonSerializer.Serialize(expected.RootElement), JsonSerializer.Serialize(actual.RootElement));
        Assert.Equal(output.Length - 1, output.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void Marks_line_ends_and_empty_lines_do_not_matter_and_what_is_no_text_is_told()
    {
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes($"\uFEFF{Case("first")}\r\n\r\n \t \n{Case("fourth")}\n"),
            .. "{\"id\": \""u8, 0xFF, .. "\"}\n"u8,
            .. Encoding.UTF8.GetBytes($"{Case("sixth")} \r\n{Case("seventh").Replace("\"i1\"", "1", StringComparison.Ordinal)}\n{Case("eighth")}"),
        ];
        var (exit, output, errors) = OfFile(bytes);
        Assert.Equal(1, exit);
        Assert.Equal(["first", "fourth", "line 5", "sixth", "line 7", "eighth"], output.TrimEnd('\n').Split('\n').Select(Named));
        Assert.Contains("cases.ndjson:5:9: error not-text: The byte ff here is not UTF-8 text.", errors, StringComparison.Ordinal);
        Assert.Contains($"cases.ndjson:7:{Case("seventh").IndexOf("\"i1\"", StringComparison.Ordinal) + 1}: error wrong-type:", errors, StringComparison.Ordinal);
        using var bad = JsonDocument.Parse(output.Split('\n')[4]);
        var problem = bad.RootElement.GetProperty("problems")[0];
        Assert.Equal((7, "wrong-type", "/incidents/0/id"), (problem.GetProperty("line").GetInt32(), problem.GetProperty("code").GetString(), problem.GetProperty("pointer").GetString()));
    }

    [Fact]
    public void A_line_too_long_is_bad_and_the_lines_around_it_are_answered()
    {
        var longLine = new byte[17 * 1024 * 1024];
        Array.Fill(longLine, (byte)'x');
        var (exit, output, errors) = OfFile([.. Encoding.UTF8.GetBytes($"{Case("first")}\n"), .. longLine, .. Encoding.UTF8.GetBytes($"\n{Case("third")}\n"), .. longLine]);
        Assert.Equal(1, exit);
        Assert.Equal(["first", "line 2", "third", "line 4"], output.TrimEnd('\n').Split('\n').Select(Named));
        Assert.Contains("cases.ndjson:2:1: error too-large:", errors, StringComparison.Ordinal);
        Assert.Contains("cases.ndjson:4:1: error too-large:", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bar", "{\"response\":\"ban\",\"starts\":\"2026-11-23\"}", "-")]
    [InlineData("deadline", "2026-11-23")]
    public void Other_commands_read_lines_in_the_same_way(string command, string line, params string[] more)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes($"\uFEFF{line}\r\n\r\n"), (byte)'"', 0xFE, (byte)'\n', .. Encoding.UTF8.GetBytes(line)];
        using var process = Started([command, "--policy", "qet", .. more]);
        process.StandardInput.BaseStream.Write(bytes);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
        Assert.Equal(command == "bar" ? 3 : 2, output.TrimEnd('\n').Split('\n').Length);
        Assert.StartsWith("standard input:3:2: error not-text: The line is not UTF-8 text.\n", errors, StringComparison.Ordinal);
        Assert.Equal(2, errors.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_line_is_answered_while_the_next_is_awaited_and_stopping_leaves_every_answer_whole(string signal, int exit)
    {
        if (OperatingSystem.IsWindows() || IsIgnored(signal))
        {
            return;
        }

        using var process = Started([.. s_decide, "-"]);
        for (var number = 1; number <= 3; number++)
        {
            process.StandardInput.Write($"{Case($"c{number}")}\n");
            process.StandardInput.Flush();
            Assert.Equal($"c{number}", Named(process.StandardOutput.ReadLine()!));
        }

        process.StandardInput.Write("{ \"id\": \"half");
        process.StandardInput.Flush();
        using var kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.Equal((exit, ""), (process.ExitCode, process.StandardOutput.ReadToEnd()));
        Assert.Equal("Stopped: 3 lines were done.\n", process.StandardError.ReadToEnd());
    }

    [Fact]
    public void A_person_at_a_terminal_sees_how_far_it_is()
    {
        const string Script = "/usr/bin/script";
        if (!File.Exists(Script))
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("conduct-policy").FullName;
        File.WriteAllText(Path.Combine(folder, "cases.ndjson"), string.Concat(Enumerable.Range(1, 2_000).Select(number => $"{Case($"c{number}")}\n")) + "bad\n");
        var tool = Path.Combine(AppContext.BaseDirectory, "conduct-policy.dll");
        var (_, output, _) = Tool.Run(Script, ["-qec", $"TERM=xterm dotnet '{tool}' decide --policy qet --cases cases.ndjson > answers.ndjson", "/dev/null"], folder);
        var answers = File.ReadAllLines(Path.Combine(folder, "answers.ndjson"));
        Directory.Delete(folder, recursive: true);
        Assert.Contains("lines", output, StringComparison.Ordinal);
        Assert.Contains("100%", output, StringComparison.Ordinal);
        Assert.Contains("cases.ndjson:2001:1: error syntax:", output, StringComparison.Ordinal);
        Assert.Equal(2_001, answers.Length);
        Assert.All(answers, answer => Assert.StartsWith("{", answer, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nowhere.ndjson: error cannot-read:", "--cases", "nowhere.ndjson")]
    [InlineData("--case: error wrong-option:", "--cases", "-", "--case", "-")]
    [InlineData("--format: error wrong-option:", "--cases", "-", "--format", "text")]
    [InlineData("--case: error wrong-option: `--case` is missing.")]
    [InlineData("`--workers` is a number from 1 to 1024.", "--cases", "-", "--workers", "0")]
    public void What_cannot_be_asked_is_said(string expected, params string[] arguments)
    {
        var (exit, output, errors) = Tool.ConductPolicy(["decide", "--policy", "qet", .. arguments]);
        Assert.Equal(2, exit);
        Assert.StartsWith(expected, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("{", output, StringComparison.Ordinal);
    }

    // A program that is started in the background by a shell is deaf to Ctrl-C, and so is what it starts.
    private static bool IsIgnored(string signal)
    {
        var line = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) : null;
        return signal == "INT" && line is not null && (Convert.ToUInt64(line.Split('\t')[1], 16) & 0b10) != 0;
    }

    private static string Case(string id) =>
        $$"""{"id":"{{id}}","asOf":"2026-11-20","facts":{"person":"parental-responsibility"},"incidents":[{"id":"i1","on":"2026-11-18","behaviours":["shouting"]}],"events":[{"on":"2026-11-19","step":"gather-information"}]}""";

    // The case that an answer is about, or the line that was bad.
    private static string Named(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.TryGetProperty("case", out var id) ? id.GetString()! : $"line {document.RootElement.GetProperty("line")}";
    }

    private static (int Exit, string Output, string Errors) OfFile(byte[] bytes)
    {
        var folder = Directory.CreateTempSubdirectory("conduct-policy").FullName;
        File.WriteAllBytes(Path.Combine(folder, "cases.ndjson"), bytes);
        var answered = Tool.ConductPolicy([.. s_decide, "cases.ndjson"], folder: folder);
        Directory.Delete(folder, recursive: true);
        return answered;
    }

    private static Process Started(string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "conduct-policy.dll"), .. arguments])
    {
        WorkingDirectory = Repository.Root,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;
}
