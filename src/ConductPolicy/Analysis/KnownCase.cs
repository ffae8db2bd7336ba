using System.Globalization;
using ConductPolicy.Cases;
using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>The part of a case that a policy can speak of: without the answers, behaviours and acts that it does not define.</summary>
internal static class KnownCase
{
    /// <summary>That part. An event that it keeps has the id that it had by its position.</summary>
    public static ConductCase Of(ConductCase conductCase, Policy policy)
    {
        var events = conductCase.Events.Select((item, place) => item with { Id = item.Id ?? string.Create(CultureInfo.InvariantCulture, $"e{place + 1}") }).ToList();
        var unknown = events.Where(item => !IsKnown(item, policy)).Select(item => item.Id).ToHashSet();
        return conductCase with
        {
            Facts = Known(conductCase.Facts, policy),
            Incidents = conductCase.Incidents.Select(incident => incident with
            {
                Facts = Known(incident.Facts, policy),
                Behaviours = incident.Behaviours.Where(behaviour => policy.Behaviours.Contains(behaviour.Id)).ToValueList(),
            }).ToValueList(),
            Events = events.Where(item => !unknown.Contains(item.Id) && !(item is EventAboutEvent about && unknown.Contains(about.Of)))
                .Select(item => item is FactsLearnt learnt ? learnt with { Facts = Known(learnt.Facts, policy) } : item)
                .Where(item => item is not FactsLearnt { Facts.Count: 0 }).ToValueList(),
        };
    }

    private static ValueList<FactAnswer> Known(ValueList<FactAnswer> answers, Policy policy) =>
        answers.Where(answer => policy.Facts.TryGet(answer.Fact, out var fact) && (answer.Value is not { Choice: { } choice } || fact.Values.Contains(choice))).ToValueList();

    private static bool IsKnown(CaseEvent item, Policy policy) => item switch
    {
        StepTaken step => policy.Steps.Contains(step.Step),
        ResponseTaken response => policy.Responses.Contains(response.Response),
        ApprovalRecorded approval => policy.Roles.Contains(approval.Role) && (approval.For is null || policy.Responses.Contains(approval.For)),
        NoticeGiven notice => policy.Responses.Contains(notice.For),
        RepresentationsNoted heard => policy.Responses.Contains(heard.For),
        FindingMade finding => policy.Behaviours.Contains(finding.Behaviour),
        _ => true,
    };
}
