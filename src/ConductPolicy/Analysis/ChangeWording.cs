using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Analysis;

/// <summary>Says what can still come to a case.</summary>
/// <param name="compiled">The policy.</param>
internal sealed class ChangeWording(CompiledPolicy compiled)
{
    private readonly Policy _policy = compiled.Policy;
    private readonly ConditionWording _wording = new(compiled.Policy);

    public static string Wait(LocalDate until) => $"the days until {DateText.Long(until)} pass, and what runs out before then has run out";

    public static string ButNotPermitted(Change change) =>
        $"{change.Text} (which by then {change.Status switch
        {
            ResponseStatus.Unknown => "itself depends on an answer",
            ResponseStatus.AwaitingApproval => "itself waits for others",
            var status => $"is itself {StatusText.Of(status!.Value)}",
        }})";

    /// <summary>A change, without the clauses on which it bears: those go by what all the changes come to.</summary>
    public Change Of(Move move, LocalDate? until) => move switch
    {
        AnswerMove answer => OfAnswer(answer),
        FindingMove finding => OfFinding(finding),
        _ => OfRecord(((RecordMove)move).Event, until),
    };

    private Change OfAnswer(AnswerMove answer)
    {
        var fact = _policy.Facts[answer.Fact];
        return new Change(ChangeKind.Answer, fact.Id, $"the answer is {AnswersInWords(answer)}: {fact.Ask}", []) { Answers = answer.Answers };
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
            ChangeKind.Finding, behaviour.Id, $"it is found that this {(move.Finding == Finding.Established ? "happened" : "did not happen")}: “{behaviour.Label}”", [])
        {
            Finding = move.Finding,
        };
    }

    private Change OfRecord(in RecordEvent item, LocalDate? until)
    {
        var isStep = item.Subject < _policy.Steps.Count;
        var id = isStep ? _policy.Steps[item.Subject].Id : _policy.Responses[item.Subject - _policy.Steps.Count].Id;
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
        return new Change(kind, id, text, [])
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
}
