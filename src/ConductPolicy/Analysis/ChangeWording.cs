using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Analysis;

/// <summary>Says what can still come to a case, and on which clauses it bears for a response.</summary>
/// <param name="compiled">The policy.</param>
/// <param name="response">The response's position.</param>
/// <param name="incident">The incident.</param>
internal sealed class ChangeWording(CompiledPolicy compiled, int response, Incident incident)
{
    private readonly Policy _policy = compiled.Policy;
    private readonly ConditionWording _wording = new(compiled.Policy);
    private readonly Response _response = compiled.Policy.Responses[response];

    public static string Wait(LocalDate until) => $"the days until {DateText.Long(until)} pass, and what runs out before then has run out";

    public static string ButNotPermitted(Change change) =>
        $"{change.Text} (which by then is itself {(change.Status == ResponseStatus.Unknown ? "still open for want of an answer" : StatusText.Of(change.Status!.Value))})";

    public Change Of(Move move, LocalDate? until) => move switch
    {
        AnswerMove answer => OfAnswer(answer),
        FindingMove finding => OfFinding(finding),
        _ => OfRecord(((RecordMove)move).Event, until),
    };

    private Change OfAnswer(AnswerMove answer)
    {
        var fact = _policy.Facts[answer.Fact];
        return new Change(ChangeKind.Answer, fact.Id, $"the answer is {AnswersInWords(answer)}: {fact.Ask}", ClausesOf(condition => FactOf(condition) == fact.Id, fact.Clauses)) { Answers = answer.Answers };
    }

    // A number stands for all from it up to the next that the policy tells apart.
    private string AnswersInWords(AnswerMove answer)
    {
        var all = compiled.Atoms.AnswersTo(answer.Fact);
        return ConditionWording.OneOf([.. answer.Answers.Select(given => given.Count is not { } least
            ? given.ToString()
            : Array.IndexOf(all, given) is var place && place == 0 ? $"{least} or more"
            : all[place - 1].Count!.Value - 1 is var highest && highest == least ? given.ToString() : $"{least} to {highest}")]);
    }

    private Change OfFinding(FindingMove move)
    {
        var behaviour = _policy.Behaviours[move.Behaviour];
        return new Change(
            ChangeKind.Finding, behaviour.Id, $"it is found that this {(move.Finding == Finding.Established ? "happened" : "did not happen")}: “{behaviour.Label}”",
            ClausesOf(condition => condition is BehaviourCondition named && (named.BehaviourOrTag == behaviour.Id || behaviour.Tags.Contains(named.BehaviourOrTag)), behaviour.Clauses))
        {
            Finding = move.Finding,
        };
    }

    private Change OfRecord(in RecordEvent item, LocalDate? until)
    {
        var isStep = item.Subject < _policy.Steps.Count;
        var id = isStep ? _policy.Steps[item.Subject].Id : _policy.Responses[item.Subject - _policy.Steps.Count].Id;
        var own = isStep ? _policy.Steps[item.Subject].Clauses : _policy.Responses[id].Clauses;
        var label = _wording.Label(id);
        var (kind, text) = item.Kind switch
        {
            RecordEventKind.Attempt => isStep ? (ChangeKind.Step, $"{label} is done") : (ChangeKind.Response, $"{label} is taken"),
            RecordEventKind.OutcomeOfLast => (ChangeKind.Outcome, item.Outcome switch
            {
                Outcome.Resolved => $"{label} resolves the matter",
                Outcome.Unresolved => $"{label} does not resolve the matter",
                Outcome.Declined => $"{label} is declined by the person",
                _ => $"the person cannot be reached for {label}",
            }),
            RecordEventKind.Expired => (ChangeKind.End, $"{label} comes to its end"),
            RecordEventKind.Lifted => (ChangeKind.Lifting, $"{label} is lifted"),
            RecordEventKind.LiftedByReview => (ChangeKind.LiftingReview, $"a review lifts {label}"),
            RecordEventKind.IntentionNotified => (ChangeKind.Intention, $"the person is told of the intention: {label}"),
            RecordEventKind.RepresentationsReceived => (ChangeKind.Representations, $"the person's representations about {label} are received"),
            RecordEventKind.RepresentationsInvited => (ChangeKind.Invitation, $"the person is invited to make representations about {label} until {DateText.Long(until!.Value)}"),
            _ => (ChangeKind.Approval, OfApproval(item, label)),
        };
        var kindOfEvent = item.Kind;
        return new Change(kind, id, text, kind == ChangeKind.Approval ? ClausesOfApproval(item, id) : ClausesOf(condition => Asks(condition, kindOfEvent, id), own))
        {
            Outcome = item.Outcome,
            Act = kind == ChangeKind.Approval ? item.Act : null,
            Role = item.Role,
            On = kind == ChangeKind.Invitation ? until : null,
        };
    }

