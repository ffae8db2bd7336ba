using System.Reflection;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Decisions;

/// <summary>Says which clause a test is about: <c>qet:6.ban.consult</c>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ClauseAttribute(string id) : Attribute
{
    public string Id => id;
}

/// <summary>What the tests of single clauses have in common.</summary>
public abstract class ClauseTests
{
    internal static readonly string[] DecidingKinds = ["Behaviour", "Exception", "Step", "Condition", "Response", "Approval", "Safeguard", "Timescale"];

    /// <summary>The clause makes the difference: the status is one thing with what it speaks of, another without, and the answer cites it.</summary>
    internal static void Differs(string clause, string response, Given without, ResponseStatus expectedWithout, Given with, ResponseStatus expectedWith)
    {
        Decision before = without.Decide(), after = with.Decide();
        Assert.Equal(expectedWithout, before[response].Status);
        Assert.Equal(expectedWith, after[response].Status);
        Assert.NotEqual(expectedWithout, expectedWith);
        var cited = Cited(before[response]).Concat(Cited(after[response])).Concat(before.Required.Concat(after.Required).SelectMany(item => item.Clauses));
        Assert.Contains(clause, cited);
    }

    /// <summary>Naming the behaviour makes the difference between no breach and a breach that cites the clause.</summary>
    internal static void IsABreach(string clause, string behaviour, Func<Given> given, string response)
    {
        var without = given().Decide();
        var with = given().Behaviour(behaviour).Decide();
        Assert.Equal(Truth.False, without.IsBreach);
        Assert.Equal(Truth.True, with.IsBreach);
        Assert.Equal(ResponseStatus.NotApplicable, without[response].Status);
        Assert.Equal(ResponseStatus.Permitted, with[response].Status);
        Assert.Contains(clause, with.Behaviours[0].Reasons[0].Clauses);
        Assert.Contains(clause, with[response].Reasons.Single(reason => reason.Code == "breach").Clauses);
    }

    /// <summary>Every clause of a kind that decides has a test, and no test is about a clause that is not there.</summary>
    internal static void AllAreTested(Policy policy, Type tests)
    {
        var tested = tests.GetMethods()
            .SelectMany(method => method.GetCustomAttributes<ClauseAttribute>().Select(attribute => attribute.Id)
                .Concat(method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method)).Select(row => (string)row[0])))
            .ToHashSet();
        var deciding = policy.Clauses.Where(clause => DecidingKinds.Contains(clause.Kind.ToString())).Select(clause => clause.Id).ToHashSet();
        Assert.NotEmpty(deciding);
        Assert.Equal(deciding.Order(StringComparer.Ordinal), tested.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Cited(ResponseDecision item) =>
        [.. item.Response.Clauses, .. item.Reasons.SelectMany(reason => reason.Clauses), .. item.Missing.SelectMany(missing => missing.Clauses)];
}
