using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Audit;

/// <summary>Gathers what an audit finds in a case, and puts it in its order.</summary>
internal sealed class FindingList(CaseTimeline timeline)
{
    private readonly List<(AuditFinding Finding, int Entry, int Incident)> _found = [];

    public int Count => _found.Count;

    public List<string> NotJudged { get; } = [];

    /// <summary>The ids of the acts at which the policy did not speak of the person.</summary>
    public List<string> ActsOutOfScope { get; } = [];

    /// <summary>Takes back what was found since there were so many.</summary>
    public void CutTo(int count) => _found.RemoveRange(count, _found.Count - count);

    /// <summary>Adds a finding.</summary>
    /// <param name="code">One of <see cref="FindingCode"/>.</param>
    /// <param name="entry">The event it is about; -1 for none.</param>
    /// <param name="incident">The position of the incident; -1 for none in particular.</param>
    /// <param name="on">Its day; null for that of the event.</param>
    /// <param name="cited">What it rests on.</param>
    /// <param name="did">What was done.</param>
    /// <param name="asked">What the policy asked.</param>
    /// <param name="lateBy">How many working days late it was; null where it is not a matter of days.</param>
    public void Add(string code, int entry, int incident, LocalDate? on, Citations cited, string did, string asked, int? lateBy = null) => _found.Add((
        new AuditFinding
        {
            Code = code,
            Event = entry < 0 ? null : timeline.EventId(entry),
            Incident = incident < 0 ? null : timeline.Case.Incidents[incident].Id,
            On = on ?? timeline.DateOf(entry),
            Force = ForceOf(cited.Clauses),
            Basis = cited.Basis,
            Clauses = cited.Clauses,
            Did = did,
            Asked = asked,
            LateBy = lateBy,
        },
        entry < 0 ? int.MaxValue : entry,
        incident));

    /// <summary>What was found, gravest first.</summary>
    public ValueList<AuditFinding> InOrder() => _found.Count switch
    {
        0 => [],
        1 => [_found[0].Finding],
        _ => Sorted(),
    };

    private ValueList<AuditFinding> Sorted()
    {
        var order = new int[_found.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, Compare);
        return ValueList.Create<AuditFinding>(Array.ConvertAll(order, position => _found[position].Finding));
    }

    // Those that are alike stand as they were found.
    private int Compare(int a, int b)
    {
        var (first, second) = (_found[a], _found[b]);

        // As numbers: enumerations are compared as objects.
        var order = (int)first.Finding.Basis - (int)second.Finding.Basis;
        order = order != 0 ? order : (int)first.Finding.Force - (int)second.Finding.Force;
        order = order != 0 ? order : first.Finding.On.CompareTo(second.Finding.On);
        order = order != 0 ? order : first.Entry.CompareTo(second.Entry);
        order = order != 0 ? order : string.CompareOrdinal(first.Finding.Code, second.Finding.Code);
        order = order != 0 ? order : first.Incident.CompareTo(second.Incident);
        return order != 0 ? order : a.CompareTo(b);
    }

    private ClauseForce ForceOf(ValueList<string> clauses)
    {
        var most = ClauseForce.May;
        foreach (var id in clauses)
        {
            var clause = timeline.Policy.Clauses[id];
            var force = clause.Force ?? (clause.Qualifies is { } other ? timeline.Policy.Clauses[other].Force : null) ?? ClauseForce.May;
            most = force < most ? force : most;
        }

        return most;
    }
}
