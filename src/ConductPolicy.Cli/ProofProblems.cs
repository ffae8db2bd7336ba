using System.Globalization;
using ConductPolicy.Analysis;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Cli;

/// <summary>What the proofs find of a rule file, as problems with places in it.</summary>
internal static class ProofProblems
{
    private const string HelpOnDead = "Mend or remove it; `analyze` says more, and nothing is wrong where it is meant.";

    // What else an analysis warns of is for whoever asks for one.
    private static readonly Dictionary<string, string> s_told = new()
    {
        [AnalysisWarningCode.NeverPermitted] = ProblemCode.NeverPermitted,
        [AnalysisWarningCode.LeadsNowhere] = ProblemCode.LeadsNowhere,
        [AnalysisWarningCode.NeverHolds] = ProblemCode.NeverHolds,
        [AnalysisWarningCode.NeverMatters] = ProblemCode.NeverMatters,
        [AnalysisWarningCode.NeverAsked] = ProblemCode.AnswerNeverMatters,
    };

    /// <summary>The file's problems and those of the proofs, in the order of their places. Of a file with errors nothing is proved.</summary>
    public static ValueList<Problem> With(CheckedPolicy rules)
    {
        if (rules.Policy is not { } policy)
        {
            return rules.Problems;
        }

        var found = new List<Problem>(rules.Problems);
        try
        {
            var analysis = PolicyAnalysis.Of(policy);
            found.AddRange(analysis.Safeguards.Where(proof => !proof.Holds).Select(proof => Refuted(rules, proof)));
            found.AddRange(analysis.Warnings.Where(warning => IsTold(policy, warning)).Select(warning => Dead(rules, warning)).Where(dead => !found.Exists(other => (other.Code, other.Pointer) == (dead.Code, dead.Pointer))).ToList());
            if (policy.Base is not null)
            {
                found.AddRange(Loosened(rules, PolicyRefinement.Of(policy)));
            }
        }
        catch (ConductPolicyException error) when (error.Problems is [{ Code: ProblemCode.TooComplex } limit])
        {
            found.Add(rules.ProblemAt(["safeguards"], limit.Code, $"The safeguards were not proved. {limit.Message}", limit.Help, ProblemSeverity.Warning));
        }

        return found.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column).ToValueList();
    }

    /// <summary>Whether a problem is one of rules that can be read and do not keep what they promise.</summary>
    public static bool IsRefutation(Problem problem) => problem.Code is ProblemCode.SafeguardRefuted or ProblemCode.MorePermissive;

    /// <summary>Where a warning's part stands.</summary>
    public static Problem Dead(CheckedPolicy rules, AnalysisWarning warning) => rules.ProblemAt(
        warning.Part, s_told.GetValueOrDefault(warning.Code, warning.Code), warning.Text, HelpOnDead, ProblemSeverity.Warning);

    // A fact that is kept for the record says so in its reading.
    private static bool IsTold(Policy policy, AnalysisWarning warning) =>
        s_told.ContainsKey(warning.Code) && !(warning.Code == AnalysisWarningCode.NeverAsked && policy.Facts[warning.Part[^1]].Reading is not null);

    private static Problem Refuted(CheckedPolicy rules, SafeguardProof proof) => rules.ProblemAt(
        ["safeguards", proof.Safeguard.Id], ProblemCode.SafeguardRefuted,
        proof.MissingParts.Count > 0
            ? $"The safeguard `{proof.Safeguard.Id}` does not hold: `{proof.Safeguard.Response}` has no `{proof.MissingParts[0]}`."
            : $"The safeguard `{proof.Safeguard.Id}` does not hold: there are cases in which `{proof.Safeguard.Response}` is permitted all the same.",
        "`conduct-policy analyze` shows a smallest such case. Mend the rules; the safeguard is what the policy promises.", ProblemSeverity.Error);

    // One mistake may show in many responses: it is told once, at a setting of conditions where one was changed.
    private static IEnumerable<Problem> Loosened(CheckedPolicy rules, PolicyRefinement refinement)
    {
        var shown = refinement.Loosenings.Where(loosening => loosening.Example is not null).ToList();
        if (shown.Count > 0)
        {
            var changed = refinement.Settings.FirstOrDefault(change => change.Effect == SettingEffect.InConditions);
            yield return rules.ProblemAt(
                changed is null ? [shown[0].Code == LooseningCode.StepDropped ? "steps" : "responses", shown[0].Subject] : ["settings", changed.Setting], ProblemCode.MorePermissive,
                $"The overlay asks for less than its base. {shown[0].Text}{(shown.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" So it is with {shown.Count - 1} more.") : "")}",
                "`conduct-policy analyze` shows a smallest case of each.", ProblemSeverity.Error);
        }

        foreach (var loosening in refinement.Loosenings.Where(loosening => loosening.Example is null))
        {
            yield return rules.ProblemAt(
                ["settings", loosening.Subject], ProblemCode.MorePermissive, $"The overlay asks for less than its base. {loosening.Text}", "Ask for as much as the base does, or leave the setting out.",
                ProblemSeverity.Error);
        }
    }
}
