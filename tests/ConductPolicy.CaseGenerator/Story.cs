using System.Globalization;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.CaseGenerator;

/// <summary>A case as it is lived: what happened day by day, who did what, and the one thing that was done wrong.</summary>
/// <remarks>Written from the clauses of the policies and the page of findings alone: nothing here asks the library what it thinks of a case.</remarks>
internal abstract class Story(Policy policy, Fault fault, Dice dice, string id)
{
    private static readonly LocalDate s_first = new(2024, 9, 2);
    private const int Days = 1_100;
    private const string Second = "i2";

    private readonly List<CaseEvent> _events = [];
    private readonly List<Incident> _incidents = [];
    private readonly List<(string Code, CaseEvent? Event, string? Clause)> _expected = [];
    private readonly HashSet<string> _considered = [];
    private bool _hasSecond;
    private string _incident = "i1";

    // Which of the things to think of is left out, where that is the fault.
    private string? _forgotten;

    protected Policy Policy => policy;

    protected Dice Dice => dice;

    /// <summary>The day that the story has come to.</summary>
    protected LocalDate Day { get; set; } = s_first.PlusDays(dice.Below(Days));

    /// <summary>The day of the audit, where the story sets it.</summary>
    protected LocalDate? AuditOn { get; set; }

    protected string? Seriousness { get; set; }

    protected List<AllegedBehaviour> Behaviours { get; } = [];

    protected List<FactAnswer> Facts { get; } = [];

    /// <summary>The response whose taking is done wrong, where the fault is about one.</summary>
    protected string Target { get; private set; } = "";

    /// <summary>Sets the response whose taking is done wrong.</summary>
    protected void Aim(string response)
    {
        Target = response;
        _forgotten = Is(Fault.ConsiderationMissing) ? dice.Pick(Before(response).Select(item => item.Id).ToList()) : null;
    }

    protected bool Is(params IReadOnlyList<Fault> faults) => _incident != Second && faults.Contains(fault);

    /// <summary>The whole case.</summary>
    public GeneratedCase Told()
    {
        // Where the day of the audit is a part of the fault, nothing comes after it.
        _hasSecond = dice.Chance(25) && fault is not (Fault.StepNeverTaken or Fault.DutyNeverDone or Fault.ReviewMissing or Fault.BarWithoutEnd or Fault.AnswerMissing
            or Fault.ApprovalMissing or Fault.ApprovalByWrongRole or Fault.ApprovalForOther);
        var person = new FactAnswer("person", dice.Pick("parental-responsibility", "cares-for-child"));
        Live();
        if (_hasSecond)
        {
            LiveSecond();
        }

        var events = _events.Select((item, position) => (item, position)).OrderBy(entry => entry.item.On).ThenBy(entry => entry.position).Select(entry => entry.item).ToList();
        var last = events.Count == 0 ? Day : events[^1].On;
        return new GeneratedCase(
            new ConductCase
            {
                Id = id,
                AsOf = AuditOn ?? LocalDate.Max(last, Day).PlusDays(1 + dice.Below(20)),
                Facts = [person],
                Incidents = [.. _incidents],
                Events = [.. events],
            },
            fault,
            [.. _expected.Select(expected => new ExpectedFinding(expected.Code, expected.Event is null ? null : NameOf(expected.Event, events), expected.Clause))]);
    }

    /// <summary>The incident and all that followed; the incident is begun with <see cref="Begin"/>.</summary>
    protected abstract void Live();

    /// <summary>A second incident, dealt with as the policy asks.</summary>
    protected abstract void LiveMore();

    private void LiveSecond()
    {
        _incident = Second;
        _considered.Clear();
        Behaviours.Clear();
        Facts.Clear();
        Seriousness = null;

        Pass(5, 60);
        LiveMore();
    }

    private static string NameOf(CaseEvent item, List<CaseEvent> events) =>
        item.Id ?? $"e{(events.FindIndex(other => ReferenceEquals(other, item)) + 1).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The incident happens, today.</summary>
    protected void Begin() => _incidents.Add(new Incident { Id = _incident, On = Day, Behaviours = [.. Behaviours], Seriousness = Seriousness, Facts = [.. Facts] });

    protected void Pass(int least, int most) => Day = Day.PlusDays(dice.Between(least, most));

