using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Library;

/// <summary>What a library asks of the rule files that it is made of. Immutable.</summary>
public sealed record PolicyLibraryOptions
{
    /// <summary>Whether drafts are in force like adopted versions, as for a trial. By default they are listed and never decide.</summary>
    public bool UsesDrafts { get; init; }

    /// <summary>The SHA-256 of each adopted rule file that the governors approved, in hexadecimal; null where the files are not held to any.</summary>
    /// <remarks>
    /// The hash stands with the application, never in the file: whoever can change the file could change a hash in it. With it, nothing
    /// but the very bytes that were approved ever decides, and so no file that is half written.
    /// </remarks>
    public ValueList<string>? ApprovedHashes { get; init; }

    /// <summary>Whether a rule set is refused of which some case permits what one of its own safeguards rules out. Proving takes a moment for each file.</summary>
    public bool ProvesSafeguards { get; init; }

    /// <summary>Makes the engine of a policy, such as one with the trust's own calendar; null for one with the bank holidays that come with the library.</summary>
    public Func<Policy, DecisionEngine>? MakeEngine { get; init; }
}
