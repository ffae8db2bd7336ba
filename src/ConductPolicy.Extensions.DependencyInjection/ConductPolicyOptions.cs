using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Extensions.DependencyInjection;

/// <summary>Where an application's rule files are, and what is asked of them.</summary>
public sealed class ConductPolicyOptions
{
    /// <summary>The shortest <see cref="PollInterval"/>: 10 milliseconds.</summary>
    public static readonly TimeSpan ShortestPollInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>The longest <see cref="PollInterval"/>: a day.</summary>
    public static readonly TimeSpan LongestPollInterval = TimeSpan.FromDays(1);

    /// <summary>The folder of rule files, as seen from the application's content root; null for the policies that come with the library.</summary>
    public string? Folder { get; set; }

    /// <summary>Whether the folder is read again and again, and what is new in it goes live without a restart.</summary>
    /// <value>By default, yes.</value>
    public bool ReloadsOnChange { get; set; } = true;

    /// <summary>How long from one reading of the folder to the next.</summary>
    /// <remarks>
    /// Every file is read whole each time, since events of the file system miss what is swapped by symbolic link or stands on a network.
    /// What is new goes live once two readings in a row are the same, so within two to three intervals, and never while a file is being
    /// written more often than that. A writer that pauses for longer in the middle of a file that can be read as it is then would be taken
    /// at its word: replace files by renaming, or give <see cref="ApprovedHashes"/>.
    /// </remarks>
    /// <value>By default, 2 seconds.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The SHA-256 of each adopted rule file that the governors approved; null where the files are not held to any.</summary>
    public IList<string>? ApprovedHashes { get; set; }

    /// <summary>Whether drafts are in force like adopted versions, as for a trial.</summary>
    /// <value>By default, no.</value>
    public bool UsesDrafts { get; set; }

    /// <summary>Whether a rule set is refused of which some case permits what one of its own safeguards rules out.</summary>
    /// <value>By default, yes.</value>
    public bool ProvesSafeguards { get; set; } = true;

    /// <summary>Whether the application starts although there is no good rule file yet. It then refuses every decision until there is one.</summary>
    /// <value>By default, no.</value>
    public bool MayStartWithoutRules { get; set; }

    /// <summary>Makes the engine of a policy, such as one with the trust's own calendar; null for one with the bank holidays that come with the library. Only in code.</summary>
    public Func<Policy, DecisionEngine>? MakeEngine { get; set; }
}