    protected void Expect(string code, CaseEvent? item, string? clause) => _expected.Add((code, item, clause));

    protected T Add<T>(T item)
        where T : CaseEvent
    {
        var added = _hasSecond && item is not (EventAboutEvent or ContactMade or MessageReceived) ? (T)((CaseEvent)item with { Incident = _incident }) : item;
        _events.Add(added);
        return added;
    }

    protected string Named(string name) => _incident == Second ? $"{name}-2" : name;

    protected void Learn(string fact, FactValue value) => Add(new FactsLearnt { On = Day, Facts = [new FactAnswer(fact, value)] });

    /// <summary>A step, with its outcome at once or a day or two later.</summary>
    protected void Step(string step, Outcome? outcome)
    {
        var isLater = outcome is not null && dice.Chance(30);
        var taken = Add(new StepTaken { On = Day, Id = isLater ? Named(step) : null, Step = step, By = dice.Pick("headteacher", "deputy-headteacher", null), Outcome = isLater ? null : outcome });
        if (isLater)
        {
            Pass(0, 2);
            Add(new OutcomeKnown { On = Day, Of = taken.Id!, Outcome = outcome!.Value });
        }
    }

    protected Outcome Unresolved() => dice.Pick(Outcome.Unresolved, Outcome.Unresolved, Outcome.Declined, Outcome.Unreachable);

    /// <summary>What is to be thought of before a response, each once, for the response or for all.</summary>
    protected void Consider(string response)
    {
        foreach (var item in Before(response))
        {
            var isForAll = dice.Chance(60);
            if (item.Id != _forgotten && !_considered.Contains(item.Id) && _considered.Add(isForAll ? item.Id : $"{item.Id} {response}"))
            {
                Add(new ConsiderationNoted { On = Day, Consideration = item.Id, For = isForAll ? null : response });
            }
        }
    }

    private IEnumerable<Consideration> Before(string response) => policy.Considerations.Where(item => item.Before.Contains(response));

    /// <summary>A response is taken today.</summary>
    protected ResponseTaken Take(string response, LocalDate? ends = null, bool isNamed = false)
    {
        var rules = policy.Responses[response];
        var by = rules.DecidedBy is null ? null : dice.Chance(80) ? rules.DecidedBy.Role : DeputyOf(rules.DecidedBy.Role);
        var isTarget = response == Target;
        by = isTarget && Is(Fault.WrongDecider) ? WrongDecider : isTarget && Is(Fault.NoDecider) ? null : by;
        var taken = Add(new ResponseTaken { On = Day, Id = isNamed ? Named(response) : null, Response = response, By = by, Ends = ends });
        if (isTarget && Is(Fault.WrongDecider))
        {
            Expect("decided-by-wrong-role", taken, rules.DecidedBy!.Clauses[0]);
        }
        else if (isTarget && Is(Fault.NoDecider))
        {
            Expect("decider-not-on-record", taken, rules.DecidedBy!.Clauses[0]);
        }

        if (_forgotten is not null && Before(response).Any(item => item.Id == _forgotten))
        {
            Expect("considerations-not-on-record", taken, policy.Considerations[_forgotten].Clauses is [var clause, ..] ? clause : null);
        }

        return taken;
    }

    /// <summary>Somebody who may not decide.</summary>
    protected abstract string WrongDecider { get; }

    private string DeputyOf(string role) => policy.Roles.FirstOrDefault(item => item.MayActFor.Contains(role))?.Id ?? role;

    /// <summary>The person is told of an act, as its response asks.</summary>
    protected void Notify(CaseEvent act, string response)
    {
        var asked = policy.Responses[response].Notice!;
        var isTarget = response == Target;
        if (isTarget && Is(Fault.NoticeMissing))
        {
            Expect("notice-missing", act, asked.Clauses[0]);
            return;
        }

        var states = asked.States.ToList();
        var form = NoticeForm.Written;
        if (isTarget && Is(Fault.NoticeSpoken))
        {
            form = NoticeForm.Spoken;
            Expect("notice-not-written", act, asked.Clauses[0]);
        }
        else if (isTarget && Is(Fault.NoticeIncomplete))
        {
            states.RemoveAt(dice.Below(states.Count));
            Expect("notice-incomplete", act, asked.Clauses[0]);
        }

        Pass(0, 1);
        Add(new NoticeGiven { On = Day, For = response, Form = form, States = [.. states] });
    }

