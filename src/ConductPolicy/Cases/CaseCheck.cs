using System.Globalization;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cases;

/// <summary>Whether a case speaks of what its policy defines, and its events of one another. Works on cases read from a file and on cases made in code.</summary>
internal sealed class CaseCheck
{
    private readonly ConductCase _case;
    private readonly Policy _policy;
    private readonly SourceText? _source;
    private readonly Dictionary<object, SourceNode>? _places;
    private readonly EventIndex _events;
    private readonly IncidentIndex _incidents;

    // Whether something is on record of a response after it was taken.
    private bool _hasCourse;
    private List<Problem>? _problems;

    private CaseCheck(ConductCase checkedCase, Policy policy, SourceText? source, Dictionary<object, SourceNode>? places)
    {
        _case = checkedCase;
        _policy = policy;
        _source = source;
        _places = places;
        _events = new EventIndex(checkedCase.Events);
        _incidents = new IncidentIndex(checkedCase.Incidents);
    }

    /// <summary>A part of the case by its JSON Pointer, put together where there is something to report of it.</summary>
    private readonly record struct Place(string Section, int Position)
    {
        public override string ToString() => Position < 0 ? Section : string.Create(CultureInfo.InvariantCulture, $"{Section}/{Position}");
    }

    private static readonly Place s_whole = new("", -1);

    /// <summary>Every problem of the case, or null where there is none.</summary>
    public static List<Problem>? Run(
        ConductCase checkedCase, Policy policy, SourceText? source = null, Dictionary<object, SourceNode>? places = null)
    {
        var check = new CaseCheck(checkedCase, policy, source, places);
        check.Run();
        return check._problems;
    }

    private void Run()
    {
        CheckIncidents();
        CheckAnswers(_case, s_whole, "facts", _case.Facts, isOfCase: true);
        CheckEventIds();
        for (var i = 0; i < _case.Events.Count; i++)
        {
            CheckEvent(_case.Events[i], i);
        }

        if (_hasCourse)
        {
            CheckCourses();
        }
    }

    private void CheckIncidents()
    {
        if (_case.Incidents.Count == 0 && _source is null)
        {
            Report(_case, s_whole, "incidents", ProblemCode.TooFew, "The case has no incident.", "Add what happened.");
        }

        for (var i = 0; i < _case.Incidents.Count; i++)
        {
            var incident = _case.Incidents[i];
            var pointer = new Place("/incidents", i);
            if (_incidents.Find(incident.Id) < i)
            {
                Report(incident, pointer, "id", ProblemCode.DuplicateId, $"There is an incident {Quoted(incident.Id)} above already.", "Give one of the two another id.");
            }

            for (var j = 0; j < incident.Behaviours.Count; j++)
            {
                if (!_policy.Behaviours.Contains(incident.Behaviours[j].Id))
                {
                    CheckKnown(incident, pointer, $"behaviours/{j}", "behaviour", incident.Behaviours[j].Id, _policy.Behaviours);
                }

                for (var k = 0; k < j; k++)
                {
                    if (incident.Behaviours[k].Id == incident.Behaviours[j].Id)
                    {
                        Report(incident, pointer, $"behaviours/{j}", ProblemCode.DuplicateId, $"The incident names {Quoted(incident.Behaviours[j].Id)} twice.", "Remove one of the two.");
                        break;
                    }
                }
            }

            CheckLevel(incident, pointer, incident.Seriousness);
            CheckAnswers(incident, pointer, "facts", incident.Facts, isOfCase: false);
        }
    }

