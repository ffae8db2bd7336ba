using System.Diagnostics.Metrics;
using ConductPolicy.Extensions.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ConductPolicy to an application's services.</summary>
public static class ConductPolicyServiceCollectionExtensions
{
    /// <summary>Adds a <see cref="PolicyProvider"/> with the policies that come with the library.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddConductPolicy(this IServiceCollection services) => services.AddConductPolicy(_ => { });

    /// <summary>Adds a <see cref="PolicyProvider"/>, which reads the rule files before the application starts and keeps them up to date while it runs.</summary>
    /// <remarks>Where there is no good rule file, the application does not start: a <see cref="ConductPolicy.Loading.ConductPolicyException"/> has every problem.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says where the rule files are, and what is asked of them.</param>
    public static IServiceCollection AddConductPolicy(this IServiceCollection services, Action<ConductPolicyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<ConductPolicyOptions>().Configure(configure).ValidateOnStart();
        return Add(services);
    }

    /// <summary>Adds a <see cref="PolicyProvider"/> by a section of the configuration, whose keys are the names of <see cref="ConductPolicyOptions"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section, such as <c>configuration.GetSection("ConductPolicy")</c>.</param>
    public static IServiceCollection AddConductPolicy(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.AddOptions<ConductPolicyOptions>().Bind(section, binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        return Add(services);
    }

    private static IServiceCollection Add(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ConductPolicyOptions>, ConductPolicyOptionsValidation>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new PolicyMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(provider => new PolicyProvider(
            provider.GetRequiredService<IOptions<ConductPolicyOptions>>().Value, provider.GetRequiredService<PolicyMetrics>(), LoggerOf(provider),
            provider.GetRequiredService<TimeProvider>(), provider.GetService<IHostEnvironment>()?.ContentRootPath));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PolicyReload>(provider => new PolicyReload(
            provider.GetRequiredService<PolicyProvider>(), provider.GetRequiredService<IOptions<ConductPolicyOptions>>(), LoggerOf(provider), provider.GetRequiredService<TimeProvider>())));
        return services;
    }

    // An application without logging is none the worse for it.
    private static ILogger<PolicyProvider> LoggerOf(IServiceProvider provider) =>
        provider.GetService<ILogger<PolicyProvider>>() ?? NullLogger<PolicyProvider>.Instance;
}
