using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ConductPolicy.Extensions.DependencyInjection.Tests;

/// <summary>Keeps what was logged.</summary>
internal sealed class LogBook : ILoggerProvider, ILogger<PolicyProvider>
{
    public ConcurrentQueue<(LogLevel Level, string? Event, string Text)> Entries { get; } = [];

    /// <summary>The number of each event by its name.</summary>
    public ConcurrentDictionary<string, int> Numbers { get; } = [];

    public IEnumerable<string?> Events => Entries.Select(entry => entry.Event);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Numbers[eventId.Name ?? ""] = eventId.Id;
        Entries.Enqueue((logLevel, eventId.Name, formatter(state, exception)));
    }

    public void Dispose()
    {
    }
}