    private void CheckAnswers(object owner, Place pointer, string path, ValueList<FactAnswer> answers, bool isOfCase)
    {
        for (var i = 0; i < answers.Count; i++)
        {
            var answer = answers[i];

            // In a file these are keys, and a key twice is told already.
            if (_source is null && IsAnsweredBefore(answers, i))
            {
                Report(owner, pointer, $"{path}/{answer.Fact}", ProblemCode.DuplicateId, $"{Quoted(answer.Fact)} is answered twice in one list.", "Remove one of the two.");
            }

            if (!_policy.Facts.TryGet(answer.Fact, out var fact))
            {
                Report(owner, pointer, $"{path}/{answer.Fact}", ProblemCode.UnknownReference, $"The policy has no fact {Quoted(answer.Fact)}.", NearestName.Help(answer.Fact, _policy.Facts.Ids), atKey: true);
                continue;
            }

            if (isOfCase && fact.IsMomentary && answer.Value.IsKnown)
            {
                Report(
                    owner, pointer, $"{path}/{answer.Fact}", ProblemCode.MomentaryWithoutDate, $"{Quoted(fact.Id)} holds for one day only, and here it has no date.",
                    "Put it among the facts of the incident, or in a dated event.", atKey: true);
            }

            CheckAnswer(owner, pointer, path, fact, answer.Value);
        }
    }

    private static bool IsAnsweredBefore(ValueList<FactAnswer> answers, int position)
    {
        for (var i = 0; i < position; i++)
        {
            if (answers[i].Fact == answers[position].Fact)
            {
                return true;
            }
        }

        return false;
    }

    private void CheckAnswer(object owner, Place pointer, string path, Fact fact, FactValue value)
    {
        if (!value.IsKnown)
        {
            return;
        }

        var fits = fact.Type switch
        {
            FactType.Flag => value.Flag is not null,
            FactType.Count => value.Count is >= 0,
            _ => value.Choice is not null,
        };
        if (!fits)
        {
            var help = fact.Type switch
            {
                FactType.Flag => "Write `true` or `false`.",
                FactType.Count => "Write a whole number, 0 or more.",
                _ => $"Choose from {NearestName.OneOf([.. fact.Values])}.",
            };
            Report(owner, pointer, $"{path}/{fact.Id}", ProblemCode.WrongAnswer, $"{Quoted(value.ToString())} is no answer to {Quoted(fact.Id)}: {fact.Ask}", help);
        }
        else if (value.Choice is { } choice && !fact.Values.Contains(choice))
        {
            Report(owner, pointer, $"{path}/{fact.Id}", ProblemCode.UnknownReference, $"{Quoted(choice)} is no value of {Quoted(fact.Id)}.", NearestName.Help(choice, fact.Values));
        }
    }

    private void CheckEventIds()
    {
        for (var i = 0; i < _case.Events.Count; i++)
        {
            if (_case.Events[i].Id is not { } id)
            {
                continue;
            }

            // Of two events of one name the later one is in the wrong.
            var (named, unnamed) = (_events.FindNamed(id), _events.FindUnnamed(id));
            var second = named < i ? i : Math.Max(i, unnamed);
            if (named < i || unnamed >= 0)
            {
                Report(
                    _case.Events[second], new Place("/events", second), "id", ProblemCode.DuplicateId, $"There is an event {Quoted(id)} already.",
                    "Give one of the two another id; an event without an id is called by its position, `e1`, `e2` …");
            }
        }
    }

