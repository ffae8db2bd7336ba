namespace ConductPolicy.Tests;

/// <summary>A test that compiles to native code, for which .NET needs the system's own linker.</summary>
public sealed class FactWithLinkerAttribute : FactAttribute
{
    public FactWithLinkerAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!OperatingSystem.IsLinux() || !folders.Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc"))))
        {
            Skip = "It needs Linux with clang or gcc, which compile to native code, on the PATH.";
        }
    }
}
