using ConductPolicy.Calendars;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>Works out the dates of a bar.</summary>
internal sealed class BarScheduleBuilder
{
    private const string HeardFirst = "The person is heard first, so it is on the working day after their time to write.";
    private const string Invited = "The day is that until which the person was asked for their side.";
    private const string AtEnd = "at-end";

    private readonly Policy _policy;
    private readonly BarRequest _request;
    private readonly WorkingDayCalendar _workingDays;
    private readonly WorkingDayCalendar? _schoolDays;
    private readonly CountingSettings _settings;
    private readonly Response _response;
    private readonly BarTerms _bar;
    private readonly LocalDate _starts;

    // The last day that the bar has had until now, where it is extended.
    private readonly LocalDate? _extendedFrom;
    private readonly List<BarDate> _dates = [];
    private LocalDate _ends;
    private bool _isReviewOnDayNotWorked;
    private bool _isRepresentationsEndOnDayNotWorked;

    public BarScheduleBuilder(Policy policy, BarRequest request, WorkingDayCalendar workingDays, WorkingDayCalendar? schoolDays, LocalDate? extendedFrom)
    {
        (_policy, _request, _workingDays, _schoolDays, _starts, _extendedFrom) = (policy, request, workingDays, schoolDays, request.Starts, extendedFrom);
        _settings = new CountingSettings(policy);
        _response = policy.Responses.TryGet(request.Response, out var response) ? response : throw Refusal(
            ProblemCode.UnknownReference, $"The policy has no response `{ShapeCheck.Printable(request.Response)}`.",
            NearestName.Help(request.Response, policy.Responses.Where(item => item.Bar is not null).Select(item => item.Id)));
        _bar = _response.Bar ?? throw Refusal(
            ProblemCode.NotABar, $"`{_response.Id}` is no bar, so it has no dates.", $"The bars of this policy: {OneOf(policy.Responses.Where(item => item.Bar is not null))}.");
    }

    public BarSchedule Build()
    {
        try
        {
            AddBounds();
            AddExtension();
            var heardBy = AddRepresentations();
            if (_policy.Responses.Where(item => item.Continues == _response.Id).ToList() is { Count: > 0 } continuing)
            {
                AddDecision(continuing, heardBy);
            }
            else
            {
                AddReviews();
            }
        }
        catch (BeyondCalendarException beyond)
        {
            throw Refusal(ProblemCode.BeyondCalendar, beyond.Message, null);
        }

        return new BarSchedule(
            _policy, _response, _starts, _ends, _request.Length ?? (_request.Ends is null ? SettingOf(BarSettings.DefaultLength)?.Length : null), _extendedFrom,
            _dates.OrderBy(date => date.On).ThenBy(date => date.Kind).ToValueList(),
            [_settings.OfReviews(_isReviewOnDayNotWorked), _settings.OfRepresentations(_isRepresentationsEndOnDayNotWorked)], _workingDays, _schoolDays);
    }