    private void CheckEvent(CaseEvent item, int index)
    {
        var pointer = new Place("/events", index);
        if (item.Incident is { } incident && FindIncident(incident) is null)
        {
            Report(item, pointer, "incident", ProblemCode.UnknownReference, $"The case has no incident {Quoted(incident)}.", NearestName.Help(incident, IncidentIds));
        }
        else if (item.Incident is null && _case.Incidents.Count > 1 && NeedsIncident(item))
        {
            Report(item, pointer, "", ProblemCode.IncidentMissing, "The case has several incidents, and this event does not say to which it belongs.", $"Add `\"incident\"` with {NearestName.OneOf([.. IncidentIds])}.");
        }

        switch (item)
        {
            case FactsLearnt learnt:
                CheckAnswers(item, pointer, "facts", learnt.Facts, isOfCase: false);
                break;
            case FindingMade finding:
                CheckFinding(finding, pointer);
                break;
            case SeriousnessGiven given:
                CheckLevel(item, pointer, given.Level);
                CheckRole(item, pointer, "by", given.By);
                break;
            case StepTaken step:
                CheckKnown(item, pointer, "step", "step", step.Step, _policy.Steps);
                CheckRole(item, pointer, "by", step.By);
                break;
            case ResponseTaken response:
                CheckTaking(response, pointer);
                break;
            case ApprovalRecorded recorded:
                CheckRecorded(recorded, pointer);
                break;
            case NoticeGiven notice:
                CheckKnown(item, pointer, "notice/for", "response", notice.For, _policy.Responses);
                break;
            case RepresentationsNoted representations:
                CheckKnown(item, pointer, "representations/for", "response", representations.For, _policy.Responses);
                break;
            case ConsiderationNoted considered:
                CheckKnown(item, pointer, "considered", "consideration", considered.Consideration, _policy.Considerations);
                CheckResponseIfAny(item, pointer, "for", considered.For);
                break;
            case ContactMade contact:
                CheckRole(item, pointer, "contact/through", contact.Through);
                break;
            case EventAboutEvent about:
                _hasCourse |= about is not (OutcomeKnown or MessageAnswered);
                CheckAbout(about, pointer);
                break;
        }
    }

    private void CheckFinding(FindingMade finding, Place pointer)
    {
        CheckKnown(finding, pointer, "finding/behaviour", "behaviour", finding.Behaviour, _policy.Behaviours);
        var incident = finding.Incident is { } id ? FindIncident(id) : _case.Incidents.Count == 1 ? _case.Incidents[0] : null;
        if (incident is not null && _policy.Behaviours.Contains(finding.Behaviour) && !incident.Behaviours.Any(behaviour => behaviour.Id == finding.Behaviour))
        {
            Report(
                finding, pointer, "finding/behaviour", ProblemCode.NotNamed, $"The incident {Quoted(incident.Id)} does not name {Quoted(finding.Behaviour)}.",
                "Add it to the incident's `behaviours`, or name one that is there.");
        }
    }

    private void CheckTaking(ResponseTaken taken, Place pointer)
    {
        CheckKnown(taken, pointer, "response", "response", taken.Response, _policy.Responses);
        CheckRole(taken, pointer, "by", taken.By);
        if (taken.Ends is not { } ends)
        {
            return;
        }

        if (ends < taken.On)
        {
            Report(taken, pointer, "ends", ProblemCode.EndsBeforeStart, $"It ends on {DateText.Iso(ends)}, before it starts on {DateText.Iso(taken.On)}.", "Mend one of the two dates.");
        }

        if (_policy.Responses.TryGet(taken.Response, out var response) && response.Bar is null)
        {
            Report(taken, pointer, "ends", ProblemCode.NotABar, $"{Quoted(response.Id)} is no bar, so it has no last day.", "Remove `ends`.");
        }
    }

    private void CheckRecorded(ApprovalRecorded recorded, Place pointer)
    {
        CheckRole(recorded, pointer, "recorded/role", recorded.Role);
        CheckRole(recorded, pointer, "recorded/by", recorded.By);
        CheckResponseIfAny(recorded, pointer, "recorded/for", recorded.For);
        if (recorded.Act != ApprovalAct.Consult && recorded.Result is null)
        {
            var results = NearestName.OneOf(Words.ApprovalResults.All);
            Report(
                recorded, pointer, "recorded/result", ProblemCode.ResultMissing,
                recorded.Note is { } note ? $"{Quoted(note)} is no result of a {Words.Acts.WordOf(recorded.Act)}." : $"A {Words.Acts.WordOf(recorded.Act)} has a result.",
                $"Write `\"result\"` with {results}.");
        }
    }

