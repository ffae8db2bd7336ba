using System.Globalization;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Analysis;

/// <summary>A case to which one change after another comes, each as an event.</summary>
internal sealed class ChangedCase
{
    // A bar made up for an example has six weeks; nothing rests on it.
    private static readonly Period s_long = Period.FromWeeks(6);

    private readonly DecisionEngine _engine;
    private readonly Policy _policy;
    private readonly ChangeWording _wording;
    private readonly string _incident;
    private readonly List<(Change Change, Move? Move)> _changes = [];

    public ChangedCase(DecisionEngine engine, ConductCase given, string incident)
    {
        _engine = engine;
        _policy = engine.Policy;
        _incident = incident;
        _wording = new ChangeWording(engine.Compiled);
        Case = given;
    }

    /// <summary>The case with all that came to it.</summary>
    public ConductCase Case { get; private set; }

    /// <summary>What came to it, in its order, each with the clauses on which it bears.</summary>
    /// <param name="gates">What the gates of the response make of the case before and after.</param>
    public ValueList<Change> ChangesAt(ChangedGates gates) =>
        _changes.Select(item => item.Move is { } move ? item.Change with { Clauses = gates.ClausesOf(move) } : item.Change).ToValueList();

    /// <summary>A day comes.</summary>
    public void Wait(LocalDate until)
    {
        Case = Case with { AsOf = until };
        _changes.Add((new Change(ChangeKind.Wait, "", ChangeWording.Wait(until), []) { On = until }, null));
    }

    /// <summary>Moves come, those of each part in their order, and no response while it is not permitted where another move can come first.</summary>
    /// <param name="parts">The moves, part by part.</param>
    /// <param name="on">The day.</param>
    /// <param name="until">The last day of an invitation.</param>
    public void AddAll(List<List<Move>> parts, LocalDate on, LocalDate? until)
    {
        var left = parts.ConvertAll(part => new Queue<Move>(part));
        while (left.RemoveAll(part => part.Count == 0) is var _ && left.Count > 0)
        {
            var next = left.Find(part => TakenBy(part.Peek()) is not { } response || StatusOf(response) == ResponseStatus.Permitted) ?? left[0];
            Add(next.Dequeue(), on, until);
        }
    }

    // The position of the response that a move takes; null for any other move.
    private int? TakenBy(Move move) =>
        move is RecordMove { Event: { Kind: RecordEventKind.Attempt, Subject: var subject } } && subject >= _policy.Steps.Count ? subject - _policy.Steps.Count : null;

    private ResponseStatus StatusOf(int response)
    {
        var statuses = new ResponseStatus[_policy.Responses.Count];
        _engine.Prepare(Case, _incident).Statuses(statuses);
        return statuses[response];
    }

    private void Add(Move move, LocalDate on, LocalDate? until)
    {
        var change = _wording.Of(move, until) with { Status = TakenBy(move) is { } response ? StatusOf(response) : null };
        _changes.Add((change.Status is null or ResponseStatus.Permitted ? change : change with { Text = ChangeWording.ButNotPermitted(change) }, move));
        var added = EventOf(move, on, until);
        var isOfOther = added is EventAboutEvent || Case.Incidents.Count == 1;
        Case = Case with { AsOf = on, Events = [.. Case.Events, added with { Id = NewId(), Incident = isOfOther ? null : _incident }] };
    }

    private CaseEvent EventOf(Move move, LocalDate on, LocalDate? until) => move switch
    {
        AnswerMove answer => new FactsLearnt { On = on, Facts = [new FactAnswer(_policy.Facts[answer.Fact].Id, answer.Answers[0])] },
        FindingMove finding => new FindingMade { On = on, Behaviour = _policy.Behaviours[finding.Behaviour].Id, Finding = finding.Finding },
        _ => EventOf(((RecordMove)move).Event, on, until),
    };

    private CaseEvent EventOf(in RecordEvent item, LocalDate on, LocalDate? until)
    {
        var response = item.Subject >= _policy.Steps.Count ? _policy.Responses[item.Subject - _policy.Steps.Count] : null;
        return item.Kind switch
        {
            RecordEventKind.Attempt when response is null => new StepTaken { On = on, Step = _policy.Steps[item.Subject].Id },
            RecordEventKind.Attempt => new ResponseTaken { On = on, Response = response.Id, Ends = response.Bar is null ? null : on + s_long },
            RecordEventKind.OutcomeOfLast => new OutcomeKnown { On = on, Of = LastAttemptOf(item.Subject), Outcome = item.Outcome!.Value },
            RecordEventKind.Expired or RecordEventKind.Lifted => new ResponseEnded { On = on, Of = LastAttemptOf(item.Subject), IsLifted = item.Kind == RecordEventKind.Lifted },
            RecordEventKind.LiftedByReview => new ApprovalRecorded { On = on, Act = ApprovalAct.Review, Role = ReviewerOf(response!), For = response!.Id, Result = ApprovalResult.Lifted },
            RecordEventKind.IntentionNotified => new NoticeGiven { On = on, For = response!.Id, IsIntention = true },
            RecordEventKind.RepresentationsReceived => new RepresentationsNoted { On = on, For = response!.Id, IsReceived = true },
            RecordEventKind.RepresentationsInvited => new RepresentationsNoted { On = on, For = response!.Id, InvitedUntil = until },
            RecordEventKind.Approved => new ApprovalRecorded
            {
                On = on,
                Act = item.Act,
                Role = item.Role!,
                For = response!.Id,
                Result = item.Act switch { ApprovalAct.Consult => null, ApprovalAct.Review => ApprovalResult.Confirmed, _ => ApprovalResult.Agreed },
            },
            _ => throw new ArgumentOutOfRangeException(nameof(item), item.Kind, "nothing that can still come"),
        };
    }

    private string ReviewerOf(Response response) => response.Approvals.FirstOrDefault(approval => approval.Act == ApprovalAct.Review)?.Role ?? _policy.Roles[0].Id;

    private string LastAttemptOf(int subject)
    {
        var record = _engine.RecordOf(Case, _incident, null);
        return record.Timeline.EventId(record.LastAttemptOf(subject));
    }

    private string NewId()
    {
        var ids = new EventIndex(Case.Events).Ids.ToHashSet();
        for (var number = 1; ; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"change-{number}");
            if (!ids.Contains(id))
            {
                return id;
            }
        }
    }
}
