using System.Globalization;
using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Letters;

/// <summary>Finds what a letter is about, and every reason why it cannot be drafted.</summary>
internal sealed class LetterSubjectFinder
{
    private readonly DecisionEngine _engine;
    private readonly ConductCase _case;
    private readonly LetterRequest _request;
    private readonly WorkingDayCalendar _workingDays;
    private readonly Decision _decision;
    private readonly ResponseDecision _item;
    private readonly List<Problem> _missing = [];

    public LetterSubjectFinder(DecisionEngine engine, ConductCase whole, LetterRequest request, WorkingDayCalendar workingDays)
    {
        (_engine, _case, _request, _workingDays) = (engine, whole, request, workingDays);
        var policy = engine.Policy;
        if (!policy.Responses.TryGet(request.Response, out var response))
        {
            throw Refusal(ProblemCode.UnknownReference, $"The policy has no response `{ShapeCheck.Printable(request.Response)}`.", NearestName.Help(request.Response, policy.Responses.Ids));
        }

        CheckKind(policy, response, request);
        _decision = engine.Decide(whole, request.Incident, request.AsOf);
        _item = request.Kind == LetterKind.Extension
            ? engine.Assess(whole, _decision.Incident.Id, _decision.AsOf, request.Response, isExtension: true)
            : _decision[request.Response];
        if (request.RepresentationsUntil < _decision.AsOf || request.Ends < _decision.AsOf)
        {
            throw Refusal(ProblemCode.WrongOption, $"The day that was given lies before the letter, which is of {DateText.Iso(_decision.AsOf)}.", "Give a day on or after it.");
        }
    }

    private Policy Policy => _engine.Policy;

    private Response Response => _item.Response;

    private LocalDate Date => _decision.AsOf;

    /// <summary>What the letter is about.</summary>
    /// <exception cref="ConductPolicyException">Something is missing; each thing is a problem of its own.</exception>
    public LetterSubject Find()
    {
        var subject = new LetterSubject { Case = _case, Decision = _decision, Item = _item, Kind = _request.Kind };
        subject = _request.Kind switch
        {
            LetterKind.Act => OfAct(subject),
            LetterKind.Extension => OfExtension(subject),
            _ => OfIntention(subject),
        };
        subject = subject with { Hearing = HearingOf(subject) };
        RefuseUnstated(subject);
        return _missing.Count == 0 ? subject : throw new ConductPolicyException(_missing.Distinct().ToValueList());
    }

    private static void CheckKind(Policy policy, Response response, LetterRequest request)
    {
        if (request.Kind == LetterKind.Intention)
        {
            // A response that continues another is open by the notified intention of either.
            if (response.Bar is null || (response.Continues is null && !policy.Responses.Any(other => LetterSubject.SpeaksOfIntention(other.When, response.Id) || LetterSubject.SpeaksOfIntention(other.After, response.Id))))
            {
                throw Refusal(ProblemCode.NoNotice, $"The policy does not speak of a notice that `{response.Id}` is intended.", "Draft the letter of the response itself, without the intention.");
            }
        }
        else if (response.Notice is null)
        {
            throw Refusal(
                ProblemCode.NoNotice, $"The policy says nothing of a notice of `{response.Id}`, so there is nothing that its letter has to state.",
                $"Those with a notice: {NearestName.OneOf([.. policy.Responses.Where(item => item.Notice is not null).Select(item => item.Id).DefaultIfEmpty("none")])}.");
        }

        if (request.Kind == LetterKind.Extension && response.Bar is null)
        {
            throw Refusal(ProblemCode.NotABar, $"`{response.Id}` is no bar, so it is not extended.", "Leave the extension out.");
        }
    }

