using System.Globalization;
using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Audit;

/// <summary>Collects what the record of one incident calls for.</summary>
internal sealed class DueOfIncident
{
    private const string DayOfTheAct = "The policy gives no day for the notice; it is read as due on the day of the act.";

    private readonly DecisionEngine _engine;
    private readonly ConductCase _case;
    private readonly Incident _incident;
    private readonly IncidentRecord _record;
    private readonly Decision _decision;
    private readonly List<DueItem> _items;
    private readonly List<string> _notSaid;

    public DueOfIncident(DecisionEngine engine, ConductCase conductCase, Incident incident, LocalDate asOf, List<DueItem> items, List<string> notSaid)
    {
        (_engine, _case, _incident, _items, _notSaid) = (engine, conductCase, incident, items, notSaid);
        _record = engine.RecordOf(conductCase, incident.Id, asOf);
        _decision = engine.Decide(conductCase, incident.Id, asOf);
    }

    private Policy Policy => _engine.Policy;

    public void Collect()
    {
        if (_decision.Scope == ScopeVerdict.Out)
        {
            return;
        }

        AddSteps();
        AddDuties();
        AddAnswers();
        AddNotices();
        AddBars();
        AddOutcomes();
        AddAppeals();
        _notSaid.AddRange(_decision.Warnings.Where(warning => warning.Code is "no-deadline" or "bar-without-end").Select(warning => warning.Text));
    }

    private void AddSteps()
    {
        for (var i = 0; i < Policy.Steps.Count; i++)
        {
            var step = Policy.Steps[i];
            var attempt = _record.FirstAttemptOf(i);
            if (IsRequired(_decision, RequiredKind.Step, step.Id) || (step.IsRequired && attempt >= 0 && _engine.Builder.IsCalledFor(_record, i)))
            {
                AddRequired(DueKind.Step, RequiredKind.Step, step, step.Label, attempt < 0 ? null : _record.Timeline.DateOf(attempt));
            }
        }
    }

    private void AddDuties()
    {
        foreach (var item in _decision.Responses.Where(item => item.Response.IsDuty))
        {
            if (item.Taken.Count > 0 || IsRequired(_decision, RequiredKind.Duty, item.Response.Id))
            {
                AddRequired(DueKind.Duty, RequiredKind.Duty, item.Response, item.Response.Label, item.Taken.Count > 0 ? item.Taken[0].On : null);
            }
        }
    }

    private void AddRequired(DueKind kind, RequiredKind required, Definition definition, string label, LocalDate? doneOn)
    {
        var cited = Citations.Of(definition);
        LocalDate? on = null;
        if (Policy.Settings.TryGet(WellKnownSettings.ActWithin, out var within) && within.Count is { } days)
        {
            var since = RequiredSince(required, definition.Id, doneOn ?? _record.AsOf);
            on = WorkingDaysAfter(since, days, label);
            var note = string.Create(CultureInfo.InvariantCulture, $"Setting `{within.Id}`: {days} working days. {within.Why}");
            note += since > _incident.On && since == Policy.InForce.From ? $" Counted from {DateText.Long(since)}, the first day of version {Policy.Version}." : "";
            cited = on is null ? cited : cited with { Basis = Basis.Setting, Note = cited.Note is null ? note : $"{cited.Note} {note}" };
        }

        Add(kind, label, on, null, _incident.Id, cited, doneOn);
    }

    // The first of the days of the record up to one, on all of which it shows the step or duty as required. Of two versions, the later
    // one asks for nothing before its own first day.
    private LocalDate RequiredSince(RequiredKind kind, string id, LocalDate until)
    {
        var since = until;
        var first = LocalDate.Max(_incident.On, Policy.InForce.From);
        var days = _case.Events.Select(item => item.On).Append(first).Where(day => day >= first && day < until).Distinct();
        foreach (var day in days.OrderDescending().TakeWhile(day => IsRequired(_engine.Decide(_case, _incident.Id, day), kind, id)))
        {
            since = day;
        }

        return since;
    }

    private static bool IsRequired(Decision decision, RequiredKind kind, string id) => decision.Required.Any(action => action.Kind == kind && action.Id == id);

