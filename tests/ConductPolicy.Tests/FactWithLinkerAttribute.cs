namespace ConductPolicy.Tests;

/// <summary>A test that compiles to native code: it takes minutes, and .NET needs the system's own linker. CI sets what asks for it.</summary>
public sealed class FactWithLinkerAttribute : FactAttribute
{
    public FactWithLinkerAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Skip = Environment.GetEnvironmentVariable("CONDUCT_POLICY_NATIVE") != "1" ? "It takes minutes: set CONDUCT_POLICY_NATIVE=1 to run it, as CI does."
            : !OperatingSystem.IsLinux() || !folders.Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc"))) ? "It needs Linux, with clang or gcc on the PATH."
            : null;
    }
}