    private LetterSubject OfAct(LetterSubject subject)
    {
        // A bar in force, or what has no outcome yet, is what the letter tells of; else a new act, where it may be taken or its last day is given; else the last one.
        var isPermitted = _item.Status == ResponseStatus.Permitted;
        var isGoing = _item.InForce is { } current && (Response.Bar is not null || !HasOutcome(current.Event));
        var isAnew = Response.Bar is not null && _item.InForce is null && _request.Ends is not null;
        var taking = (isGoing || !isPermitted) && !isAnew ? _item.InForce ?? (_item.Taken.Count > 0 ? _item.Taken[^1] : null) : null;
        if (taking is null)
        {
            RefuseNotPermitted(_item);
            RefuseWithoutEnd();
            return subject with { Schedule = _request.Ends is { } last ? ScheduleOf(Date, last) : null };
        }

        if (_request.Ends is not null)
        {
            throw Refusal(ProblemCode.WrongOption, $"{Named} is on record already, as {taking.Event} of {DateText.Iso(taking.On)}, and a last day was given for a new one.", "Leave the last day out; for a later end ask for the letter of the extension.");
        }

        if (Response.Bar is not null && _item.InForce is null)
        {
            AddMissing($"{Named} of {DateText.Long(taking.On)} ({taking.Event}) is no longer in force, so a letter cannot tell of it as if it were.", "Give the day of the letter, while it was in force, with `--as-of`.");
            RefuseNotPermitted(_item);
            RefuseWithoutEnd();
        }
        else if (Response.Bar is not null && taking.Until is null)
        {
            AddMissing($"{Named} of {DateText.Long(taking.On)} ({taking.Event}) has no last day on record{Citing(Response.Bar.Clauses)}.", "Add `ends` to that event.");
        }

        return subject with { Taking = taking, Event = taking.Event, Schedule = taking.Until is { } until && _missing.Count == 0 ? ScheduleOf(taking.On, until, isOnRecord: true) : null };
    }

    private void RefuseWithoutEnd()
    {
        if (Response.Bar is { } bar && _request.Ends is null)
        {
            AddMissing($"The record does not say when {Named} would end{Citing(bar.Clauses)}.", "Give its last day with the question (`--ends`), or put the act on record with `ends` first. `conduct-policy bar` works out its dates.");
        }
    }

    private LetterSubject OfExtension(LetterSubject subject)
    {
        if (_item.InForce is not { } taking)
        {
            AddMissing($"Nothing of the kind of {Named} is in force on {DateText.Long(Date)}, so there is none to extend.", "Draft the letter of a new one, where it is permitted.");
            return subject;
        }

        var extensions = LetterSubject.Recorded<BarExtended>(_case, _decision.Incident, Date).Where(item => item.Event.Of == taking.Event).ToList();
        var given = ((ResponseTaken)_case.Events[new EventIndex(_case.Events).Find(taking.Event)]).Ends;
        if (_request.Ends is { } ends)
        {
            RefuseNotPermitted(_item);
            return subject with { Taking = taking, Schedule = ScheduleOf(taking.On, taking.Until, ends) };
        }

        if (extensions.Count == 0)
        {
            AddMissing($"The record has no extension of {taking.Event}, and no new last day was given.", "Give the new last day with the question (`--ends`), or put the extension on record first.");
            RefuseNotPermitted(_item);
            return subject;
        }

        var before = extensions.Count > 1 ? extensions[^2].Event.Ends : given;
        return subject with { Taking = taking, Event = extensions[^1].Id, Schedule = ScheduleOf(taking.On, before, extensions[^1].Event.Ends) };
    }

    private LetterSubject OfIntention(LetterSubject subject)
    {
        var first = Response.Continues is { } continued ? _decision[continued] : _item;
        foreach (var item in new[] { _item, first }.Where(item => item.InForce is not null).Distinct())
        {
            AddMissing($"“{item.Response.Label}” is in force already, since {DateText.Long(item.InForce!.On)} ({item.InForce.Event}), so a bar is not merely intended.", $"Draft the letter of `{item.Response.Id}` itself.");
        }

        // What is missing may be no more than this letter and the hearing that it offers.
        var heard = With(
            new NoticeGiven { Id = NewId("letter"), On = Date, Incident = _decision.Incident.Id, For = Response.Id, IsIntention = true },
            new RepresentationsNoted { Id = NewId("heard"), On = Date, Incident = _decision.Incident.Id, For = Response.Id, IsReceived = true });
        var then = _engine.Decide(heard, _decision.Incident.Id, Date)[Response.Id];
        if (then.Status is not (ResponseStatus.Permitted or ResponseStatus.AwaitingApproval))
        {
            RefuseNotPermitted(then);
        }

        return subject with { Event = LetterSubject.Recorded<NoticeGiven>(_case, _decision.Incident, Date).Where(item => item.Event.For == Response.Id && item.Event.IsIntention).Select(item => item.Id).LastOrDefault() };
    }

