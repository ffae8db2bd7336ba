using System.Buffers;
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
    private const int Runs = 3;
    private const int Sampled = 5_000;

    /// <summary>Prints the report as Markdown.</summary>
    /// <param name="args">The policy, <c>qet</c> by default, and how many cases; 100,000 and 1,000,000 by default.</param>
    public static void Report(string[] args)
    {
        var policy = args is [var first, ..] && ShippedPolicies.Ids.Contains(first) ? first : "qet";
        var counts = args.Where(arg => arg != policy).Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)).DefaultIfEmpty(100_000).ToList();
        counts = counts is [100_000] && args.Length <= 1 ? [100_000, 1_000_000] : counts;
        Console.WriteLine($"Policy `{policy}`, seed {Seed}, half of the cases with a planted fault. {Environment.ProcessorCount} cores, .NET {Environment.Version}. Best of {Runs}.\n");
        Console.WriteLine("| cases | file | what | seconds | MB/s | cases/s | share of the bare pass | peak memory |");
        Console.WriteLine("|---:|---:|---|---:|---:|---:|---:|---:|");
        foreach (var count in counts)
        {
            var file = Path.Combine(Path.GetTempPath(), $"conduct-policy-{policy}-{count}.ndjson");
            Write(file, policy, count);
            ReportOn(file, policy, count);
            File.Delete(file);
        }

        ReportParts(policy);
    }

    private static void Write(string file, string policy, int count)
    {
        using var output = File.Create(file, 1 << 20);
        GeneratedCases.Of(policy, Seed).WriteLines(count, output);
    }

    private static void ReportOn(string file, string policy, int count)
    {
        var bytes = new FileInfo(file).Length;
        var bare = Enumerable.Range(0, Runs).Min(_ => Timed(() => ReadBare(file)));
        Row("bare `Utf8JsonReader`, one thread", bare, null);
        for (var workers = 1; workers <= Environment.ProcessorCount; workers *= 2)
        {
            var runs = Enumerable.Range(0, Runs).Select(_ => Run("audit", "--policy", policy, "--cases", file, "--format", "json", "--workers", workers.ToString(CultureInfo.InvariantCulture))).ToList();
            Row($"`audit --cases`, {workers} worker{(workers == 1 ? "" : "s")}", runs.Min(run => run.Seconds), runs.Max(run => run.PeakBytes));
        }

        void Row(string what, double seconds, long? peak) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {count:N0} | {bytes / 1e6:F1} MB | {what} | {seconds:F2} | {bytes / 1e6 / seconds:F0} | {count / seconds:N0} | {bare / seconds:P0} | {(peak is { } held ? $"{held / 1e6:F0} MB" : "")} |"));
    }

    private static double Timed(Action action)
    {
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalSeconds;
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
    private static (double Seconds, long PeakBytes) Run(params string[] arguments)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "conduct-policy.dll");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec dotnet \"$0\" \"$@\" > /dev/null", tool, .. arguments]);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var peak = 0L;
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, PeakOf(process.Id));
        }

        var seconds = clock.Elapsed.TotalSeconds;
        return process.ExitCode is 0 or 1 ? (seconds, peak) : throw new InvalidOperationException($"The tool ended with {process.ExitCode}.");
    }

    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
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
            var seconds = Enumerable.Range(0, Runs * 4).Min(_ => Timed(part));
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
