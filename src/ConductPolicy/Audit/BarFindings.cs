using System.Globalization;
using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Audit;

/// <summary>What a trust has chosen of the bars of a response, looked up once for many audits.</summary>
/// <param name="MaximumLength">How long one may be at most; null for no limit.</param>
/// <param name="InterimReviewEvery">How often one is looked at before its final review; null for never.</param>
internal sealed record BarLimits(Setting? MaximumLength, Setting? InterimReviewEvery)
{
    public static BarLimits Of(Policy policy, Response response) => new(
        BarSettings.Find(policy, response.Id, BarSettings.MaximumLength), BarSettings.Find(policy, response.Id, BarSettings.InterimReviewEvery));
}

/// <summary>Judges the bars of one response: their length, their reviews, and whether the person was asked for their side.</summary>
internal sealed class BarFindings
{
    private readonly IncidentReplay _replay;
    private readonly Response _response;
    private readonly BarTerms _terms;
    private readonly BarLimits _limits;

    // Since the newest taking; those since its newest act begin at a place.
    private readonly List<LocalDate> _reviews = [];
    private int _sinceAct;
    private HashSet<int>? _tooLong;

    // Of the newest taking: what took it, what gave it its last day, and what became of it.
    private int _taking = -1;
    private int _act = -1;
    private LocalDate? _ends;
    private LocalDate? _stopped;
    private LocalDate? _settled;
    private bool _isAsked;

    private BarFindings(IncidentReplay replay, Response response, BarTerms terms, BarLimits limits) => (_replay, _response, _terms, _limits) = (replay, response, terms, limits);

    public static void Judge(IncidentReplay replay, ResponseHistory history, Response response, BarLimits limits)
    {
        if (response.Bar is not { } terms)
        {
            return;
        }

        var bars = new BarFindings(replay, response, terms, limits);
        foreach (var entry in history.Entries)
        {
            bars.See(entry, replay.Timeline.Entries[entry].Event);
        }

        bars.Close(replay.AsOf);
    }

    private void See(int entry, CaseEvent item)
    {
        switch (item)
        {
            case ResponseTaken taken when taken.Response == _response.Id:
                Take(entry, taken);
                break;
            case ResponseTaken taken when IsInForceOn(taken.On):
                Settle(taken.On);
                break;
            case BarExtended extended when _replay.Timeline.ResponseOf(_replay.TakingOf(entry)).Id == _response.Id:
                Extend(entry, extended);
                break;
            case ApprovalRecorded recorded:
                Approve(recorded);
                break;
            case ResponseEnded ended when IsAboutThis(entry):
                _stopped ??= ended.On;
                _settled = ended.IsLifted ? _settled ?? ended.On : _settled;
                break;
            case OutcomeKnown known when IsAboutThis(entry):
                Settle(known.Outcome, known.On);
                break;
            case RepresentationsNoted noted:
                _isAsked |= noted.IsReceived || noted.InvitedUntil is not null;
                break;
        }
    }

    private void Take(int entry, ResponseTaken taken)
    {
        // One that is taken anew while it is in force is replaced.
        if (_taking >= 0 && IsInForceOn(taken.On))
        {
            JudgeInterimReviews(taken.On);
        }
        else
        {
            Close(taken.On);
        }

        (_taking, _act, _ends, _stopped, _settled, _isAsked) = (entry, entry, taken.Ends, null, null, false);
        _reviews.Clear();
        _sinceAct = 0;
        if (taken.Outcome is { } outcome)
        {
            Settle(outcome, taken.On);
        }

        if (_terms.IsTimeLimited && _replay.IsJudged(entry) && _replay.Record.EndOf(entry) is null)
        {
            _replay.Found(
                FindingCode.BarWithoutEnd, entry, Citations.Of(_terms.Clauses, _terms.Reading), $"{_replay.Done(entry)}, and no last day of it is on record.", "The bar is limited in time.");
        }

        JudgeLength(entry, entry, taken.Ends);
    }

    private void Extend(int entry, BarExtended extended)
    {
        var taking = _replay.TakingOf(entry);
        JudgeLength(entry, taking, extended.Ends);
        if (taking == _taking)
        {
            JudgeInterimReviews(extended.On);
            (_act, _ends, _sinceAct) = (entry, extended.Ends, _reviews.Count);
        }
    }

    private void Approve(ApprovalRecorded recorded)
    {
        if (_taking < 0)
        {
            return;
        }

        if (recorded.Act == ApprovalAct.Review)
        {
            _reviews.Add(recorded.On);
        }

        if (recorded.Result == ApprovalResult.Lifted)
        {
            _stopped ??= recorded.On;
            _settled ??= recorded.On;
        }
    }

    private void Settle(Outcome outcome, LocalDate on)
    {
        if (outcome == Outcome.Resolved)
        {
            _stopped ??= on;
            _settled ??= on;
        }
    }

    private void Settle(LocalDate on) => _settled ??= on;

    private bool IsAboutThis(int entry) => _replay.Timeline.Entries[entry].About == _taking;

    private bool IsInForceOn(LocalDate date) => _taking >= 0 && _stopped is null && (_ends is not { } last || date <= last);