    private HearingDay? HearingOf(LetterSubject subject)
    {
        if (subject.Kind == LetterKind.Extension && !subject.Required.Contains("representations"))
        {
            return null;
        }

        var invited = InvitedSince(subject.Taking?.On ?? (subject.Kind == LetterKind.Intention ? _decision.Incident.On : Date));
        var rights = Response.Bar?.Representations ?? Policy.Responses.FirstOrDefault(item => item.Id == Response.Continues)?.Bar?.Representations;
        var cited = rights is not null ? Citations.Of(rights.Clauses, rights.Reading)
            : subject.Required.Contains("representations") && Response.Notice is { } notice ? Citations.Of(notice.Clauses, notice.Reading)
            : new Citations([], Basis.Setting, "The policy does not speak of it; that the person is asked is the school's own choice.");
        var day = invited is { } recorded ? new HearingDay(recorded, IsOnRecord: true, cited)
            : _request.RepresentationsUntil is { } chosen ? new HearingDay(chosen, IsOnRecord: false, cited with { Basis = Basis.Setting, Note = Join(cited.Note, "The day is the school's own.") })
            : FromSetting(subject, cited);
        if (day is not null && day.Until < Date)
        {
            if (subject.Required.Contains("representations"))
            {
                AddMissing($"The time to put one's side ended on {DateText.Long(day.Until)}, before the day of the letter{Citing(cited.Clauses)}.", "Put a new invitation on record, or give the day of the letter with `--as-of`.");
            }

            return null;
        }

        if (day is null && subject.Required.Contains("representations"))
        {
            AddMissing(
                $"The record does not say until when the person may put their side{Citing(cited.Clauses)}, and no setting of the trust gives the time.",
                "Give the day with the question (`--representations-until`), or put the invitation on record.");
        }

        return day;
    }

    private HearingDay? FromSetting(LetterSubject subject, Citations cited)
    {
        if (subject.Schedule?.Dates.FirstOrDefault(date => date.Kind == BarDateKind.RepresentationsUntil) is { } scheduled)
        {
            return new HearingDay(scheduled.On, IsOnRecord: false, new Citations(scheduled.Clauses, scheduled.Basis, scheduled.Note));
        }

        if (!subject.Required.Contains("representations") || Response.Bar is null || BarSettings.Find(Policy, Response.Id, BarSettings.RepresentationsPeriod) is not { Length: { NeedsTermDates: false } period } setting || period.IsRefusedFrom(Date))
        {
            return null;
        }

        var note = $"Setting `{setting.Id}`: {period}. {setting.Why}";
        return new HearingDay(_workingDays.NextOnOrAfter(period.After(subject.Taking?.On ?? Date, null)), IsOnRecord: false, cited with { Basis = Basis.Setting, Note = Join(cited.Note, note) });
    }

    // What has to be stated and is nowhere to be found.
    private void RefuseUnstated(LetterSubject subject)
    {
        if (subject.Required.Contains("reasons") && !_decision.Behaviours.Any(item => item.Verdict == Verdict.Breach))
        {
            AddMissing(
                $"No behaviour stands as a breach of the policy, so the letter could give no reasons{Citing(Response.Notice?.Clauses ?? [])}.",
                _decision.Behaviours.Any(item => item.Verdict == Verdict.Undetermined) ? "Answer what is not known yet about what happened." : "Look at the findings on record.");
        }

        if (subject is { Hearing: { } hearing, Schedule: { } dates } && dates.Dates.FirstOrDefault(date => date.Kind == BarDateKind.Decision) is { } decided && decided.On <= hearing.Until)
        {
            AddMissing(
                $"The person may put their side until {DateText.Long(hearing.Until)}, and the decision to confirm or lift {Named} would be due by {DateText.Long(decided.On)}, before that time is over{Citing(hearing.Cited.Clauses)}.",
                "Give a later day for the decision (`--review`), within the bar.");
        }

        if (subject.Schedule is { } schedule && subject.Required.Contains("review-date") && LetterParts.ReviewOf(schedule) is null)
        {
            AddMissing($"The policy gives no day for a review{Citing(Response.Notice?.Clauses ?? [])}, and the letter has to state one.", "Give the day with the question (`--review`).");
        }
    }

    private void RefuseNotPermitted(ResponseDecision item)
    {
        foreach (var reason in LetterSubject.ReasonsAgainst(item))
        {
            AddMissing($"The policy does not permit {Named} on {DateText.Long(Date)}: {Lower(reason.Text.TrimEnd('.'))}{Citing(reason.Clauses)}.", HelpFor(item.Status));
        }

        if (item.Status == ResponseStatus.TooEarly)
        {
            foreach (var approval in Response.Approvals.Where(approval => !IsOnRecord(approval)))
            {
                AddMissing(
                    $"The record has no {ApprovalActText.NounOf(approval.Act)} by the {Lower(Policy.Roles[approval.Role].Label)} for {Named}{Citing(approval.Clauses)}.", "It comes after what is missing above.");
            }
        }
    }