    private string OfApproval(in RecordEvent item, string label)
    {
        var role = _wording.RoleLabel(item.Role!);
        return item.Act switch
        {
            ApprovalAct.Consult => $"the {role} is consulted about {label}",
            ApprovalAct.Review => $"the {role} reviews {label} and confirms it",
            _ => $"the {role} approves {label}",
        };
    }

    private ValueList<string> ClausesOfApproval(RecordEvent item, string id) => _policy.Responses[id].Approvals
        .Where(approval => approval.Act == item.Act && IncidentRecord.ActsFor(_policy, item.Role!, approval.Role))
        .SelectMany(approval => approval.Clauses).Distinct().ToValueList();

    private static bool Asks(Condition condition, RecordEventKind kind, string id) => condition switch
    {
        TakenCondition taken => kind is RecordEventKind.Attempt or RecordEventKind.OutcomeOfLast && taken.Ids.Contains(id) && (kind == RecordEventKind.Attempt || taken.Outcome is not null),
        RepresentationsCondition heard => kind is RecordEventKind.RepresentationsReceived or RecordEventKind.RepresentationsInvited && heard.Response == id,
        NotifiedCondition notified => kind == RecordEventKind.IntentionNotified && notified.Response == id,
        InForceCondition inForce => inForce.Response == id && kind is not (RecordEventKind.IntentionNotified or RecordEventKind.RepresentationsReceived or RecordEventKind.RepresentationsInvited),
        _ => false,
    };

    private static string? FactOf(Condition condition) => condition switch
    {
        FlagCondition flag => flag.Fact,
        ChoiceCondition choice => choice.Fact,
        CountCondition count => count.Fact,
        _ => null,
    };

    /// <summary>The clauses of the conditions of this response's gates, and of its approvals, that ask for something.</summary>
    /// <param name="asks">Whether a condition does.</param>
    /// <param name="otherwise">The clauses where none does.</param>
    private ValueList<string> ClausesOf(Func<Condition, bool> asks, ValueList<string> otherwise)
    {
        var clauses = new List<string>();
        var gates = new List<(Condition? Condition, ValueList<string> Clauses)> { (_policy.Scope, _policy.Scope.Clauses) };
        gates.AddRange(incident.Behaviours.Select(named => _policy.Behaviours[named.Id]).SelectMany<Behaviour, (Condition?, ValueList<string>)>(behaviour => [(behaviour.When, behaviour.Clauses), (behaviour.Unless, behaviour.Clauses)]));
        if (!_response.IsImmediate)
        {
            gates.AddRange([(_policy.Ladder.When, _policy.Ladder.Clauses), (_policy.Ladder.After, _policy.Ladder.Clauses), (_response.After, _response.Clauses)]);
        }

        gates.Add((_response.When, _response.Clauses));
        gates.AddRange(_response.Approvals.Select(approval => (approval.After, approval.Clauses)));
        foreach (var (condition, own) in gates)
        {
            if (condition is not null)
            {
                Collect(condition, own);
            }
        }

        return clauses.Count > 0 ? clauses.Distinct().ToValueList() : otherwise;

        void Collect(Condition condition, ValueList<string> cited)
        {
            if (asks(condition))
            {
                clauses.AddRange(cited);
            }

            foreach (var part in condition.Parts)
            {
                Collect(part, condition is CitedCondition own ? own.Clauses : cited);
            }
        }
    }
}
