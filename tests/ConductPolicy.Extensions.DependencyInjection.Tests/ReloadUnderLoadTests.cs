using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ConductPolicy.Decisions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace ConductPolicy.Extensions.DependencyInjection.Tests;

/// <summary>
/// Rule files written, broken and restored while cases are decided all the time: no decision is ever made on a bad or half-written rule
/// set, none is lost, and every change of version is observed exactly once. A few seconds by default, RELOAD_SECONDS=120 for two minutes.
/// </summary>
public sealed class ReloadUnderLoadTests(ITestOutputHelper output)
{
    private const int Deciders = 3;
    private const int MostComplaints = 9;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static int Seconds => Environment.GetEnvironmentVariable("RELOAD_SECONDS") is { } seconds ? int.Parse(seconds, CultureInfo.InvariantCulture) : 6;

    private static int Seed => Environment.GetEnvironmentVariable("RELOAD_SEED") is { } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : 20261122;

    [Fact]
    public async Task No_decision_is_made_on_a_bad_rule_set_none_is_lost_and_every_change_is_observed_once()
    {
        using var folder = new RuleFolder();
        using var log = new LogBook();
        folder.Write(RuleFolder.Rules(1));
        using var host = Host(folder, log);
        await host.StartAsync();
        var provider = host.Services.GetRequiredService<PolicyProvider>();
        var changes = new ConcurrentQueue<(string? Before, string After)>();
        provider.Changed += (_, change) => changes.Enqueue((change.Before?.For("harbour").Versions[0].Policy.Hash, change.After.For("harbour").Versions[0].Policy.Hash));

        using var end = new CancellationTokenSource();
        var deciders = Enumerable.Range(0, Deciders).Select(number => new Decider(provider, number)).ToArray();
        var deciding = Task.WhenAll(deciders.Select(decider => Task.Run(() => decider.Run(end.Token))));
        var breaker = new Breaker(folder, provider, new Random(Seed), changes);
        await Task.Run(() => breaker.Run(TimeSpan.FromSeconds(Seconds)));
        await end.CancelAsync();
        await deciding;
        await host.StopAsync();

        var decisions = deciders.Sum(decider => decider.Asked);
        var answered = deciders.Sum(decider => decider.Answered);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Seconds} s, seed {Seed}: {decisions} decisions asked for, {answered} answered; {breaker.Published.Count - 1} versions published, {changes.Count} changes observed; {breaker.Refusals} bad sets refused; mixtures left by a stalled writer {breaker.Stalled.Count}"));
        foreach (var (way, count) in breaker.Ways.OrderBy(way => way.Key, StringComparer.Ordinal))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {way}: {count}"));
        }

        Assert.Empty(deciders.SelectMany(decider => decider.Wrong));
        Assert.Equal(decisions, answered);
        Assert.True(decisions > 100 * Seconds, $"only {decisions} decisions");
        Assert.Empty(deciders.SelectMany(decider => decider.By.Keys).Distinct().Except(breaker.Published).Except(breaker.Stalled));

        // Each version once, in the order in which they were published, and each from the one before.
        var observed = changes.ToArray();
        Assert.Equal(observed.Select(change => change.Before), observed.Select(change => change.After).Prepend(breaker.Published[0]).SkipLast(1));
        Assert.Equal(breaker.Published.Skip(1), observed.Select(change => change.After).Where(hash => !breaker.Stalled.Contains(hash)));
        Assert.Equal(observed.Length + 1, log.Events.Count(name => name == "RulesLive"));
        Assert.True(log.Events.Count(name => name == "RulesRefused") >= breaker.Refusals);
        Assert.DoesNotContain(log.Entries, entry => entry.Text.Contains(GivenCase.Reference, StringComparison.Ordinal));
        Assert.DoesNotContain("PollFailed", log.Events);
    }

    private static IHost Host(RuleFolder folder, LogBook log)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(log);
        builder.Services.AddConductPolicy(options =>
        {
            options.Folder = folder.Path;
            options.PollInterval = s_interval;
        });
        return builder.Build();
    }

    /// <summary>Asks for decisions without end, and holds each to the answer that its version gives.</summary>
    private sealed class Decider(PolicyProvider provider, int number)
    {
        public long Asked { get; private set; }

        public long Answered { get; private set; }

        public Dictionary<string, long> By { get; } = [];

        public ConcurrentQueue<string> Wrong { get; } = [];

        public void Run(CancellationToken end)
        {
            var cases = Enumerable.Range(0, MostComplaints + 1).Select(GivenCase.Complaints).ToArray();
            var held = provider.Current.For("harbour");
            var (heldHash, heldFor) = (held.Versions[0].Policy.Hash, 0);
            for (var i = number; !end.IsCancellationRequested; i++)
            {
                var complaints = i % cases.Length;
                Asked++;
                try
                {
                    if (i % 5 != 0)
                    {
                        Note(provider.Decide("harbour", cases[complaints]), complaints);
                        continue;
                    }

                    // What is under way while others go live is finished by the version that it began with.
                    var decision = held.Decide(held.ReadCase(cases[complaints]));
                    Note(decision, complaints);
                    if (decision.Policy.Hash != heldHash)
                    {
                        Wrong.Enqueue("what was held became another version");
                    }

                    if (++heldFor == 200)
                    {
                        held = provider.Current.For("harbour");
                        (heldHash, heldFor) = (held.Versions[0].Policy.Hash, 0);
                    }
                }
                catch (Exception error) when (error is not OutOfMemoryException)
                {
                    Wrong.Enqueue(error.ToString());
                }
            }
        }

        private void Note(Decision decision, int complaints)
        {
            Answered++;
            By[decision.Policy.Hash] = By.GetValueOrDefault(decision.Policy.Hash) + 1;
            var version = int.Parse(decision.Policy.Version, CultureInfo.InvariantCulture);
            if (decision.IsBreach != GivenCase.AnswerOf(version, complaints))
            {
                Wrong.Enqueue($"version {version} answered {decision.IsBreach} on {complaints} complaints");
            }
        }
    }

    /// <summary>Publishes good versions in every way there is, and between them breaks the folder in every way there is.</summary>
    private sealed class Breaker
    {
        private readonly RuleFolder _folder;
        private readonly PolicyProvider _provider;
        private readonly Random _random;
        private readonly ConcurrentQueue<(string? Before, string After)> _changes;
        private readonly (string Name, Action<string> Publish)[] _publish;
        private readonly (string Name, Action Break, Action Mend)[] _break;
        private int _version = 1;

        public Breaker(RuleFolder folder, PolicyProvider provider, Random random, ConcurrentQueue<(string? Before, string After)> changes)
        {
            (_folder, _provider, _random, _changes) = (folder, provider, random, changes);
            _publish =
            [
                ("published by renaming over", folder.RenameOver),
                ("published by a link swapped", folder.SwapLink),
                ("published in place, cut short first and written slowly", WriteSlowly),
                ("published in place, over the old text", WriteOver),
                ("published deleted and made anew", text =>
                {
                    File.Delete(folder.File);
                    Pause();
                    folder.Write(text);
                }),
            ];
            _break =
            [
                ("broken: cut short", () => folder.RenameOver(Next[.._random.Next(Next.Length - 2)]), Nothing),
                ("broken: empty", () => folder.RenameOver(""), Nothing),
                ("broken: noise", () => folder.RenameOver(Noise()), Nothing),
                ("broken: a name that nothing has", () => folder.RenameOver(RuleFolder.With(Next, "\"role\": \"chair\"", "\"role\": \"chiar\"")), Nothing),
                ("broken: a safeguard refuted", () => folder.RenameOver(RuleFolder.Refuted(_version + 1)), Nothing),
                ("broken: deleted", () => File.Delete(folder.File), Nothing),
                ("broken: a link to nowhere", () =>
                {
                    File.Delete(folder.File);
                    File.CreateSymbolicLink(folder.File, folder.PathOf("nowhere.json"));
                }, () => File.Delete(folder.File)),
                ("broken: the version twice", () => File.WriteAllText(folder.PathOf("copy.json"), Now), () => File.Delete(folder.PathOf("copy.json"))),
                ("broken: a case among the rules", () => File.WriteAllBytes(folder.PathOf("case.json"), GivenCase.Complaints(3)), () => File.Delete(folder.PathOf("case.json"))),
                ("broken: the folder moved away", () => Directory.Move(folder.Path, $"{folder.Path}.away"), () => Directory.Move($"{folder.Path}.away", folder.Path)),
            ];
        }

        /// <summary>The hashes of the good versions, in the order in which they were published.</summary>
        public List<string> Published { get; } = [RuleFolder.HashOf(RuleFolder.Rules(1))];

        /// <summary>The hashes of mixtures of two versions that stood longer than the folder has to be quiet, as the machine did not let the writer go on.</summary>
        public ConcurrentBag<string> Stalled { get; } = [];

        public SortedDictionary<string, int> Ways { get; } = new(StringComparer.Ordinal);

        public int Refusals { get; private set; }

        private string Now => RuleFolder.Rules(_version);

        private string Next => RuleFolder.Rules(_version + 1);

        public void Run(TimeSpan time)
        {
            var began = Stopwatch.StartNew();
            for (var round = 0; began.Elapsed < time; round++)
            {
                // Each way in turn from a place of its own, so that a short run tries many.
                if (round % 2 == 0)
                {
                    BreakAndMend(_break[_random.Next(_break.Length)]);
                }

                PublishNext(_publish[_random.Next(_publish.Length)]);
            }
        }

        private void BreakAndMend((string Name, Action Break, Action Mend) way)
        {
            Count(way.Name);
            way.Break();

            // At times it is mended before anybody can have seen it.
            if (_random.Next(4) > 0)
            {
                WaitFor(() => _provider.Refused.Count > 0, way.Name);
                Refusals++;
            }

            Assert.Equal(Published[^1], _provider.Current.For("harbour").Versions[0].Policy.Hash);
            way.Mend();
            if (_random.Next(2) == 0)
            {
                _folder.RenameOver(Now);
                WaitFor(() => _provider.Refused.Count == 0, $"mended, {way.Name}");
            }
        }

        private void PublishNext((string Name, Action<string> Publish) way)
        {
            Count(way.Name);
            var text = Next;
            Published.Add(RuleFolder.HashOf(text));
            way.Publish(text);
            WaitFor(() => _changes.Any(change => change.After == Published[^1]), way.Name);
            _version++;
        }

        private void WriteSlowly(string text)
        {
            using var stream = new FileStream(_folder.File, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
            foreach (var part in Parts(text))
            {
                stream.Write(part);
                stream.Flush();
                Pause();
            }
        }

        // Both texts are of one length, so what stands there meanwhile is the beginning of the one with the end of the other, and can be read.
        private void WriteOver(string text)
        {
            _folder.RenameOver(Now);
            WaitFor(() => _provider.Refused.Count == 0, "the old text");
            var old = System.Text.Encoding.UTF8.GetBytes(Now);
            var mixtures = new List<string>();
            var at = 0;
            var parts = Parts(text);
            var pause = s_interval.TotalMilliseconds * 0.7 / parts.Length;
            var took = Stopwatch.StartNew();
            using (var stream = new FileStream(_folder.File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                foreach (var part in parts)
                {
                    stream.Write(part);
                    stream.Flush();
                    part.CopyTo(old, at);
                    at += part.Length;
                    mixtures.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(old)).ToLowerInvariant());
                    Thread.Sleep((int)pause);
                }
            }

            if (took.Elapsed > s_interval)
            {
                mixtures.Where(hash => !Published.Contains(hash)).ToList().ForEach(Stalled.Add);
            }
        }

        private byte[][] Parts(string text)
        {
            var utf8 = System.Text.Encoding.UTF8.GetBytes(text);
            return [.. utf8.Chunk((utf8.Length / _random.Next(2, 6)) + 1)];
        }

        private string Noise() => string.Create(_random.Next(5000), _random, (span, random) =>
        {
            foreach (ref var character in span)
            {
                character = (char)random.Next(1, 0xD800);
            }
        });

        private void Pause() => Thread.Sleep(_random.Next(3 * (int)s_interval.TotalMilliseconds));

        private void Count(string way) => Ways[way] = Ways.GetValueOrDefault(way) + 1;

        private static void Nothing()
        {
        }

        private static void WaitFor(Func<bool> isSo, string what)
        {
            var waited = Stopwatch.StartNew();
            while (!isSo())
            {
                Assert.True(waited.Elapsed < s_patience, $"waited {s_patience.TotalSeconds} s in vain: {what}");
                Thread.Sleep(5);
            }
        }
    }
}
