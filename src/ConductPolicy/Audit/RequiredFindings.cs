using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Audit;

/// <summary>Judges whether the required steps and the duties of a policy were done.</summary>
internal sealed class RequiredFindings
{
    private readonly CompiledPolicy _compiled;

    // By response: the required steps that what comes first for it does not name; none where it is immediate.
    private readonly int[][] _stepsBefore;

    // The required steps, and the responses that are duties.
    private readonly int[] _required;
    private readonly Setting? _within;

    public RequiredFindings(CompiledPolicy compiled)
    {
        _compiled = compiled;
        var steps = Enumerable.Range(0, compiled.Steps.Length).Where(step => compiled.Steps[step].Step.IsRequired).ToList();
        _stepsBefore = [.. compiled.Responses.Select(response => response.Response.IsImmediate ? [] : steps.Where(step => !Names(response, compiled.Steps[step].Step.Id)).ToArray())];
        _required = [.. steps, .. compiled.Responses.Where(response => response.Response.IsDuty).Select(response => compiled.Steps.Length + response.Position)];
        _within = compiled.Policy.Settings.TryGet(WellKnownSettings.ActWithin, out var within) && within.Count is not null ? within : null;
    }

    /// <summary>Finds the steps that were required when a response of the ladder was taken.</summary>
    /// <param name="replay">The incident, just before the act.</param>
    /// <param name="act">The act.</param>
    /// <param name="state">What the incident came to.</param>
    /// <param name="response">The response.</param>
    /// <param name="told">The steps found already; null while none is.</param>
    public void Judge(IncidentReplay replay, int act, in IncidentState state, CompiledResponse response, ref HashSet<int>? told)
    {
        foreach (var i in _stepsBefore[response.Position])
        {
            if (IsRequired(replay.Record, state, i) && (told ??= []).Add(i))
            {
                var step = _compiled.Steps[i].Step;
                replay.Found(
                    FindingCode.StepNotDone, act, CitationsOf(step), $"{replay.Done(act)}, and by then this was not on record: “{step.Label}”.", $"The policy asks for this: “{step.Label}”.");
            }
        }
    }

    /// <summary>Finds what is still required on the day of the audit, and has been for longer than the trust allows.</summary>
    public void JudgeAtEnd(IncidentReplay replay, in IncidentState state, int[] entries, HashSet<int>? told)
    {
        if (_within is not { Count: { } days } within)
        {
            return;
        }

        var open = default(List<int>);
        foreach (var i in _required)
        {
            if (IsRequired(replay.Record, state, i) && !(told?.Contains(i) ?? false))
            {
                (open ??= []).Add(i);
            }
        }

        if (open is null)
        {
            return;
        }

        try
        {
            var deadlines = replay.Builder.Deadlines;
            if (deadlines?.Calendars.WorkingDaysLate(replay.Record.Incident.On, replay.AsOf) <= days)
            {
                return;
            }

            var since = RequiredSince(replay, entries, open);
            for (var i = 0; i < open.Count; i++)
            {
                if (deadlines?.Calendars.WorkingDaysLate(since[i], replay.AsOf) is not { } passed)
                {
                    replay.CouldNotJudge($"{NameOf(open[i])} is required from {DateText.Long(since[i])} on; how many working days have passed since cannot be said, as they lie beyond the calendar.");
                }
                else if (passed > days)
                {
                    Add(replay, open[i], since[i], deadlines.Calendars.WorkingDays.AddWorkingDays(since[i], days), within);
                }
            }
        }
        catch (BeyondCalendarException beyond)
        {
            replay.CouldNotJudge($"Whether what is required was done in time cannot be said: {beyond.Message}");
        }
    }

