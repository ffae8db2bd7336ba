using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Gathers the clauses that a decision relies on, each with the weakest basis on which it is relied on.</summary>
internal sealed class Reliance
{
    private readonly Policy _policy;

    // By the position of the clause; -1 where it is not relied on.
    private readonly int[] _weakest;

    public Reliance(Policy policy)
    {
        _policy = policy;
        _weakest = new int[policy.Clauses.Count];
        Array.Fill(_weakest, -1);
    }

    public void Add(ValueList<Reason> reasons)
    {
        foreach (var reason in reasons)
        {
            Add(reason.Clauses, reason.Basis);
        }
    }

    public void Add(ValueList<string> clauses, Basis basis)
    {
        foreach (var clause in clauses)
        {
            ref var known = ref _weakest[_policy.Clauses.IndexOf(clause)];
            known = Math.Max(known, (int)basis);
        }
    }

    /// <summary>Adds the terms on which a response would be taken.</summary>
    public void AddTerms(Response response)
    {
        Cite(response.Clauses, response.Reading);
        Cite(response.DecidedBy?.Clauses, response.DecidedBy?.Reading);
        foreach (var approval in response.Approvals)
        {
            Cite(approval.Clauses, approval.Reading);
        }

        Cite(response.Notice?.Clauses, response.Notice?.Reading);
        Cite(response.Bar?.Clauses, response.Bar?.Reading);
        Cite(response.Bar?.Review?.Clauses, response.Bar?.Review?.Reading);
        Cite(response.Bar?.Contact?.Clauses, response.Bar?.Contact?.Reading);
        Cite(response.Bar?.Appeal?.Clauses, response.Bar?.Appeal?.Reading);
    }

    public ValueList<ClauseReliedOn> ToClauses()
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
