using ConductPolicy.Library;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>Says by which version of a policy something was answered, and what a reader should know of it.</summary>
internal static class VersionText
{
    public static string Of(Policy policy, LocalDate asOf)
    {
        var text = $"Rule set {policy.Id}, version {policy.Version}{(policy.IsAdopted ? "" : ", a draft that the trust has not adopted")}.";
        if (policy.Substance is { } substance)
        {
            text += $" What is a breach, and how serious, goes by version {substance.Version}, which was in force on the day of the incident.";
        }

        return PolicyReview.Of(policy, asOf) is { IsOverdue: true } review
            ? $"{text} Its review is overdue: the document names {review.Stated} for it."
            : text;
    }
}
