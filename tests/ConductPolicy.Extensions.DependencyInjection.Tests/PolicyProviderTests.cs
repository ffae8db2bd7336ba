using System.Diagnostics.Metrics;
using ConductPolicy.Conditions;
using ConductPolicy.Library;
using ConductPolicy.Loading;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace ConductPolicy.Extensions.DependencyInjection.Tests;

/// <summary>The folder read step by step, so that nothing depends on how fast the machine is.</summary>
public sealed class PolicyProviderTests : IDisposable
{
    private readonly RuleFolder _folder = new();
    private readonly LogBook _log = new();
    private readonly PolicyMetrics _metrics = new(null);
    private readonly List<PolicyChange> _changes = [];

    public void Dispose()
    {
        _folder.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public void What_is_new_goes_live_at_the_second_of_two_readings_that_are_the_same()
    {
        var provider = Started(1);
        _folder.RenameOver(RuleFolder.Rules(2));
        provider.Poll();
        Assert.Equal("00001", Version(provider));
        provider.Poll();
        Assert.Equal("00002", Version(provider));
        provider.Poll();
        Assert.Equal([(1, 2)], _changes.Select(Numbers));
    }

    [Fact]
    public void A_file_in_the_middle_of_being_written_does_not_decide_even_where_it_could()
    {
        var provider = Started(1);
        var (old, next) = (RuleFolder.Rules(1), RuleFolder.Rules(2));
        var half = next[..(next.Length / 2)] + old[(old.Length / 2)..];
        Assert.Equal(old.Length, next.Length);
        Assert.DoesNotContain(PolicyFile.Check(System.Text.Encoding.UTF8.GetBytes(half)), problem => problem.Severity == ProblemSeverity.Error);
        _folder.Write(half);
        provider.Poll();
        _folder.Write(next);
        provider.Poll();
        Assert.Equal("00001", Version(provider));
        provider.Poll();
        Assert.Equal(RuleFolder.HashOf(next), provider.Current.For("harbour").Versions[0].Policy.Hash);
        Assert.Equal([(1, 2)], _changes.Select(Numbers));
    }

    [Fact]
    public void However_long_a_writer_pauses_nothing_decides_that_was_not_approved()
    {
        var (old, next) = (RuleFolder.Rules(1), RuleFolder.Rules(2));
        var provider = Started(1, options => options.ApprovedHashes = [RuleFolder.HashOf(old), RuleFolder.HashOf(next)]);
        _folder.Write(next[..(next.Length / 2)] + old[(old.Length / 2)..]);
        Settle(provider);
        Assert.Equal("00001", Version(provider));
        Assert.Equal(ProblemCode.NotApproved, Assert.Single(provider.Refused).Code);
        _folder.Write(next);
        Settle(provider);
        Assert.Equal("00002", Version(provider));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("\0\0\0\0")]
    [InlineData("half")]
    [InlineData("refuted")]
    [InlineData("unknown name")]
    public void A_bad_file_is_refused_with_its_problems_in_the_log_and_the_last_good_one_decides(string bad)
    {
        var provider = Started(1);
        var next = RuleFolder.Rules(2);
        _folder.Write(bad switch
        {
            "half" => next[..(next.Length / 2)],
            "refuted" => RuleFolder.Refuted(2),
            "unknown name" => RuleFolder.With(next, "\"role\": \"chair\"", "\"role\": \"chiar\""),
            _ => bad,
        });
        Settle(provider);
        provider.Poll();
        Assert.Equal("00001", Version(provider));
        Assert.NotEmpty(provider.Refused);
        var (level, _, text) = Assert.Single(_log.Entries, entry => entry.Event == "RulesRefused");
        Assert.Equal(LogLevel.Error, level);
        Assert.Contains($"error {provider.Refused[0].Code}: ", text, StringComparison.Ordinal);
        Assert.Contains(_folder.File, text, StringComparison.Ordinal);

        _folder.Write(RuleFolder.Rules(1));
        Settle(provider);
        Assert.Empty(provider.Refused);
        Assert.Empty(_changes);
        Assert.Equal(["RulesLive", "RulesRefused", "RulesRestored"], _log.Events);
    }

    [Fact]
    public void A_file_that_is_deleted_stays_in_use_and_another_beside_it_does_not_change_that()
    {
        var provider = Started(1);
        File.Delete(_folder.File);
        Settle(provider);
        Assert.Equal("00001", Version(provider));
        Assert.Equal(ProblemCode.FileGone, Assert.Single(provider.Refused).Code);

        File.WriteAllBytes(_folder.PathOf("thrive.json"), ShippedPolicies.Read("thrive"));
        Settle(provider);
        var problem = Assert.Single(provider.Refused);
        Assert.Equal((ProblemCode.FileGone, _folder.File), (problem.Code, problem.File));

        _folder.Write(RuleFolder.Rules(2));
        Settle(provider);
        Assert.Equal(["harbour", "thrive"], provider.Current.Policies.Select(policy => policy.Id));
        Assert.Equal([(1, 2)], _changes.Select(Numbers));
    }

    [Fact]
    public void A_folder_that_is_gone_is_told_and_the_last_good_rules_decide_until_it_is_back()
    {
        var provider = Started(1);
        Directory.Move(_folder.Path, $"{_folder.Path}.away");
        Settle(provider);
        Assert.Equal(("00001", ProblemCode.CannotRead), (Version(provider), Assert.Single(provider.Refused).Code));
        Directory.Move($"{_folder.Path}.away", _folder.Path);
        Settle(provider);
        Assert.Empty(provider.Refused);
        Assert.Empty(_changes);
    }

    [Fact]
    public void A_file_under_another_name_is_no_change_and_may_be_changed_there()
    {
        var provider = Started(1);
        File.Move(_folder.File, _folder.PathOf("renamed.json"));
        Settle(provider);
        Assert.Empty(provider.Refused);
        Assert.Empty(_changes);
        File.WriteAllText(_folder.PathOf("renamed.json"), RuleFolder.Rules(2));
        Settle(provider);
        Assert.Equal([(1, 2)], _changes.Select(Numbers));
    }

    [Fact]
    public void What_is_swapped_by_symbolic_link_goes_live()
    {
        _folder.SwapLink(RuleFolder.Rules(1));
        var provider = Provider();
        Assert.Equal("00001", Version(provider));
        provider.Changed += (_, change) => _changes.Add(change);
        _folder.SwapLink(RuleFolder.Rules(2));
        Settle(provider);
        _folder.SwapLink(RuleFolder.Rules(3));
        Settle(provider);
        Assert.Equal([(1, 2), (2, 3)], _changes.Select(Numbers));
    }

    [Fact]
    public void What_was_begun_by_one_version_is_finished_by_it()
    {
        var provider = Started(1);
        var versions = provider.Current.For("harbour");
        var read = versions.ReadCase(GivenCase.Complaints(3));
        _folder.Write(RuleFolder.Rules(2));
        Settle(provider);
        Assert.Equal(("00001", Truth.True), (versions.Decide(read).Policy.Version, versions.Decide(read).IsBreach));
        var now = provider.Decide("harbour", GivenCase.Complaints(3));
        Assert.Equal(("00002", Truth.False, RuleFolder.HashOf(RuleFolder.Rules(2))), (now.Policy.Version, now.IsBreach, now.Policy.Hash));
    }

    [Fact]
    public void A_handler_that_throws_keeps_nobody_else_from_being_told()
    {
        var provider = Started(1, before: provider => provider.Changed += (_, _) => throw new InvalidOperationException("its own trouble"));
        _folder.Write(RuleFolder.Rules(2));
        Settle(provider);
        Assert.Single(_changes);
        Assert.Contains("HandlerFailed", _log.Events);
        Assert.Equal("00002", Version(provider));
    }

    [Fact]
    public void Without_a_good_file_every_problem_is_given_until_there_is_one()
    {
        File.WriteAllText(_folder.PathOf("a.json"), "{");
        File.WriteAllText(_folder.PathOf("b.json"), "[");
        var provider = Provider();
        var problems = Assert.Throws<ConductPolicyException>(() => provider.Current).Problems;
        Assert.Equal(["a.json", "b.json"], problems.Select(problem => Path.GetFileName(problem.File)).Distinct());
        Assert.Equal(LogLevel.Critical, Assert.Single(_log.Entries).Level);

        File.Delete(_folder.PathOf("b.json"));
        File.WriteAllText(_folder.PathOf("a.json"), RuleFolder.Rules(1));
        provider.Changed += (_, change) => _changes.Add(change);
        Settle(provider);
        Assert.Equal("00001", Version(provider));
        Assert.Null(Assert.Single(_changes).Before);
    }

    [Fact]
    public void At_the_start_a_file_that_was_just_written_is_read_twice_with_a_pause_and_an_old_one_without()
    {
        _folder.Write(RuleFolder.Rules(1));
        var took = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal("00001", Version(Provider(options => options.PollInterval = TimeSpan.FromMilliseconds(700))));
        Assert.True(took.ElapsedMilliseconds >= 650, $"took {took.ElapsedMilliseconds} ms");

        File.SetLastWriteTimeUtc(_folder.File, DateTime.UtcNow.AddHours(-1));
        Assert.Equal("00001", Version(Provider(options => options.PollInterval = TimeSpan.FromMinutes(10))));
    }

    [Fact]
    public async Task Health_is_healthy_degraded_and_unhealthy()
    {
        _folder.Write("{");
        var provider = Provider();
        Assert.Throws<ConductPolicyException>(() => provider.Current);
        Assert.Equal(HealthStatus.Unhealthy, (await Health(provider)).Status);

        _folder.Write(RuleFolder.Rules(1));
        Settle(provider);
        var healthy = await Health(provider);
        Assert.Equal((HealthStatus.Healthy, provider.Current.Hash), (healthy.Status, healthy.Data["hash"]));

        _folder.Write("{");
        Settle(provider);
        var degraded = await Health(provider);
        Assert.Equal(HealthStatus.Degraded, degraded.Status);
        Assert.Contains("syntax", degraded.Description, StringComparison.Ordinal);
        Assert.Contains("00001", (string)degraded.Data["versions"], StringComparison.Ordinal);
    }

    [Fact]
    public void Decisions_are_counted_by_policy_and_version_and_readings_by_what_came_of_them()
    {
        var counted = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == PolicyMetrics.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        var mine = Environment.CurrentManagedThreadId;
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (Environment.CurrentManagedThreadId == mine)
            {
                counted.Add($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}");
            }
        });
        listener.Start();
        var provider = Started(1);
        provider.Decide("harbour", GivenCase.Complaints(3));
        provider.Decide("harbour", provider.Current.For("harbour").ReadCase(GivenCase.Complaints(3)));
        _folder.Write("{");
        Settle(provider);
        _folder.Write(RuleFolder.Rules(1));
        Settle(provider);
        var decided = $"conductpolicy.decisions 1 harbour 00001 {RuleFolder.HashOf(RuleFolder.Rules(1))}";
        Assert.Equal(["conductpolicy.rules 1 live", decided, decided, "conductpolicy.rules 1 refused", "conductpolicy.rules 1 restored"], counted);
    }

    [Fact]
    public void New_content_under_an_old_version_goes_live_and_is_logged_as_such()
    {
        var provider = Started(1);
        var (old, edited) = (RuleFolder.Rules(1), RuleFolder.With(RuleFolder.Rules(1), "\"value\": 3,", "\"value\": 5,"));
        _folder.Write(edited);
        Settle(provider);
        Assert.Equal(("00001", RuleFolder.HashOf(edited)), (Version(provider), provider.Current.For("harbour").Versions[0].Policy.Hash));
        var (level, _, text) = Assert.Single(_log.Entries, entry => entry.Event == "VersionReused");
        Assert.Equal((LogLevel.Warning, 8), (level, _log.Numbers["VersionReused"]));
        Assert.StartsWith($"Version 00001 of harbour has new content and no new version: {RuleFolder.HashOf(old)} is now {RuleFolder.HashOf(edited)}.", text, StringComparison.Ordinal);

        _folder.Write(RuleFolder.Rules(2));
        Settle(provider);
        Assert.Equal("00002", Version(provider));
        Assert.Single(_log.Events, "VersionReused");
    }

    [Fact]
    public void A_draft_that_decides_nothing_may_change_under_its_version()
    {
        var provider = Started(1);
        var draft = RuleFolder.With(RuleFolder.Rules(2), "\"status\": \"adopted\"", "\"status\": \"draft\"");
        File.WriteAllText(_folder.PathOf("next.json"), draft);
        Settle(provider);
        File.WriteAllText(_folder.PathOf("next.json"), $"{draft}\n");
        Settle(provider);
        Assert.Equal(["RulesLive", "RulesLive", "RulesLive"], _log.Events);
    }

    [Fact]
    public void What_goes_live_is_logged_with_what_it_takes_the_place_of()
    {
        var provider = Started(1);
        var (first, before) = (provider.Current, Assert.Single(_log.Entries).Text);
        Assert.StartsWith($"The rules {first.Hash} are live, the first since the application started: harbour 00001 (", before, StringComparison.Ordinal);
        _folder.Write(RuleFolder.Rules(2));
        Settle(provider);
        Assert.StartsWith($"The rules {provider.Current.Hash} are live, in the place of {first.Hash}: harbour 00002 (", _log.Entries.Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_review_that_is_overdue_is_logged()
    {
        File.WriteAllBytes(_folder.PathOf("thrive.json"), ShippedPolicies.Read("thrive"));
        var provider = new PolicyProvider(Options(), _metrics, _log, new FixedTime(new DateTimeOffset(2027, 9, 1, 12, 0, 0, TimeSpan.Zero)), null);
        Assert.Single(provider.Current.Policies);
        Assert.Contains(_log.Entries, entry => entry is { Level: LogLevel.Warning, Event: "ReviewOverdue" } && entry.Text.Contains("summer 2027", StringComparison.Ordinal));
    }

    private static Task<HealthCheckResult> Health(PolicyProvider provider)
    {
        var check = new PolicyHealthCheck(provider);
        return check.CheckHealthAsync(new HealthCheckContext { Registration = new HealthCheckRegistration("rules", check, null, null) });
    }

    private static string Version(PolicyProvider provider) => provider.Current.For("harbour").Versions[^1].Policy.Version;

    private static (int Before, int After) Numbers(PolicyChange change) => (Number(change.Before!), Number(change.After));

    private static int Number(PolicyLibrary library) => int.Parse(library.For("harbour").Versions[^1].Policy.Version, System.Globalization.CultureInfo.InvariantCulture);

    private static void Settle(PolicyProvider provider)
    {
        provider.Poll();
        provider.Poll();
    }

    private ConductPolicyOptions Options() => new() { Folder = _folder.Path, PollInterval = TimeSpan.FromMilliseconds(10) };

    private PolicyProvider Provider(Action<ConductPolicyOptions>? configure = null)
    {
        var options = Options();
        configure?.Invoke(options);
        return new PolicyProvider(options, _metrics, _log, TimeProvider.System, null);
    }

    private PolicyProvider Started(int version, Action<ConductPolicyOptions>? configure = null, Action<PolicyProvider>? before = null)
    {
        _folder.Write(RuleFolder.Rules(version));
        var provider = Provider(configure);
        Assert.Equal($"{version:D5}", Version(provider));
        before?.Invoke(provider);
        provider.Changed += (_, change) => _changes.Add(change);
        return provider;
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