    private bool IsOnRecord(Approval approval)
    {
        var since = _item.Taken.Count > 0 ? _item.Taken[^1].On : _decision.Incident.On;
        return LetterSubject.Recorded<ApprovalRecorded>(_case, _decision.Incident, Date).Any(item =>
            item.Event.On >= since && item.Event.For == Response.Id && item.Event.Act == approval.Act && LetterSubject.ActsFor(Policy, item.Event.Role, approval.Role));
    }

    private static string HelpFor(ResponseStatus status) => status switch
    {
        ResponseStatus.AwaitingApproval => "Put it on record once it has been done, and ask again.",
        ResponseStatus.TooEarly => "Do this first and put it on record.",
        ResponseStatus.Unknown => "Answer the question in the case.",
        _ => "No letter of it can be drafted in this case; `conduct-policy decide` says what the policy permits.",
    };

    private BarSchedule? ScheduleOf(LocalDate starts, LocalDate? ends, LocalDate? extendedTo = null, bool isOnRecord = false)
    {
        var request = new BarRequest { Response = Response.Id, Starts = starts, Ends = ends ?? extendedTo, Review = _request.Review, RepresentationsUntil = InvitedSince(starts) ?? _request.RepresentationsUntil };
        try
        {
            return Of(request);
        }
        catch (ConductPolicyException refused) when (isOnRecord && _request.Review is null && refused.Problems.All(problem => problem.Code == ProblemCode.DateOutsideBar))
        {
            // Nobody can make a bar on record longer by its letter: what has to be done is done by its end.
            return Of(request with { IsOnRecord = true });
        }
        catch (ConductPolicyException refused) when (refused.Problems.All(problem => problem.Code != ProblemCode.BeyondCalendar))
        {
            _missing.AddRange(refused.Problems.Select(problem => problem with { Code = ProblemCode.LetterIncomplete }));
            return null;
        }

        BarSchedule Of(BarRequest bar)
        {
            var schedule = BarSchedule.Of(Policy, bar, _workingDays);
            return ends is not null && extendedTo is { } later ? schedule.Extend(later) : schedule;
        }
    }

    // The day until which the person was asked for their side, by the newest invitation since a day; null where there is none.
    private LocalDate? InvitedSince(LocalDate since)
    {
        var heardFor = LetterSubject.HeardFor(Policy, Response);
        return LetterSubject.Recorded<RepresentationsNoted>(_case, _decision.Incident, Date)
            .Where(item => item.Event.On >= since && (item.Event.For == Response.Id || item.Event.For == heardFor.Id)).Select(item => item.Event.InvitedUntil).LastOrDefault(until => until is not null);
    }

    private bool HasOutcome(string taken)
    {
        var index = new EventIndex(_case.Events);
        return ((ResponseTaken)_case.Events[index.Find(taken)]).Outcome is not null
            || LetterSubject.Recorded<OutcomeKnown>(_case, _decision.Incident, Date).Any(item => item.Event.Of == taken);
    }

    /// <summary>The case with more on record.</summary>
    private ConductCase With(params CaseEvent[] more) => _case with { Events = [.. _case.Events, .. more] };

    private string NewId(string stem)
    {
        var ids = new EventIndex(_case.Events);
        var id = stem;
        for (var i = 2; ids.Find(id) >= 0; i++)
        {
            id = $"{stem}-{i.ToString(CultureInfo.InvariantCulture)}";
        }

        return id;
    }

    private string Named => $"“{Response.Label}”";

    private void AddMissing(string message, string help) =>
        _missing.Add(new Problem(ProblemCode.LetterIncomplete, "", 0, 0, "", message, help, ProblemSeverity.Error));

    internal static string Lower(string text) => text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    private static string Join(string? first, string second) => first is null ? second : $"{first} {second}";

    private static string Citing(ValueList<string> clauses) => clauses.Count == 0 ? "" : $" [{string.Join(", ", clauses)}]";

    private static ConductPolicyException Refusal(string code, string message, string? help) =>
        new([new Problem(code, "", 0, 0, "", message, help, ProblemSeverity.Error)]);
}
