using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ConductPolicy.Audit;
using ConductPolicy.CaseGenerator;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;

namespace ConductPolicy.Benchmarks;

/// <summary>The bulk audit by the tool itself, beside a bare pass of <see cref="Utf8JsonReader"/> over the same file; and where its time goes.</summary>
internal static class BulkAudit
{
    private const ulong Seed = 20261122;
    private const int Rounds = 5;
    private const int PartRuns = 12;
    private const int Sampled = 5_000;

    /// <summary>What a run took: seconds on the clock and of all processors, and the most memory it held, where that was looked at.</summary>
    private readonly record struct Run(double Seconds, double ProcessorSeconds, long? PeakBytes);

    /// <summary>A way through the whole file, and what its run took in each round.</summary>
    private sealed record Contender(string What, Func<Run> Start, List<Run> Runs);

    /// <summary>Prints the report as Markdown.</summary>
    /// <param name="args">The tool's program as a package for this platform has it, else it is the build that compiles as it runs; the policy, <c>qet</c> by default; and how many cases, 100,000 and 1,000,000 by default.</param>
    public static void Report(string[] args)
    {
        var tool = args.FirstOrDefault(File.Exists);
        args = [.. args.Where(arg => arg != tool)];
        var policy = args is [var first, ..] && ShippedPolicies.Ids.Contains(first) ? first : "qet";
        var counts = args.Where(arg => arg != policy).Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)).DefaultIfEmpty(100_000).ToList();
        counts = counts is [100_000] && args.Length <= 1 ? [100_000, 1_000_000] : counts;
        Console.WriteLine($"Policy `{policy}`, seed {Seed}, half of the cases with a planted fault. {Environment.ProcessorCount} cores, .NET {Environment.Version}. Medians of {Rounds} rounds, each of all in turn.\n");
        Console.WriteLine("| cases | file | what | seconds | of processors | MB/s | cases/s | share of the bare pass | peak memory |");
        Console.WriteLine("|---:|---:|---|---:|---:|---:|---:|---:|---:|");
        foreach (var count in counts)
        {
            var file = Path.Combine(Path.GetTempPath(), $"conduct-policy-{policy}-{count}.ndjson");
            Write(file, policy, count);
            ReportOn(file, policy, count, tool);
            File.Delete(file);
        }

        ReportParts(policy);
    }

    private static void Write(string file, string policy, int count)
    {
        using var output = File.Create(file, 1 << 20);
        GeneratedCases.Of(policy, Seed).WriteLines(count, output);

        // So that nothing is still being written to the disk while the runs are timed.
        output.Flush(flushToDisk: true);
    }

    private static void ReportOn(string file, string policy, int count, string? tool)
    {
        var megabytes = new FileInfo(file).Length / 1e6;
        var bare = new Contender("bare `Utf8JsonReader`, one thread", () => RunBare(file), []);
        List<Contender> all = [bare];
        for (var workers = 1; workers <= Environment.ProcessorCount; workers *= 2)
        {
            string[] arguments = ["audit", "--policy", policy, "--cases", file, "--format", "json", "--workers", workers.ToString(CultureInfo.InvariantCulture)];
            all.Add(new Contender($"`audit --cases`, {workers} worker{(workers == 1 ? "" : "s")}", () => RunTool(tool, arguments), []));
        }

        // Once before, so that the reader is compiled and the file is in memory; then in turn, so that whatever else the machine does falls on all alike.
        ReadBare(file);
        for (var round = 0; round < Rounds; round++)
        {
            all.ForEach(contender => contender.Runs.Add(contender.Start()));
        }

        foreach (var (what, _, runs) in all)
        {
            var seconds = Median(runs.Select(run => run.Seconds));
            var share = Median(runs.Zip(bare.Runs, (run, floor) => floor.Seconds / run.Seconds));
            var peak = runs.Max(run => run.PeakBytes);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {count:N0} | {megabytes:F1} MB | {what} | {seconds:F2} | {Median(runs.Select(run => run.ProcessorSeconds)):F2} | {megabytes / seconds:F0} | {count / seconds:N0} | {share:P0} | {(peak is { } held ? $"{held / 1e6:F0} MB" : "")} |"));
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static double Timed(Action action)
    {
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalSeconds;
    }

    private static Run RunBare(string file)
    {
        var before = Environment.CpuUsage.TotalTime;
        var seconds = Timed(() => ReadBare(file));
        return new Run(seconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds, null);
    }

    // Every token of the file, and nothing made of it.
    private static void ReadBare(string file)
    {
        using var input = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var buffer = new byte[1 << 18];
        var state = new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true });
        var kept = 0;
        int count;
        do
        {
            count = input.Read(buffer, kept, buffer.Length - kept);
            var reader = new Utf8JsonReader(buffer.AsSpan(0, kept + count), count == 0, state);
            while (reader.Read())
            {
            }

            state = reader.CurrentState;
            var consumed = (int)reader.BytesConsumed;
            kept = kept + count - consumed;
            Array.Copy(buffer, consumed, buffer, 0, kept);
        }
        while (count > 0);
    }

    // The whole run of the tool, its start too, with what it prints thrown away.
    private static Run RunTool(string? tool, string[] arguments)
    {
        string[] command = tool is null ? ["dotnet", Path.Combine(AppContext.BaseDirectory, "conduct-policy.dll")] : [tool];
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" > /dev/null", .. command, .. arguments]);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (processors, peak) = (TimeSpan.Zero, 0L);
        while (!process.WaitForExit(20))
        {
            try
            {
                (processors, peak) = (process.TotalProcessorTime, Math.Max(peak, PeakOf(process.Id)));
            }
            catch (Exception error) when (error is IOException or InvalidOperationException or Win32Exception)
            {
                // It has just ended.
            }
        }

        var seconds = clock.Elapsed.TotalSeconds;
        return process.ExitCode is 0 or 1
            ? new Run(seconds, processors.TotalSeconds, peak)
            : throw new InvalidOperationException($"The tool ended with {process.ExitCode}.");
    }

    private static long PeakOf(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) * 1024;
    }

    private static void ReportParts(string policy)
    {
        using var file = new MemoryStream();
        GeneratedCases.Of(policy, Seed).WriteLines(Sampled, file);
        var rules = ShippedPolicies.Load(policy);
        var lines = new CaseLines(rules);
        var audit = new CaseAudit(new DecisionEngine(rules));
        var texts = file.ToArray();
        var cases = Cases();
        var reports = cases.ConvertAll(item => audit.Audit(item));
        var parts = new (string Name, Action Part)[]
        {
            ("reading and checking (`CaseLines`)", () => Cases()),
            ("auditing (`CaseAudit.Audit`)", () => cases.ForEach(item => audit.Audit(item))),
            ("writing (`AuditReport.WriteTo`)", () => WriteAll(reports)),
        };
        Console.WriteLine($"\n| part, {Sampled:N0} cases, one thread | us a case |\n|---|---:|");
        foreach (var (name, part) in parts)
        {
            var seconds = Enumerable.Range(0, PartRuns).Min(_ => Timed(part));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {seconds * 1e6 / Sampled:F1} |"));
        }

        List<ConductCase> Cases()
        {
            using var input = new MemoryStream(texts);
            return [.. lines.Read(input).Select(line => line.Case!)];
        }
    }

    private static void WriteAll(List<AuditReport> reports)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        foreach (var report in reports)
        {
            report.WriteTo(writer);
            writer.Flush();
            writer.Reset();
            buffer.ResetWrittenCount();
        }
    }
}