    private LocalDate? WorkingDaysAfter(LocalDate since, int days, string label)
    {
        try
        {
            return _engine.Builder.Calendars.Value?.WorkingDays.AddWorkingDays(since, days);
        }
        catch (BeyondCalendarException beyond)
        {
            _notSaid.Add($"By when this is to be done cannot be said: “{label}”. {beyond.Message}");
            return null;
        }
    }

    private void AddAnswers()
    {
        foreach (var message in _decision.Messages)
        {
            var cited = new Citations(message.Deadline.Clauses, message.Basis, message.Note);
            Add(DueKind.Answer, message.What, message.Due, message.Event, message.IsOfIncident ? _incident.Id : null, cited, message.AnsweredOn);
        }
    }

    private void AddNotices()
    {
        foreach (var response in Policy.Responses.Where(response => response.Notice is not null))
        {
            var acts = ActsOf(response);
            for (var i = 0; i < acts.Count; i++)
            {
                var given = NoticeOf(response, acts, i);
                if (given is not null || i == acts.Count - 1)
                {
                    AddNotice(response, acts[i], given);
                }
            }
        }
    }

    private void AddNotice(Response response, int act, LocalDate? given)
    {
        var cited = Citations.Of(response.Notice!.Clauses, response.Notice.Reading);
        var isExtension = _record.Timeline.Entries[act].Event is BarExtended;
        Add(
            DueKind.Notice, $"{response.Label} ({_record.Timeline.EventId(act)}): notice to the person{(isExtension ? " of its extension" : "")}", _record.Timeline.DateOf(act), _record.Timeline.EventId(act), _incident.Id,
            cited with { Basis = Basis.Reading, Note = cited.Note is null ? DayOfTheAct : $"{cited.Note} {DayOfTheAct}" }, given);
    }

    // Where the response was taken, or the bar that it is was extended.
    private List<int> ActsOf(Response response)
    {
        var acts = new List<int>();
        for (var i = 0; i < _record.Count; i++)
        {
            var taken = _record.Timeline.Entries[i].Event is BarExtended ? _record.Timeline.Entries[i].About : i;
            if (_record.IsMine(i) && _record.Timeline.Entries[taken].Event is ResponseTaken item && item.Response == response.Id)
            {
                acts.Add(i);
            }
        }

        return acts;
    }

    // A notice is of the act before it; one of the day of the next act, or with no act before it, of that one.
    private LocalDate? NoticeOf(Response response, List<int> acts, int act)
    {
        var (from, to) = (act == 0 ? -1 : acts[act - 1], act + 1 < acts.Count ? acts[act + 1] : _record.Count);
        for (var i = from + 1; i < to; i++)
        {
            if (_record.IsMine(i) && _record.Timeline.Entries[i].Event is NoticeGiven { IsIntention: false } notice && notice.For == response.Id
                && (i > acts[act] ? to == _record.Count || notice.On < _record.Timeline.DateOf(to) : act == 0 || notice.On == _record.Timeline.DateOf(acts[act])))
            {
                return notice.On;
            }
        }

        return null;
    }

    private void AddBars()
    {
        for (var i = 0; i < _record.Count; i++)
        {
            List<CaseWarning>? warnings = null;
            if (_record.IsMine(i) && _record.Timeline.Entries[i].Event is ResponseTaken && _record.Timeline.ResponseOf(i).Bar is not null && _engine.Builder.Bars.Of(_record, i, ref warnings) is { } bar)
            {
                foreach (var date in bar.Dates)
                {
                    Add(KindOf(date.Date.Kind), bar.WhatFallsOn(date.Date), date.Date.On, bar.Event, _incident.Id, new Citations(date.Date.Clauses, date.Date.Basis, NoteOf(date.Date)), date.DoneOn);
                }
            }

            _notSaid.AddRange(warnings?.Select(warning => warning.Text) ?? []);
        }
    }

    private static DueKind KindOf(BarDateKind kind) => kind switch
    {
        BarDateKind.RepresentationsUntil => DueKind.Representations,
        BarDateKind.Decision => DueKind.BarDecision,
        BarDateKind.InterimReview => DueKind.InterimReview,
        BarDateKind.Review => DueKind.Review,
        _ => DueKind.BarEnds,
    };