    private void AddBounds()
    {
        if (!_policy.InForce.Covers(_starts))
        {
            throw Refusal(
                ProblemCode.NotInForce, $"Version {_policy.Version} of `{_policy.Id}` was not in force on {DateText.Iso(_starts)}, when the bar begins.",
                "Use the version of the policy that was in force on that day.");
        }

        // Also refuses a day that the calendar does not know.
        _ = _workingDays.IsWorkingDay(_starts);
        Add(BarDateKind.Begins, _starts, null, [], new Citations(_response.Clauses, Basis.Stated, null));
        var cited = Citations.Of(_bar.Clauses, _bar.Reading);
        if (_request is { Length: not null, Ends: not null })
        {
            throw Refusal(ProblemCode.Contradiction, "The bar has both a length and a last day.", "Give one of the two.");
        }

        if (_request.Ends is { } ends)
        {
            _ends = ends;
        }
        else
        {
            var setting = _request.Length is null ? SettingOf(BarSettings.DefaultLength) : null;
            var length = _request.Length ?? setting?.Length ?? throw Refusal(
                ProblemCode.BarWithoutEnd, $"The bar has no end{Citing(_bar.Clauses)}.", $"Give its length or its last day, or add the setting `bar-{BarSettings.DefaultLength}` to the rule set.");
            cited = setting is null ? cited : With(cited, setting);
            _ends = LastDay(length, _extendedFrom?.PlusDays(1) ?? _starts);
        }

        if (_ends < _starts)
        {
            throw Refusal(ProblemCode.EndsBeforeStart, $"The bar would end on {DateText.Iso(_ends)}, before it begins on {DateText.Iso(_starts)}{Citing(_bar.Clauses)}.", "Give a last day on or after the first.");
        }

        if (_extendedFrom is { } before && _ends <= before)
        {
            throw Refusal(ProblemCode.EndsBeforeStart, $"The extension would end on {DateText.Iso(_ends)}, and the bar lasts until {DateText.Iso(before)} as it is.", "Give a later day; a bar is ended early by lifting it.");
        }

        RefuseTooLong(ref cited);
        Add(BarDateKind.Ends, _ends, null, [], cited);
    }

    private void RefuseTooLong(ref Citations cited)
    {
        if (SettingOf(BarSettings.MaximumLength) is { Length: { } most } setting && LastDay(most, _starts) is var latest && _ends > latest)
        {
            if (_request.IsOnRecord)
            {
                cited = Noting(With(cited, setting), $"So it would have ended on {DateText.Long(latest)} at the latest.");
                return;
            }

            throw Refusal(
                ProblemCode.BarTooLong, $"A bar from {DateText.Iso(_starts)} ends on {DateText.Iso(latest)} at the latest (setting `{setting.Id}`: {most}{Citing(_bar.Clauses)}), and this one would end on {DateText.Iso(_ends)}.",
                "Make it shorter.");
        }
    }

    private void AddExtension()
    {
        if (_extendedFrom is { } before)
        {
            var cited = new Citations(
                _response.Approvals.SelectMany(approval => approval.Clauses).DefaultIfEmpty(_response.Clauses[0]).Distinct().ToValueList(), Basis.Reading,
                "The policy does not speak of extensions; one is read as a new decision, with the approvals of the first, that is taken before the bar runs out.");
            AddReview(BarDateKind.ExtensionDecision, before, before, _response.DecidedBy is { } decided ? [decided.Role] : [], cited);
        }
    }

    private LocalDate? AddRepresentations()
    {
        if (_bar.Representations is not { } heard)
        {
            return null;
        }

        var cited = Citations.Of(heard.Clauses, heard.Reading);
        if (_request.RepresentationsUntil is { } invited && invited >= _starts)
        {
            if (invited > _ends && !_request.IsOnRecord)
            {
                throw Outside("The time to put one's side would run until", invited, heard.Clauses);
            }

            Add(BarDateKind.RepresentationsUntil, invited, null, [], Noting(cited, Invited));
            return invited;
        }

        if (SettingOf(BarSettings.RepresentationsPeriod) is not { Length: { } period } setting)
        {
            return null;
        }

        var due = After(period, _starts);
        cited = With(cited, setting);
        _isRepresentationsEndOnDayNotWorked = !_workingDays.IsWorkingDay(due);
        if (_isRepresentationsEndOnDayNotWorked)
        {
            cited = With(cited, _settings.OfRepresentations(decides: true));
        }

        var until = _settings.RepresentationsEnd == RepresentationsEndOnDayNotWorked.ThatDay ? due : _workingDays.NextOnOrAfter(due);
        until = Within("The time to put one's side would run until", until, ref cited);
        Add(BarDateKind.RepresentationsUntil, until, until < due ? until : due, [], cited);
        return until;
    }

