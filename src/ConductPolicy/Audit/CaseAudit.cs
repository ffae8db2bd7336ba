using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Audit;

/// <summary>Holds the record of cases against the trust's own policy: each act by the decision just before it, and what should have been done by the day of the audit. Immutable: keep one, share it between threads.</summary>
/// <remarks>
/// What is found and when, <c>docs/findings.md</c> says. What is not on record did not happen. It takes time in proportion to the
/// events of a case, for each of its incidents.
/// </remarks>
public sealed class CaseAudit
{
    private readonly DecisionEngine _engine;
    private readonly RequiredFindings _required;
    private readonly ConsiderationFindings _considerations;
    private readonly BarLimits[] _barLimits;

    /// <summary>An audit by a policy.</summary>
    /// <param name="engine">Decides by the policy; its calendar is that of the audit too.</param>
    public CaseAudit(DecisionEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _engine = engine;
        _required = new RequiredFindings(engine.Compiled);
        _considerations = new ConsiderationFindings(engine.Policy);
        _barLimits = [.. Policy.Responses.Select(response => BarLimits.Of(Policy, response))];
    }

    /// <summary>The policy that records are held against.</summary>
    public Policy Policy => _engine.Policy;

    /// <summary>Audits every incident of a case that happened by a day.</summary>
    /// <param name="conductCase">The case.</param>
    /// <param name="asOf">The day of the audit; null for the one that the case names. Events after it are not seen.</param>
    /// <exception cref="ConductPolicyException">
    /// The case speaks of what the policy does not define; no day is named, or one before every incident; or the policy was not in
    /// force on the day of the audit, or on that of any incident.
    /// </exception>
    public AuditReport Audit(ConductCase conductCase, LocalDate? asOf = null)
    {
        _engine.Check(conductCase);
        return AuditChecked(conductCase, asOf);
    }

    /// <summary>Audits every incident of the case of a line that happened by a day. What the line's reader has checked by this same policy is not checked again.</summary>
    /// <param name="line">The line.</param>
    /// <param name="asOf">The day of the audit; null for the one that the case names. Events after it are not seen.</param>
    /// <exception cref="ConductPolicyException">The line has problems, or as for <see cref="Audit(ConductCase, LocalDate?)"/>.</exception>
    public AuditReport Audit(CaseLine line, LocalDate? asOf = null)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Case is not { } read)
        {
            throw new ConductPolicyException(line.Problems);
        }

        return line.IsCheckedBy(Policy) ? AuditChecked(read, asOf) : Audit(read, asOf);
    }

    private AuditReport AuditChecked(ConductCase conductCase, LocalDate? asOf)
    {
        var day = DecisionEngine.DayOf(conductCase, asOf);
        CheckDays(conductCase, day);
        var timeline = new CaseTimeline(conductCase, Policy, day);
        var findings = new FindingList(timeline);
        var elsewhere = new CaseApprovals(timeline, _engine.Builder.Wording);
        var entries = timeline.EntriesByIncident();
        var inScope = new bool[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            var incident = conductCase.Incidents[i];
            if (incident.On <= day && Policy.CoversIncident(incident.On))
            {
                inScope[i] = Judge(new IncidentReplay(timeline, i, day, _engine, findings), entries[i], findings, elsewhere);
            }
            else if (incident.On <= day)
            {
                findings.NotJudged.Add($"The incident {incident.Id} of {DateText.Long(incident.On)}: this version of the policy was not in force then.");
            }
        }

        MessageFindings.Judge(timeline, day, _engine.Builder, inScope, findings);
        return new AuditReport { Policy = Policy, Case = conductCase.Id, AsOf = day, Findings = findings.InOrder(), NotJudged = findings.NotJudged.Count == 0 ? [] : findings.NotJudged.ToValueList() };
    }

    // One incident that can be judged is enough; the others are told.
    private void CheckDays(ConductCase conductCase, LocalDate day)
    {
        var told = conductCase.Incidents[0];
        foreach (var incident in conductCase.Incidents)
        {
            if (incident.On <= day && Policy.CoversIncident(incident.On))
            {
                told = incident;
                break;
            }

            told = incident.On < told.On ? incident : told;
        }

        _engine.Check(told, day);
    }

    // Gives whether the policy may speak of the person; of one out of scope nothing is found.
    private bool Judge(IncidentReplay replay, int[] entries, FindingList findings, CaseApprovals elsewhere)
    {
        var before = (findings.Count, NotJudged: findings.NotJudged.Count);
        var told = default(HashSet<int>);
        foreach (var entry in entries)
        {
            ref readonly var item = ref replay.Timeline.Entries[entry];
            replay.Record.StandBefore(entry);
            if (item.Event is ContactMade contact)
            {
                ContactFindings.Judge(replay, entry, contact);
            }
            else if (item.Incident == replay.Incident)
            {
                replay.Remember(entry);
                if (IncidentReplay.IsAct(item.Event))
                {
                    JudgeAct(replay, entry, ref told);
                }
            }

            replay.Record.Fold(entry);
        }

        replay.Record.MoveTo(replay.AsOf);
        var state = new IncidentState(_engine.Compiled, replay.BitsNow());
        if (state.Scope == Truth.False)
        {
            findings.CutTo(before.Count);
            findings.NotJudged.RemoveRange(before.NotJudged, findings.NotJudged.Count - before.NotJudged);
            return false;
        }

        foreach (var history in replay.Histories)
        {
            if (history is not null)
            {
                var response = Policy.Responses[history.Response];
                ApprovalFindings.Judge(replay, history, elsewhere);
                NoticeFindings.Judge(replay, history, response);
                BarFindings.Judge(replay, history, response, _barLimits[history.Response]);
            }
        }

        _required.JudgeAtEnd(replay, state, entries, told);
        return true;
    }

    private void JudgeAct(IncidentReplay replay, int act, ref HashSet<int>? told)
    {
        var taking = replay.TakingOf(act);
        var response = _engine.Compiled.Responses[replay.Timeline.PositionOf(taking)];
        var bits = replay.BitsNow();

        // A bar that is extended while it is in force carries itself on.
        if (taking != act && response.InForceFirst is { } inForceFirst && replay.Record.InForce(response.Position) >= 0)
        {
            new TruthBits(bits.Words).Set(inForceFirst.Atom, Truth.True);
        }

        var state = new IncidentState(_engine.Compiled, bits);
        if (state.Scope == Truth.False)
        {
            replay.LeaveOut(act);
            return;
        }

        if (ActFindings.Judge(replay, act, state, response))
        {
            ApprovalFindings.Note(replay, act, response);
        }

        DeciderFindings.Judge(replay, act, response.Response);
        _required.Judge(replay, act, state, response, ref told);
        if (taking == act)
        {
            _considerations.Judge(replay, act, response.Position);
        }
    }
}
