using ConductPolicy.Library;
using ConductPolicy.Loading;

namespace ConductPolicy.Extensions.DependencyInjection;

/// <summary>A folder as it was read once: its rule files, or why they could not be read.</summary>
/// <param name="Sources">The files.</param>
/// <param name="Problems">Why the folder or some of its files could not be read; empty where they were.</param>
internal sealed record FolderReading(ValueList<PolicySource> Sources, ValueList<Problem> Problems)
{
    /// <summary>Names and contents in one text: two readings with the same are the same.</summary>
    public string Content { get; } = string.Join('\n', Sources.Select(source => $"{source.Hash} {source.Name}").Concat(Problems.Select(problem => problem.ToString())));

    public static FolderReading Of(string folder)
    {
        try
        {
            return new(PolicySource.FromFolder(folder), []);
        }
        catch (ConductPolicyException failure)
        {
            return new([], failure.Problems);
        }
    }

    /// <summary>Whether no file was written since a moment, by its time stamp.</summary>
    public bool IsOlderThan(DateTimeOffset moment)
    {
        foreach (var source in Sources)
        {
            try
            {
                // Of a link, the file it leads to.
                var file = File.ResolveLinkTarget(source.Name, returnFinalTarget: true) ?? new FileInfo(source.Name);
                if (file.LastWriteTimeUtc > moment.UtcDateTime)
                {
                    return false;
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        return true;
    }
}
