using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Gathers the clauses that a decision relies on, each with the weakest basis on which it is relied on.</summary>
internal sealed class Reliance
{
    private readonly Policy _policy;

    // By the position of the clause; -1 where it is not relied on.
    private readonly int[] _weakest;

    private Reliance(Policy policy)
    {
        _policy = policy;
        _weakest = new int[policy.Clauses.Count];
        Array.Fill(_weakest, -1);
    }

    public static ValueList<ClauseReliedOn> Of(Decision decision)
    {
        var policy = decision.Policy;
        var reliance = new Reliance(policy);
        reliance.Add(policy.Scope.Clauses, Citations.Of(policy.Scope, policy, [], null).Basis);
        if (decision.Scope == ScopeVerdict.Out)
        {
            return reliance.ToClauses();
        }

        foreach (var item in decision.Behaviours)
        {
            reliance.Add(item.Reasons);
        }

        var mayStand = decision.Behaviours.Any(item => item.Verdict is Verdict.Breach or Verdict.Undetermined);
        foreach (var item in decision.Responses)
        {
            reliance.Add(item.Reasons);
            if (mayStand)
            {
                reliance.AddTerms(item.Response);
            }
        }

        foreach (var action in decision.Required)
        {
            reliance.Add(action.Clauses, Basis.Stated);
        }

        foreach (var message in decision.Messages)
        {
            reliance.Add(message.Deadline.Clauses, message.Deadline.Basis);
        }

        foreach (var deadline in decision.Deadlines)
        {
            reliance.Add(deadline.Clauses, deadline.Basis);
        }

        foreach (var consideration in decision.Consider)
        {
            reliance.Add(consideration.Clauses, consideration.Reading is null ? Basis.Stated : Basis.Reading);
        }

        return reliance.ToClauses();
    }

    private void Add(ValueList<Reason> reasons)
    {
        foreach (var reason in reasons)
        {
            Add(reason.Clauses, reason.Basis);
        }
    }

    private void Add(ValueList<string> clauses, Basis basis)
    {
        foreach (var clause in clauses)
        {
            ref var known = ref _weakest[_policy.Clauses.IndexOf(clause)];
            known = Math.Max(known, (int)basis);
        }
    }

    /// <summary>Adds the terms on which a response would be taken.</summary>
    private void AddTerms(Response response)
    {
        Cite(response.Clauses, response.Reading);
        Cite(response.DecidedBy?.Clauses, response.DecidedBy?.Reading);
        foreach (var approval in response.Approvals)
        {
            Cite(approval.Clauses, approval.Reading);
        }

        Cite(response.Notice?.Clauses, response.Notice?.Reading);
        Cite(response.Bar?.Clauses, response.Bar?.Reading);
        Cite(response.Bar?.Representations?.Clauses, response.Bar?.Representations?.Reading);
        Cite(response.Bar?.Review?.Clauses, response.Bar?.Review?.Reading);
        Cite(response.Bar?.Contact?.Clauses, response.Bar?.Contact?.Reading);
        Cite(response.Bar?.Appeal?.Clauses, response.Bar?.Appeal?.Reading);
    }

    private ValueList<ClauseReliedOn> ToClauses()
    {
        var reliedOn = new List<ClauseReliedOn>();
        for (var i = 0; i < _weakest.Length; i++)
        {
            if (_weakest[i] >= 0)
            {
                reliedOn.Add(new ClauseReliedOn(_policy.Clauses[i], (Basis)_weakest[i]));
            }
        }

        return reliedOn.ToValueList();
    }

    private void Cite(ValueList<string>? clauses, string? reading)
    {
        if (clauses is not null)
        {
            Add(clauses, reading is null ? Basis.Stated : Basis.Reading);
        }
    }
}