    private void AddDecision(List<Response> continuing, LocalDate? heardBy)
    {
        var approvals = continuing.SelectMany(item => item.Approvals).Where(approval => approval.Act == ApprovalAct.Review).ToList();
        ValueList<string> clauses = [.. (_bar.Review?.Clauses ?? []).Concat(approvals.SelectMany(approval => approval.Clauses)).Distinct()];
        var cited = Citations.Of(clauses.Count > 0 ? clauses : continuing[0].Clauses, _bar.Review?.Reading);
        var due = _request.Review ?? _ends;
        if (_request.Review is null && SettingOf(BarSettings.DecisionPeriod) is { Length: { } period } setting)
        {
            due = After(period, heardBy ?? _starts);
            cited = With(cited, setting);
        }

        due = Within("The decision to confirm or lift it would be due on", due, ref cited);
        var on = Moved(due, _ends, ref cited);

        // The person is heard first, unless the school has chosen a day because the representations are there.
        if (_request.Review is null && on <= heardBy)
        {
            on = _workingDays.AddWorkingDays(heardBy.Value, 1);
            cited = Noting(cited, HeardFirst);
        }

        on = Within("The decision to confirm or lift it would fall on", on, ref cited);
        Add(BarDateKind.Decision, on, due, approvals.Select(approval => approval.Role).Distinct().ToValueList(), cited);
    }

    private void AddReviews()
    {
        if (_bar.Review is not { } review)
        {
            if (_request.Review is { } chosen)
            {
                AddReview(BarDateKind.Review, chosen, _ends, [], new Citations(_bar.Clauses, Basis.Setting, "The policy says nothing of a review; the day is the school's own."));
            }

            return;
        }

        // A review on a day of the school's own does not stand in for the one that the policy has at the end.
        var cited = Citations.Of(review.Clauses, review.Reading);
        var isOwnFinal = _request.Review is not null && review.At != AtEnd;
        var final = AddReview(BarDateKind.Review, isOwnFinal ? _request.Review!.Value : _ends, _ends, [], cited);
        if (_request.Review is { } own && !isOwnFinal && own != _ends)
        {
            AddReview(BarDateKind.InterimReview, own, _ends, [], cited with { Basis = Basis.Setting, Note = "The policy has a review at the end; this one is the school's own." });
        }

        AddInterimReviews(cited, final);
    }

    private void AddInterimReviews(Citations cited, LocalDate final)
    {
        if (SettingOf(BarSettings.InterimReviewEvery) is not { Length: { } every } setting)
        {
            return;
        }

        var last = _starts;
        for (var count = 1; InterimReview(every with { Amount = every.Amount * count }) is { } due && due < final; count++)
        {
            var interim = With(cited, setting);
            var on = Moved(due, final, ref interim);
            if (on > last && on < final)
            {
                Add(BarDateKind.InterimReview, on, due, [], interim);
                last = on;
            }
        }

        // Where the term dates run out, or a month is too short, only after the final review, no interim one is missed.
        LocalDate? InterimReview(Length whole)
        {
            if (whole.Unit == LengthUnit.Months && (whole with { Rounding = MonthRounding.Down }).After(_starts) >= final)
            {
                return null;
            }

            try
            {
                return After(whole, _starts);
            }
            catch (BeyondCalendarException beyond) when (beyond.Last >= final)
            {
                return null;
            }
        }
    }

    private LocalDate AddReview(BarDateKind kind, LocalDate due, LocalDate latest, ValueList<string> by, Citations cited)
    {
        due = Within("A review would be due on", due, ref cited);
        var on = Within("A review would fall on", Moved(due, latest, ref cited), ref cited);
        Add(kind, on, due, by, cited);
        return on;
    }