    protected ApprovalRecorded Record(ApprovalAct act, string role, string? response, ApprovalResult? result = null) =>
        Add(new ApprovalRecorded { On = Day, Act = act, Role = role, For = response, By = dice.Chance(30) ? "headteacher" : null, Result = result });

    /// <summary>A behaviour of a level of seriousness, with the answers that make it a breach.</summary>
    protected void Behave(string behaviour, params IReadOnlyList<(string Fact, FactValue Value)> answers)
    {
        if (Behaviours.Exists(item => item.Id == behaviour))
        {
            return;
        }

        Behaviours.Add(new AllegedBehaviour(behaviour, dice.Chance(20) ? Finding.Established : Finding.Alleged));
        Facts.AddRange(answers.Where(answer => !Facts.Exists(known => known.Fact == answer.Fact)).Select(answer => new FactAnswer(answer.Fact, answer.Value)));
    }

    /// <summary>Answers a fact of the incident.</summary>
    protected void Answer(string fact, FactValue value)
    {
        if (!Facts.Exists(known => known.Fact == fact))
        {
            Facts.Add(new FactAnswer(fact, value));
        }
    }

    /// <summary>The bar is looked at while it lasts, and at its end.</summary>
    protected void ReviewBar(CaseEvent act, string response, string reviewer, LocalDate starts, LocalDate ends, string clause)
    {
        var isTarget = response == Target;
        for (var due = starts.PlusWeeks(13); due < ends; due = due.PlusWeeks(13))
        {
            if (isTarget && Is(Fault.InterimReviewMissing))
            {
                Expect("interim-review-missing", act, clause);
                break;
            }

            Day = due.PlusDays(-dice.Below(10));
            Record(ApprovalAct.Review, reviewer, response, ApprovalResult.Confirmed);
        }

        if (isTarget && Is(Fault.ReviewMissing))
        {
            Expect("review-missing", act, clause);
            AuditOn = ends.PlusDays(dice.Between(1, 20));
            return;
        }

        var isLate = isTarget && Is(Fault.ReviewLate);
        Day = isLate ? ends.PlusDays(dice.Between(1, 20)) : ends.PlusDays(-dice.Below(4));
        Record(ApprovalAct.Review, reviewer, response, dice.Pick(ApprovalResult.Confirmed, ApprovalResult.Agreed));
        if (isLate)
        {
            Expect("review-late", act, clause);
        }

        Day = LocalDate.Max(Day, ends);
    }

    /// <summary>A message comes, and is answered in time unless that is the fault. Where the policy has no timescale nothing of it is found.</summary>
    protected void Correspond(bool isTimed)
    {
        var received = Day.PlusDays(dice.Below(5));
        Add(new MessageReceived { Id = Named("message"), On = received, At = dice.Chance(50) ? new LocalTime(dice.Between(7, 21), dice.Below(60)) : null });
        var message = _events[^1];
        void Reply(int days, int? until = null) => Add(new MessageAnswered { On = received.PlusDays(days), Of = message.Id!, HoldingUntil = until is { } named ? received.PlusDays(named) : null });
        if (isTimed && Is(Fault.AnswerMissing))
        {
            Expect("answer-missing", message, "3.3");
            AuditOn = received.PlusDays(dice.Between(20, 40));
        }
        else if (isTimed && Is(Fault.AnswerLate))
        {
            Reply(dice.Between(15, 40));
            Expect("answer-late", message, "3.3");
        }
        else if (isTimed && Is(Fault.HoldingReplyLate))
        {
            Reply(dice.Between(15, 20), 30);
            Reply(dice.Between(21, 29));
            Expect("answer-late", message, "3.3");
        }
        else if (isTimed && Is(Fault.AnswerAfterDayNamed))
        {
            Reply(dice.Between(0, 5), 14);
            Reply(dice.Between(15, 30));
            Expect("answer-late", message, "3.3");
        }
        else if (dice.Chance(40))
        {
            Reply(dice.Between(0, 5), 14);
            if (dice.Chance(40))
            {
                Reply(dice.Between(6, 14), 28);
            }

            Reply(14);
        }
        else
        {
            Reply(dice.Between(0, 5));
        }
    }
}