    private void Close(LocalDate until)
    {
        if (_taking < 0 || !_replay.IsJudged(_act))
        {
            return;
        }

        JudgeInterimReviews(until);
        if (_ends is not { } last || until <= last || _settled <= last)
        {
            return;
        }

        var ended = $"{_replay.Name(_act)} ended on {DateText.Long(last)}";
        if (_terms.Review is { } review)
        {
            JudgeReview(review, last, ended);
        }

        if (_terms.Representations is { } heard && !_isAsked)
        {
            _replay.Missed(
                FindingCode.RepresentationsNotInvited, _act, last, Citations.Of(heard.Clauses, heard.Reading), $"{ended}, and by the record the person was neither asked for their side nor heard.",
                "The person is given the chance to put their side: invited until a day, or heard. A notice that tells of the right is not yet an invitation.");
        }
    }

    private void JudgeReview(BarReview review, LocalDate last, string ended)
    {
        var cited = Citations.Of(review.Clauses, review.Reading);
        var asked = $"The bar is reviewed by its end, {DateText.Long(last)}.";
        if (_reviews.Count == _sinceAct)
        {
            _replay.Missed(FindingCode.ReviewMissing, _act, last, cited, $"{ended}, and no review of it is on record.", asked);
        }
        else if (_reviews[_sinceAct] is var first && first > last)
        {
            _replay.Missed(FindingCode.ReviewLate, _act, last, cited, $"{ended}, and it was reviewed only on {DateText.Long(first)}.", asked, WorkingDaysLate(last, first));
        }
    }

    private int? WorkingDaysLate(LocalDate due, LocalDate on)
    {
        try
        {
            return _replay.Builder.Deadlines?.Calendars.WorkingDaysLate(due, on);
        }
        catch (BeyondCalendarException)
        {
            return null;
        }
    }

    private void JudgeLength(int act, int taking, LocalDate? ends)
    {
        if (ends is not { } last || !_replay.IsJudged(act) || _limits.MaximumLength is not { Length: { } most } setting)
        {
            return;
        }

        var starts = _replay.Timeline.DateOf(taking);
        if (most.NeedsTermDates || most.IsRefusedFrom(starts))
        {
            _replay.CouldNotJudge($"{_replay.Name(act)}: whether it is too long cannot be said, since {CannotCount(most, starts)}.");
        }
        else if (last > most.LastDay(starts) && (_tooLong ??= []).Add(taking))
        {
            _replay.Found(
                FindingCode.BarTooLong, act, new Citations(_terms.Clauses, Basis.Setting, null), $"{_replay.Done(act)}, until {DateText.Long(last)}.",
                $"By the trust's own setting `{setting.Id}` a bar lasts at most {most}: this one until {DateText.Long(most.LastDay(starts))}.");
        }
    }

    // The days of the bar's row that passed while it was in force by its newest act, until the first that was missed.
    private void JudgeInterimReviews(LocalDate until)
    {
        if (!_replay.IsJudged(_act) || _limits.InterimReviewEvery is not { Length: { } every } setting)
        {
            return;
        }

        var (starts, since) = (_replay.Timeline.DateOf(_taking), _replay.Timeline.DateOf(_act));
        var end = Earlier(Earlier(Earlier(until, _ends), _stopped), _settled);
        var (before, next) = (starts, 0);
        for (var count = 1; ; count++)
        {
            var whole = every with { Amount = every.Amount * count };
            if (whole.NeedsTermDates || whole.IsRefusedFrom(starts))
            {
                if (before < end)
                {
                    _replay.CouldNotJudge($"{_replay.Name(_act)}: whether it was reviewed every {every} cannot be said, since {CannotCount(whole, starts)}.");
                }

                return;
            }

            var due = OnDayWorked(whole.After(starts));
            if (due >= end)
            {
                return;
            }

            while (next < _reviews.Count && _reviews[next] <= before)
            {
                next++;
            }

            if (due <= since)
            {
                // Judged at the act before, or nobody had been asked to look at the bar yet.
                before = due;
                continue;
            }

            if (next == _reviews.Count || _reviews[next] > due)
            {
                var cited = _terms.Review is { } review ? Citations.Of(review.Clauses, review.Reading) : Citations.Of(_terms.Clauses, _terms.Reading);
                _replay.Missed(
                    FindingCode.InterimReviewMissing, _act, due, cited with { Basis = Basis.Setting },
                    $"{_replay.Name(_act)} was in force on {DateText.Long(due)}, and no review of it is on record after {DateText.Long(before)} and up to that day.",
                    $"By the trust's own setting `{setting.Id}` a bar is looked at every {every}.");
                return;
            }

            before = due;
        }
    }

    // A review is never asked for on a day not worked; one that is held by the day itself is in time, also where the policy moves it to an earlier one.
    private LocalDate OnDayWorked(LocalDate due)
    {
        try
        {
            return _replay.Builder.Deadlines?.Calendars is { Settings.Review: ReviewOnDayNotWorked.NextWorkingDayWithinBar } calendars ? calendars.WorkingDays.NextOnOrAfter(due) : due;
        }
        catch (BeyondCalendarException)
        {
            return due;
        }
    }

    private static LocalDate Earlier(LocalDate date, LocalDate? other) => other < date ? other.Value : date;

    private static string CannotCount(Length length, LocalDate from) => length.NeedsTermDates
        ? $"`{length}` is counted from term dates, and an audit has none"
        : string.Create(CultureInfo.InvariantCulture, $"`{length}` from {DateText.Iso(from)} comes to a day that does not exist");
}
