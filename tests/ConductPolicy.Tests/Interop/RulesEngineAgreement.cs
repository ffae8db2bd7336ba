using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Interop;
using ConductPolicy.Tests.Laws;

namespace ConductPolicy.Tests.Interop;

/// <summary>What a decision says, as the answers of exported rules have to say it.</summary>
internal static class RulesEngineAgreement
{
    public static RulesEngineDecision Of(Decision decision) => new(
        decision.Scope,
        decision.Behaviours.OrderBy(item => decision.Policy.Behaviours.IndexOf(item.Behaviour.Id)).Select(item => new RulesEngineVerdict(item.Behaviour.Id, item.Verdict)).ToValueList(),
        decision.Responses.Select(item => new RulesEngineStatus(item.Response.Id, item.Status, item.Gate)).ToValueList(),
        decision.Required.Select(item => item.Id).ToValueList());

    /// <summary>Holds the answers of exported rules against the library's for every incident that can be decided, and says for how many.</summary>
    public static int Holds(DecisionEngine engine, ConductCase given, Func<Incident, RulesEngineDecision> answer)
    {
        var count = 0;
        foreach (var incident in Law.Decidable(given))
        {
            Assert.Equal(Of(engine.Decide(given, incident.Id)), answer(incident));
            count++;
        }

        return count;
    }
}