    private void CheckAbout(EventAboutEvent about, Place pointer)
    {
        var path = PathOf(about);
        if (_events.Find(about.Of) is var found && found < 0)
        {
            Report(about, pointer, path, ProblemCode.UnknownReference, $"The case has no event {Quoted(about.Of)}.", NearestName.Help(about.Of, _events.Ids));
            return;
        }

        var first = _case.Events[found];
        var (fits, wanted) = about switch
        {
            OutcomeKnown => (first is StepTaken or ResponseTaken, "a step or response that was taken"),
            MessageAnswered => (first is MessageReceived, "a message that was received"),
            BarExtended or VisitAllowed or BarBroken => (IsBar(first), "a bar"),
            _ => (first is ResponseTaken, "a response that was taken"),
        };
        if (!fits)
        {
            Report(about, pointer, path, ProblemCode.WrongEvent, $"The event {Quoted(about.Of)} is not {wanted}.", $"Name the event of {wanted}.");
        }
        else if (about.On < first.On)
        {
            Report(about, pointer, "on", ProblemCode.BeforeItsEvent, $"This is dated {DateText.Iso(about.On)}, before the event {Quoted(about.Of)} of {DateText.Iso(first.On)} that it is about.", "Mend one of the two dates.");
        }
        else if (about is MessageAnswered { HoldingUntil: { } until } && until < about.On)
        {
            Report(about, pointer, "message/until", ProblemCode.DayPassed, $"The holding reply of {DateText.Iso(about.On)} names {DateText.Iso(until)}, which lies before it.", "Mend one of the two dates.");
        }
        else if (about is BarExtended extended && extended.Ends < about.On)
        {
            Report(about, pointer, "extended/ends", ProblemCode.EndsBeforeStart, $"The extension ends on {DateText.Iso(extended.Ends)}, before it is made on {DateText.Iso(about.On)}.", "Mend one of the two dates.");
        }

        if (about.Incident is { } incident && first.Incident is { } other && incident != other)
        {
            Report(about, pointer, "incident", ProblemCode.Contradiction, $"The event {Quoted(about.Of)} belongs to the incident {Quoted(other)}, not to {Quoted(incident)}.", "Leave `incident` out.");
        }
    }

    private static string PathOf(EventAboutEvent about) => about switch
    {
        OutcomeKnown => "outcome/of",
        ResponseEnded => "ended/of",
        BarExtended => "extended/of",
        VisitAllowed => "visit/of",
        BarBroken => "broken/of",
        MessageAnswered => "message/of",
        _ => "appeal/of",
    };

    /// <summary>What became of a response that was taken, until some event.</summary>
    private sealed class Course(ResponseTaken taken)
    {
        public LocalDate? Ends { get; set; } = taken.Ends < taken.On ? null : taken.Ends;

        public EventAboutEvent? Ended { get; set; }

        public bool IsChallenged { get; set; }
    }

    // In the order of time, since the list may stand in another.
    private void CheckCourses()
    {
        var order = CaseTimeline.OrderOf(_case.Events);
        var courses = new Dictionary<int, Course>();
        for (var next = 0; next < _case.Events.Count; next++)
        {
            var position = order is null ? next : order[next];
            if (_case.Events[position] is not EventAboutEvent about || about is OutcomeKnown
                || _events.Find(about.Of) is not (>= 0 and var found) || _case.Events[found] is not ResponseTaken taken)
            {
                continue;
            }

            if (!courses.TryGetValue(found, out var course))
            {
                courses.Add(found, course = new Course(taken));
            }

            CheckCourse(about, new Place("/events", position), course);
        }
    }

