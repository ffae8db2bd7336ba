using System.Globalization;
using ConductPolicy.Analysis;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Tests.Model;

namespace ConductPolicy.Tests.Laws;

/// <summary>What holds for every case of every policy and is no part of what others hold their rules to: each law, for one case.</summary>
internal static class Law
{
    /// <summary>The laws that what a rule file says might break. The culture and the number of times it is asked are no part of it.</summary>
    private static readonly Action<LawSubject, ConductCase>[] s_ofRules =
    [
        DecisionLaw.Out_of_scope, DecisionLaw.Answering_an_unknown, DecisionLaw.An_approval, DecisionLaw.Order_of_events, DecisionLaw.Order_of_rules_and_facts,
        DecisionLaw.Later_events, DecisionLaw.Clauses, DecisionLaw.Questions,
    ];

    private static readonly CultureInfo[] s_cultures = [new("tr-TR"), new("ar-SA")];

    /// <summary>Holds a policy to every law that what it says might break.</summary>
    public static void Hold(DecisionEngine engine, ConductCase given)
    {
        Evaluators_agree(engine, given);
        var subject = new LawSubject(engine);
        foreach (var law in s_ofRules)
        {
            law(subject, given);
        }
    }

    public static void Evaluators_agree(DecisionEngine engine, ConductCase given)
    {
        var safeguards = new SafeguardCheck(engine.Policy);
        foreach (var incident in Decidable(given))
        {
            var naive = NaiveEvaluator.Decide(engine.Policy, given, incident.Id, given.AsOf!.Value);
            Assert.Equal(Summary(naive), Summary(engine.Decide(given, incident.Id)));
            Assert.Equal(naive.Forbidding, safeguards.Forbidding(given, incident.Id).Select(safeguard => safeguard.Id));
        }
    }

    public static void Culture(DecisionEngine engine, ConductCase given)
    {
        foreach (var incident in Decidable(given))
        {
            var text = Text(engine, given, incident);
            foreach (var culture in s_cultures)
            {
                Assert.Equal(text, In(culture, () => Text(new DecisionEngine(engine.Policy), given, incident)));
            }
        }
    }

    public static void Again(DecisionEngine engine, ConductCase given)
    {
        foreach (var incident in Decidable(given))
        {
            var first = Text(engine, given, incident);
            Assert.Equal(first, Text(engine, given, incident));
            Assert.Equal(first, Text(new DecisionEngine(engine.Policy), given, incident));
        }
    }

    /// <summary>Everything that a decision says, in words.</summary>
    public static string Text(DecisionEngine engine, ConductCase given, Incident incident)
    {
        var decision = engine.Decide(given, incident.Id);
        return string.Join('\n', Texts(decision.Explain()).Prepend(decision.ToJson()));
    }

    /// <summary>The incidents that had happened by the day of the decision.</summary>
    public static IEnumerable<Incident> Decidable(ConductCase given) => given.Incidents.Where(incident => incident.On <= given.AsOf);

    public static T In<T>(CultureInfo culture, Func<T> action)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IEnumerable<string> Texts(Explanation explanation) =>
        explanation.Parts.SelectMany(Texts).Prepend($"{explanation.Text} {explanation.Truth} {string.Join(' ', explanation.Clauses)} {explanation.Basis} {explanation.Note}");

    private static string Summary(Decision decision) => string.Join('\n',
    [
        $"scope {decision.Scope}",
        .. decision.Behaviours.Select(item => $"{item.Behaviour.Id} {item.Verdict} {item.Finding}"),
        $"seriousness {decision.Seriousness.From} {decision.Seriousness.To} {decision.Seriousness.IsGiven} {decision.Seriousness.IsLowered}",
        .. decision.Responses.Select(item => $"{item.Response.Id} {item.Status} {item.Gate}"),
        $"in force {string.Join(' ', decision.Responses.Select(item => item.InForce?.Event).OfType<string>())}",
        $"required {string.Join(' ', decision.Required.Select(item => item.Id))}",
        $"next {string.Join(' ', decision.Next)}",
        $"awaited {string.Join(' ', decision.Awaited.Order(StringComparer.Ordinal))}",
        $"ask {string.Join(' ', decision.Ask.Select(item => item.Fact).Order(StringComparer.Ordinal))}",
    ]);

    private static string Summary(NaiveDecision decision) => string.Join('\n',
    [
        $"scope {decision.Scope}",
        .. decision.Behaviours.Select(item => $"{item.Id} {item.Verdict} {item.Finding}"),
        $"seriousness {decision.Seriousness.From} {decision.Seriousness.To} {decision.Seriousness.IsGiven} {decision.Seriousness.IsLowered}",
        .. decision.Responses.Select(item => $"{item.Id} {item.Status} {item.Gate}"),
        $"in force {string.Join(' ', decision.InForce)}",
        $"required {string.Join(' ', decision.Required)}",
        $"next {string.Join(' ', decision.Next)}",
        $"awaited {string.Join(' ', decision.Awaited.Order(StringComparer.Ordinal))}",
        $"ask {string.Join(' ', decision.Ask.Order(StringComparer.Ordinal))}",
    ]);
}
