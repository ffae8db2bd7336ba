namespace ConductPolicy.Cli;

/// <summary>What the tool's exit status says.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>The rules or the case fall short.</summary>
    public const int FallsShort = 1;

    /// <summary>Wrong usage, or input that cannot be read or is not valid.</summary>
    public const int BadInput = 2;

    /// <summary>Stopped by Ctrl-C: 128 and the number of the signal, as is usual.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by the signal to end.</summary>
    public const int Terminated = 143;
}