    private void CheckCourse(EventAboutEvent about, Place pointer, Course course)
    {
        var day = about is VisitAllowed visit && visit.Allowed > about.On ? visit.Allowed : about.On;
        if (about is AppealNoted appeal)
        {
            if (appeal.IsDecided && !course.IsChallenged)
            {
                Report(about, pointer, PathOf(about), ProblemCode.AppealNotMade, $"Nobody has challenged {Quoted(about.Of)} by {DateText.Iso(about.On)}, so there is nothing to decide.", "Add the `appeal` that was `made`, or mend its date.");
            }

            course.IsChallenged = true;
        }
        else if (course.Ended is { } ended)
        {
            Report(about, pointer, PathOf(about), ProblemCode.AfterItsEnd, $"{Quoted(about.Of)} had ended on {DateText.Iso(ended.On)} already.", "Mend the dates, or name the event that took it anew.");
        }
        else if (about is not ResponseEnded { IsLifted: false } && course.Ends is { } last && day > last)
        {
            Report(about, pointer, PathOf(about), ProblemCode.AfterItsEnd, $"{Quoted(about.Of)} had its last day on {DateText.Iso(last)}, and this is of {DateText.Iso(day)}.", "Mend the dates, or name the event that took it anew; a bar is extended by its last day.");
        }

        course.Ended ??= about as ResponseEnded;
        course.Ends = about is BarExtended extended && extended.Ends >= extended.On ? extended.Ends : course.Ends;
    }

    private bool IsBar(CaseEvent item) => item is ResponseTaken taken && (!_policy.Responses.TryGet(taken.Response, out var response) || response.Bar is not null);

    // An event about another belongs where that one does, and what is known of the person holds everywhere.
    private bool NeedsIncident(CaseEvent item) => item switch
    {
        EventAboutEvent or ContactMade or MessageReceived => false,
        FactsLearnt learnt => learnt.Facts.Any(answer => !_policy.Facts.TryGet(answer.Fact, out var fact) || !fact.IsOfCase),
        _ => true,
    };

    private Incident? FindIncident(string id) => _incidents.Find(id) is var found and >= 0 ? _case.Incidents[found] : null;

    private IEnumerable<string> IncidentIds => _case.Incidents.Select(incident => incident.Id);

    private void CheckLevel(object owner, Place pointer, string? level)
    {
        if (level is not null && !_policy.SeriousnessLevels.Contains(level))
        {
            Report(
                owner, pointer, "seriousness", ProblemCode.UnknownReference, $"The policy has no level of seriousness {Quoted(level)}.",
                NearestName.Help(level, _policy.SeriousnessLevels));
        }
    }

    private void CheckRole(object owner, Place pointer, string path, string? role)
    {
        if (role is not null)
        {
            CheckKnown(owner, pointer, path, "role", role, _policy.Roles);
        }
    }

    private void CheckResponseIfAny(object owner, Place pointer, string path, string? response)
    {
        if (response is not null)
        {
            CheckKnown(owner, pointer, path, "response", response, _policy.Responses);
        }
    }

    private void CheckKnown<T>(object owner, Place pointer, string path, string noun, string id, Definitions<T> definitions)
        where T : Definition
    {
        if (!definitions.Contains(id))
        {
            Report(owner, pointer, path, ProblemCode.UnknownReference, $"The policy has no {noun} {Quoted(id)}.", NearestName.Help(id, definitions.Ids));
        }
    }

    private static string Quoted(string text) => $"`{ShapeCheck.Printable(text)}`";

    private void Report(object owner, Place pointer, string path, string code, string message, string? help, bool atKey = false)
    {
        _problems ??= [];
        if (_problems.Count >= ShapeCheck.MaximumProblems)
        {
            return;
        }

        if (_source is null || _places is null || !_places.TryGetValue(owner, out var node))
        {
            var place = path.Length == 0 ? pointer.ToString() : $"{pointer}/{path}";
            _problems.Add(new Problem(code, "", 0, 0, place, message, help, ProblemSeverity.Error));
            return;
        }

        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var inner = node.Kind == SourceKind.List && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < node.Children.Count ? node.Children[index] : node[part];
            if (inner is null)
            {
                break;
            }

            node = inner;
        }

        _problems.Add(_source.ProblemAt(node, code, message, help, atKey));
    }
}
