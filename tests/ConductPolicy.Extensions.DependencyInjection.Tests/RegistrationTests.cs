using ConductPolicy.Loading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConductPolicy.Extensions.DependencyInjection.Tests;

/// <summary>What an application writes, and what it gets.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public void Without_options_the_policies_that_ship_decide()
    {
        using var services = new ServiceCollection().AddConductPolicy().BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var provider = services.GetRequiredService<PolicyProvider>();
        Assert.Same(provider, services.GetRequiredService<PolicyProvider>());
        Assert.Equal(["qet", "thrive"], provider.Current.Policies.Select(policy => policy.Id));
        var example = File.ReadAllBytes(Path.Combine(RuleFolder.RepositoryRoot, "rules", "examples", "qet", "warning-that-did-not-work.json"));
        Assert.Equal(ShippedPolicies.Load("qet").Hash, provider.Decide("qet", example).Policy.Hash);
    }

    [Fact]
    public void A_section_of_the_configuration_says_all_that_code_can_say_but_how_an_engine_is_made()
    {
        var hash = new string('a', 64);
        using var services = new ServiceCollection().AddConductPolicy(Section(
            ("Folder", "rules"), ("ReloadsOnChange", "false"), ("PollInterval", "00:00:05"), ("ApprovedHashes:0", hash),
            ("UsesDrafts", "true"), ("ProvesSafeguards", "false"), ("MayStartWithoutRules", "true"))).BuildServiceProvider();
        var options = services.GetRequiredService<IOptions<ConductPolicyOptions>>().Value;
        Assert.Equal(("rules", false, TimeSpan.FromSeconds(5)), (options.Folder, options.ReloadsOnChange, options.PollInterval));
        Assert.Equal([hash], options.ApprovedHashes!);
        Assert.Equal((true, false, true), (options.UsesDrafts, options.ProvesSafeguards, options.MayStartWithoutRules));
    }

    [Fact]
    public void A_key_of_the_configuration_that_is_misspelt_is_refused()
    {
        using var services = new ServiceCollection().AddConductPolicy(Section(("ApprovedHash", "x"))).BuildServiceProvider();
        Assert.Contains("ApprovedHash", Assert.ThrowsAny<Exception>(() => services.GetRequiredService<PolicyProvider>()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PollInterval", "00:00:00")]
    [InlineData("PollInterval", "2.00:00:00")]
    [InlineData("Folder", " ")]
    [InlineData("ApprovedHashes:0", "abc")]
    public async Task Options_that_cannot_be_meant_keep_the_application_from_starting_and_are_named(string key, string value)
    {
        using var host = Host(services => services.AddConductPolicy(Section((key, value))));
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains($"`{key.Split(':')[0]}`", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_good_rule_file_the_application_does_not_start_and_every_problem_is_given()
    {
        using var folder = new RuleFolder();
        File.WriteAllText(folder.PathOf("a.json"), "{");
        File.WriteAllText(folder.PathOf("b.json"), RuleFolder.With(RuleFolder.Rules(1), "\"role\": \"chair\"", "\"role\": \"chiar\""));
        using var log = new LogBook();
        using var host = Host(services => services.AddConductPolicy(options => (options.Folder, options.PollInterval) = (folder.Path, TimeSpan.FromMilliseconds(10))), log);
        var refused = await Assert.ThrowsAsync<ConductPolicyException>(() => host.StartAsync());
        Assert.Equal(["a.json", "b.json"], refused.Problems.Select(problem => Path.GetFileName(problem.File)).Distinct());
        Assert.Contains("Did you mean `chair`?", refused.Message, StringComparison.Ordinal);
        Assert.Contains(log.Entries, entry => entry is { Level: LogLevel.Critical, Event: "NoRules" });
    }

    [Fact]
    public async Task An_application_that_may_start_without_rules_is_unhealthy_until_there_are_some()
    {
        using var folder = new RuleFolder();
        using var host = Host(services =>
        {
            services.AddConductPolicy(options => (options.Folder, options.PollInterval, options.MayStartWithoutRules) = (folder.Path, TimeSpan.FromMilliseconds(10), true));
            services.AddHealthChecks().AddConductPolicy();
        });
        await host.StartAsync();
        var health = host.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync()).Entries["conduct-policy"].Status);
        folder.RenameOver(RuleFolder.Rules(1));
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while ((await health.CheckHealthAsync()).Status != HealthStatus.Healthy)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), "still not healthy");
            await Task.Delay(10);
        }

        await host.StopAsync();
    }

    [Fact]
    public async Task Where_reloading_is_switched_off_the_rules_of_the_start_decide()
    {
        using var folder = new RuleFolder();
        folder.Write(RuleFolder.Rules(1));
        using var host = Host(services => services.AddConductPolicy(options => (options.Folder, options.PollInterval, options.ReloadsOnChange) = (folder.Path, TimeSpan.FromMilliseconds(10), false)));
        await host.StartAsync();
        folder.RenameOver(RuleFolder.Rules(2));
        await Task.Delay(200);
        Assert.Equal(RuleFolder.HashOf(RuleFolder.Rules(1)), host.Services.GetRequiredService<PolicyProvider>().Current.Sources[0].Hash);
        await host.StopAsync();
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"ConductPolicy:{pair.Key}", (string?)pair.Value))).Build().GetSection("ConductPolicy");

    private static IHost Host(Action<IServiceCollection> add, LogBook? log = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        add(builder.Services);
        return builder.Build();
    }
}
