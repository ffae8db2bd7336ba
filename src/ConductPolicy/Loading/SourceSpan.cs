namespace ConductPolicy.Loading;

/// <summary>A stretch of a text, in bytes.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="End">The byte after the last one.</param>
internal readonly record struct SourceSpan(int Start, int End);