    // The day itself where it is worked, else the one to which the rule moves it, which is then cited too.
    private LocalDate Moved(LocalDate due, LocalDate latest, ref Citations cited)
    {
        if (_workingDays.IsWorkingDay(due))
        {
            return due;
        }

        _isReviewOnDayNotWorked = true;
        cited = With(cited, _settings.OfReviews(decides: true));
        var isNext = _settings.Review == ReviewOnDayNotWorked.NextWorkingDayWithinBar && due < latest && _workingDays.NextOnOrAfter(due) <= latest;
        return isNext ? _workingDays.NextOnOrAfter(due) : _workingDays.PreviousOnOrBefore(due);
    }

    private void Add(BarDateKind kind, LocalDate on, LocalDate? due, ValueList<string> by, Citations cited)
    {
        var moved = due is { } from && from != on ? new SkippedDay(from, _workingDays.WhyNotCounted(from)!) : null;
        _dates.Add(new BarDate(kind, on, moved, by, cited.Clauses, cited.Basis, cited.Note, due is { } day && _workingDays.IsProjected(day, on)));
    }

    private LocalDate LastDay(Length length, LocalDate first)
    {
        RefuseNoDay(length, first);
        return length.LastDay(first, _schoolDays);
    }

    private LocalDate After(Length length, LocalDate date)
    {
        RefuseNoDay(length, date);
        return length.After(date, _schoolDays);
    }

    private void RefuseNoDay(Length length, LocalDate from)
    {
        if (length.NeedsTermDates && _schoolDays is null)
        {
            throw Refusal(ProblemCode.TermDatesNeeded, $"`{length}` is counted from the term dates of the school, and there are none.", "Give the term dates, or a length in days or weeks.");
        }

        if (length.IsRefusedFrom(from))
        {
            throw Refusal(
                ProblemCode.NoSuchDay, $"`{length}` from {DateText.Iso(from)} comes to a day that does not exist.",
                "Say `rounded down` or `rounded up`, or give the length in days or weeks, or the last day.");
        }
    }

    // A date within the bar: one that lies outside is refused; of a bar on record it is the nearest day within, and that is said.
    private LocalDate Within(string what, LocalDate date, ref Citations cited)
    {
        if (date >= _starts && date <= _ends)
        {
            return date;
        }

        if (!_request.IsOnRecord)
        {
            throw Outside(what, date, cited.Clauses);
        }

        cited = Noting(cited, $"{what} {DateText.Long(date)}, when this bar does not run, so the day is the nearest one on which it does.");
        return date < _starts ? _starts : _ends;
    }

    private ConductPolicyException Outside(string what, LocalDate date, ValueList<string> clauses) => Refusal(
        ProblemCode.DateOutsideBar, $"{what} {DateText.Iso(date)}, and the bar runs from {DateText.Iso(_starts)} to {DateText.Iso(_ends)}{Citing(clauses)}.",
        "Choose an earlier day, make the bar longer, or make the periods of the settings shorter; it needs a working day for what has to be done while it runs.");

    private Setting? SettingOf(string name) => BarSettings.Find(_policy, _response.Id, name);

    private static Citations With(Citations cited, Setting setting) => Noting(cited, $"Setting `{setting.Id}`: {setting.Length}. {setting.Why}") with { Basis = Basis.Setting };

    private static Citations With(Citations cited, DeadlineSetting setting) =>
        Noting(cited, $"Setting `{setting.Id}`: {setting.Value}{(setting.IsDefault ? " (the default)" : "")}. {setting.Why}") with { Basis = Basis.Setting };

    private static Citations Noting(Citations cited, string note) => cited with { Note = cited.Note is null ? note : $"{cited.Note} {note}" };

    private static string Citing(ValueList<string> clauses) => clauses.Count == 0 ? "" : $" [{string.Join(", ", clauses)}]";

    private static string OneOf(IEnumerable<Response> bars) => bars.Select(bar => bar.Id).ToList() is { Count: > 0 } ids ? NearestName.OneOf(ids) : "none";

    private static ConductPolicyException Refusal(string code, string message, string? help) =>
        new([new Problem(code, "", 0, 0, "", message, help, ProblemSeverity.Error)]);
}