    private static string? NoteOf(BarDate date) =>
        date.MovedFrom is not { } from ? date.Note : $"Moved from {DateText.Long(from.Date)} ({from.Why}).{(date.Note is null ? "" : $" {date.Note}")}";

    private void AddOutcomes()
    {
        var deciding = _decision.Responses.SelectMany(item => item.Missing).SelectMany(ActsWithin).Where(act => act.AwaitsOutcome).SelectMany(act => act.Ids).ToHashSet();
        for (var i = 0; i < _record.Count; i++)
        {
            if (!_record.IsMine(i) || _record.Timeline.Entries[i].Event is not (StepTaken or ResponseTaken))
            {
                continue;
            }

            var (definition, label) = _record.Timeline.Entries[i].Event is StepTaken step
                ? ((Definition)Policy.Steps[step.Step], Policy.Steps[step.Step].Label)
                : (_record.Timeline.ResponseOf(i), _record.Timeline.ResponseOf(i).Label);
            var knownOn = OutcomeKnownOn(i);
            var isAwaited = _record.OutcomeOf(i) is null && (_decision.Awaited.Contains(_record.Timeline.EventId(i)) || (deciding.Contains(definition.Id) && _record.LastAttemptOf(_record.Timeline.Entries[i].Subject) == i));
            if (knownOn is not null || isAwaited)
            {
                Add(DueKind.Outcome, $"{label} ({_record.Timeline.EventId(i)}): what came of it", null, _record.Timeline.EventId(i), _incident.Id, new Citations(definition.Clauses, Basis.Stated, null), knownOn);
            }
        }
    }

    private static IEnumerable<MissingAct> ActsWithin(Missing missing) => missing switch
    {
        MissingAct act => [act],
        MissingOneOf oneOf => oneOf.Alternatives.SelectMany(ActsWithin),
        MissingAllOf allOf => allOf.Parts.SelectMany(ActsWithin),
        _ => [],
    };

    private LocalDate? OutcomeKnownOn(int attempt)
    {
        for (var i = attempt + 1; i < _record.Count; i++)
        {
            if (_record.Timeline.Entries[i].About == attempt && _record.Timeline.Entries[i].Event is OutcomeKnown)
            {
                return _record.Timeline.DateOf(i);
            }
        }

        return null;
    }

    private void AddAppeals()
    {
        for (var i = 0; i < _record.Count; i++)
        {
            if (_record.IsMine(i) && _record.Timeline.Entries[i].Event is AppealNoted { IsDecided: false })
            {
                var about = _record.Timeline.Entries[i].About;
                var response = _record.Timeline.ResponseOf(about);
                var cited = response.Bar?.Appeal is { } appeal ? Citations.Of(appeal.Clauses, appeal.Reading) : Citations.Of(response);
                Add(DueKind.Appeal, $"{response.Label} ({_record.Timeline.EventId(about)}): decision on the appeal", null, _record.Timeline.EventId(i), _incident.Id, cited, AppealDecidedOn(about, i));
            }
        }
    }

    private LocalDate? AppealDecidedOn(int about, int made)
    {
        for (var i = made + 1; i < _record.Count; i++)
        {
            if (_record.Timeline.Entries[i].About == about && _record.Timeline.Entries[i].Event is AppealNoted { IsDecided: true })
            {
                return _record.Timeline.DateOf(i);
            }
        }

        return null;
    }

    private void Add(DueKind kind, string what, LocalDate? on, string? from, string? incident, Citations cited, LocalDate? doneOn)
    {
        var isOverdue = doneOn is null && on < _record.AsOf;
        _items.Add(new DueItem
        {
            Kind = kind,
            What = what,
            On = on,
            Event = from,
            Incident = incident,
            Clauses = cited.Clauses,
            Basis = cited.Basis,
            Note = cited.Note,
            DoneOn = doneOn,
            IsOverdue = isOverdue,
            LateBy = isOverdue ? _engine.Builder.Calendars.Value?.WorkingDaysLate(on!.Value, _record.AsOf) : null,
        });
    }
}