    private void Add(IncidentReplay replay, int required, LocalDate since, LocalDate due, Setting within)
    {
        var isStep = required < _compiled.Steps.Length;
        var cited = isStep ? CitationsOf(_compiled.Steps[required].Step) : Citations.Of(ResponseAt(required).Response);
        replay.Missed(
            isStep ? FindingCode.StepNotDone : FindingCode.DutyNotDone, -1, due, cited with { Basis = Basis.Setting },
            $"By {DateText.Long(replay.AsOf)} this is not on record: {NameOf(required)}. It was required from {DateText.Long(since)} on.",
            $"The policy asks for it, and the trust's own setting `{within.Id}` gives {within.Count} working days: until {DateText.Long(due)}.");
    }

    // From which day on each of some steps and duties has been required until now.
    private LocalDate[] RequiredSince(IncidentReplay replay, int[] entries, List<int> open)
    {
        var since = new LocalDate?[open.Count];
        var record = new IncidentRecord(replay.Timeline, replay.Incident, _compiled.Counts);
        var next = 0;
        foreach (var day in DaysOfChange(replay, entries))
        {
            for (; next < entries.Length && replay.Timeline.DateOf(entries[next]) <= day; next++)
            {
                record.Fold(entries[next]);
            }

            record.MoveTo(day);
            var state = new IncidentState(_compiled, _compiled.BitsOf(record));
            for (var i = 0; i < since.Length; i++)
            {
                since[i] = IsRequired(record, state, open[i]) ? since[i] ?? day : null;
            }
        }

        return Array.ConvertAll(since, day => day ?? replay.AsOf);
    }

    // The days on which what is required may change: those of the events, the days after them and after the ends that they name.
    private static SortedSet<LocalDate> DaysOfChange(IncidentReplay replay, int[] entries)
    {
        var days = new SortedSet<LocalDate> { replay.Record.Incident.On, replay.AsOf };
        foreach (var entry in entries)
        {
            var item = replay.Timeline.Entries[entry].Event;
            days.Add(item.On);
            days.Add(item.On.PlusDays(1));
            var last = item switch
            {
                ResponseTaken taken => taken.Ends,
                BarExtended extended => extended.Ends,
                RepresentationsNoted noted => noted.InvitedUntil,
                _ => null,
            };
            if (last is { } end)
            {
                days.Add(end.PlusDays(1));
            }
        }

        foreach (var incident in replay.Timeline.Case.Incidents)
        {
            days.Add(incident.On);
        }

        days.RemoveWhere(day => day < replay.Record.Incident.On || day > replay.AsOf);
        return days;
    }

    // Whether one of the required steps and duties is open; they go by their number, steps first.
    private bool IsRequired(IncidentRecord record, in IncidentState state, int number)
    {
        if (state.IsOpen == Truth.False || record.IsAttempted(number))
        {
            return false;
        }

        if (number < _compiled.Steps.Length)
        {
            var (_, when, after) = _compiled.Steps[number];
            return state.Evaluate(when).And(state.Evaluate(after)) == Truth.True;
        }

        return ResponseGates.StatusOf(state, ResponseAt(number)) is ResponseStatus.Permitted or ResponseStatus.AwaitingApproval;
    }

    private CompiledResponse ResponseAt(int number) => _compiled.Responses[number - _compiled.Steps.Length];

    private string NameOf(int number) => $"“{(number < _compiled.Steps.Length ? _compiled.Steps[number].Step.Label : ResponseAt(number).Response.Label)}”";

    private Citations CitationsOf(Step step)
    {
        var cited = Citations.Of(step);
        cited = step.When is { } when ? cited.With(Citations.Of(when, _compiled.Policy, step.Clauses, step.Reading)) : cited;
        return step.After is { } after ? cited.With(Citations.Of(after, _compiled.Policy, step.Clauses, step.Reading)) : cited;
    }

    private bool Names(CompiledResponse response, string step)
    {
        var ladder = response.ReplacesLadderAfter ? null : _compiled.LadderAfter;
        return new[] { ladder, response.After }.OfType<CompiledCondition>()
            .SelectMany(condition => condition.Source.WithParts()).OfType<TakenCondition>().Any(taken => taken.Ids.Contains(step));
    }
}
