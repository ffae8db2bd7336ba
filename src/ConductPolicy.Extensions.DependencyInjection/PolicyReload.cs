using ConductPolicy.Loading;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ConductPolicy.Extensions.DependencyInjection;

/// <summary>Reads the rules before anything else starts, and the folder again and again while the application runs.</summary>
internal sealed class PolicyReload(PolicyProvider provider, IOptions<ConductPolicyOptions> options, ILogger<PolicyProvider> logger, TimeProvider time)
    : BackgroundService, IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // It may wait for files that are being written.
        await Task.Run(provider.Load, cancellationToken).ConfigureAwait(false);
        if (provider.CurrentIfAny is null && !options.Value.MayStartWithoutRules)
        {
            throw new ConductPolicyException(provider.Refused);
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!provider.IsOfFolder || !options.Value.ReloadsOnChange)
        {
            return;
        }

        // No timer: it would make up for a reading that took long, and two readings would be nearer to each other than was asked for.
        while (true)
        {
            await Task.Delay(options.Value.PollInterval, time, stoppingToken).ConfigureAwait(false);
            try
            {
                provider.Poll();
            }
#pragma warning disable CA1031 // Whatever went wrong this time, the rules are looked at again.
            catch (Exception error)
#pragma warning restore CA1031
            {
                PolicyLog.PollFailed(logger, error);
            }
        }
    }
}
