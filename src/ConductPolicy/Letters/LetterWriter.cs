using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Letters;

/// <summary>Drafts the letters by which a person is told of a response, from the record of a case and the trust's own policy.</summary>
/// <remarks>
/// A letter tells only of what the policy permits on its day, or of what is on record as done. What only a person can write is left
/// blank and marked. Pure: the same policy, case and request always give the same draft.
/// </remarks>
public sealed class LetterWriter
{
    private readonly DecisionEngine _engine;
    private readonly LetterTemplates _templates;
    private readonly WorkingDayCalendar? _workingDays;

    /// <summary>A writer of letters under an engine's policy.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="templates">The trust's own templates; null for those that come with the library.</param>
    /// <param name="workingDays">The working days by which dates are moved; null for those by the bank holidays that come with the library.</param>
    public LetterWriter(DecisionEngine engine, LetterTemplates? templates = null, WorkingDayCalendar? workingDays = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        (_engine, _templates, _workingDays) = (engine, templates ?? LetterTemplates.Shipped, workingDays);
    }

    /// <summary>Drafts a letter.</summary>
    /// <param name="conductCase">The case.</param>
    /// <param name="request">The letter that is asked for.</param>
    /// <remarks>
    /// The letter tells of the bar that is in force, or of another response that is and has no outcome yet; else of a new taking, where
    /// the policy permits it; else of the last one on record. Of a bar that has ended no letter is drafted; with a last day given
    /// for one that is not in force, a new one is meant.
    /// </remarks>
    /// <exception cref="ConductPolicyException">
    /// Something that the letter needs is not on record, or the policy does not permit what it would tell of: one problem
    /// (<see cref="ProblemCode.LetterIncomplete"/>) for each thing. Or the policy knows no such notice, the template leaves out what
    /// the policy says the notice must state, or the case cannot be decided.
    /// </exception>
    public LetterDraft Draft(ConductCase conductCase, LetterRequest request)
    {
        ArgumentNullException.ThrowIfNull(conductCase);
        ArgumentNullException.ThrowIfNull(request);
        var workingDays = _workingDays ?? new WorkingDayCalendar(new WorkingDayRules { BankHolidays = BankHolidayFile.Shipped(_engine.Policy.Division) });
        LetterSubject subject;
        try
        {
            subject = new LetterSubjectFinder(_engine, conductCase, request, workingDays).Find();
        }
        catch (BeyondCalendarException beyond)
        {
            throw new ConductPolicyException([new Problem(ProblemCode.BeyondCalendar, "", 0, 0, "", beyond.Message, "Give a newer feed of bank holidays.", ProblemSeverity.Error)]);
        }

        var named = request.Kind == LetterKind.Intention ? [] : FurtherAction(subject);
        var parts = LetterParts.Of(subject, named);
        var template = _templates.Find(subject.Policy, subject.Response, request.Kind);
        var (blocks, stated) = template.Fill(ValuesOf(subject), parts.Blocks);
        RefuseLeftOut(subject, template, stated);
        var states = LetterTemplate.Parts.Where(stated.Contains).ToValueList();
        var blanks = blocks.SelectMany(block => block.Spans).Where(span => span.Kind == LetterSpanKind.Blank).Select(span => span.Text).ToValueList();
        var notes = new LetterNotes(subject, _engine, parts, states).All();
        var toRecord = ToRecord(subject, states);
        var whole = WithNotes(blocks, subject, blanks, notes, toRecord);
        return new LetterDraft
        {
            Policy = subject.Policy,
            Case = conductCase.Id,
            Incident = subject.Incident.Id,
            AsOf = subject.Date,
            Response = subject.Response,
            Kind = request.Kind,
            Event = subject.Event,
            Markdown = LetterMarkdown.Of(whole),
            PlainText = LetterPlainText.Of(whole),
            States = states,
            FurtherAction = states.Contains("further-action") ? named.Select(response => response.Id).ToValueList() : [],
            Blanks = blanks,
            Notes = notes,
            ToRecord = toRecord,
        };
    }

    // Higher rungs that are not ruled out today, and that the policy would permit, or permit once approved, had this not resolved the matter.
    private ValueList<Response> FurtherAction(LetterSubject subject)
    {
        var index = new EventIndex(subject.Case.Events);
        var id = "unresolved";
        while (index.Find(id) >= 0)
        {
            id += "-x";
        }

        CaseEvent failed = subject.Taking is { } taking
            ? new OutcomeKnown { Id = id, On = subject.Date, Of = taking.Event, Outcome = Outcome.Unresolved }
            : new ResponseTaken { Id = id, On = subject.Date, Incident = subject.Incident.Id, Response = subject.Response.Id, Outcome = Outcome.Unresolved };
        var then = _engine.Decide(subject.Case with { Events = [.. subject.Case.Events, failed] }, subject.Incident.Id, subject.Date);
        return subject.Decision.Responses.Where(today =>
            today.Response is { IsImmediate: false } response && response.Id != subject.Response.Id && response.Rung > (subject.Response.Rung ?? 0)
            && today.InForce is null && today.Status is not (ResponseStatus.NotApplicable or ResponseStatus.Disproportionate)
            && then[response.Id].Status is ResponseStatus.Permitted or ResponseStatus.AwaitingApproval).OrderBy(item => item.Response.Rung).Select(item => item.Response).ToValueList();
    }

    private static Dictionary<string, string> ValuesOf(LetterSubject subject)
    {
        var decider = (subject.Event is { } known ? subject.Case.Events[new EventIndex(subject.Case.Events).Find(known)] : null) switch
        {
            ResponseTaken taken => taken.By,
            BarExtended extended => extended.By,
            _ => null,
        };
        decider ??= subject.Response.DecidedBy?.Role;
        var values = new Dictionary<string, string>
        {
            ["trust"] = subject.Policy.Trust,
            ["policy"] = subject.Policy.Title,
            ["case"] = subject.Case.Id,
            ["date"] = DateText.Long(subject.Date),
            ["incident-date"] = DateText.Long(subject.Incident.On),
            ["response"] = LetterSubjectFinder.Lower(subject.Response.Label),
            ["sections"] = LetterParts.Sections(subject.Response.Clauses),
            ["decided-by"] = decider is null ? "For the school" : subject.Policy.Roles[decider].Label,
        };
        return values.ToDictionary(value => value.Key, value => LetterMarkdown.OneLine(value.Value));
    }

    private static void RefuseLeftOut(LetterSubject subject, LetterTemplate template, List<string> stated)
    {
        var problems = subject.Required.Where(part => !stated.Contains(part)).Select(part => new Problem(
            ProblemCode.PartLeftOut, template.File, 0, 0, "",
            $"The template leaves out `{part}`, and {(subject.Kind == LetterKind.Intention ? "a notice of intention has to state it" : $"the policy says that the notice of `{subject.Response.Id}` states it [{string.Join(", ", subject.Response.Notice!.Clauses)}]")}.",
            $"Put `{{{{{part}}}}}` on a line of its own.", ProblemSeverity.Error)).ToValueList();
        if (problems.Count > 0)
        {
            throw new ConductPolicyException(problems);
        }
    }

    private static ValueList<string> ToRecord(LetterSubject subject, ValueList<string> states)
    {
        var incident = subject.Case.Incidents.Count > 1 ? subject.Incident.Id : null;
        var events = new List<CaseEvent>();
        if (subject is { Kind: LetterKind.Act, Taking: null })
        {
            events.Add(new ResponseTaken { On = subject.Date, Incident = incident, Response = subject.Response.Id, By = subject.Response.DecidedBy?.Role, Ends = subject.Schedule?.Ends });
        }
        else if (subject is { Kind: LetterKind.Extension, Event: null })
        {
            events.Add(new BarExtended { On = subject.Date, Of = subject.Taking!.Event, Ends = subject.Schedule!.Ends, By = subject.Response.DecidedBy?.Role });
        }

        events.Add(new NoticeGiven
        {
            On = subject.Date,
            Incident = incident,
            For = subject.Response.Id,
            Form = subject.Response.Notice?.Form ?? NoticeForm.Written,
            States = states,
            IsIntention = subject.Kind == LetterKind.Intention,
        });
        if (subject.Hearing is { IsOnRecord: false } hearing && states.Contains("representations"))
        {
            events.Add(new RepresentationsNoted { On = subject.Date, Incident = incident, For = LetterSubject.HeardFor(subject.Policy, subject.Response).Id, InvitedUntil = hearing.Until });
        }

        return events.Select(CaseWriter.Event).ToValueList();
    }

    private static List<LetterBlock> WithNotes(List<LetterBlock> letter, LetterSubject subject, ValueList<string> blanks, ValueList<LetterNote> notes, ValueList<string> toRecord)
    {
        var blocks = new List<LetterBlock>(letter)
        {
            LetterBlock.Rule,
            LetterBlock.Of(LetterBlockKind.Heading, "For the sender, not part of the letter"),
            LetterBlock.Of(LetterBlockKind.Paragraph, "Remove everything from here on before the letter is sent."),
        };
        blocks.AddRange(notes.Select(note => LetterBlock.Of(LetterBlockKind.Item, LetterNotes.TextOf(note))));
        if (blanks.Count > 0)
        {
            blocks.Add(LetterBlock.Of(LetterBlockKind.Subheading, "Still to fill in"));
            blocks.AddRange(blanks.Select(blank => LetterBlock.Of(LetterBlockKind.Item, $"{char.ToUpperInvariant(blank[0])}{blank[1..]}.")));
        }

        blocks.Add(LetterBlock.Of(LetterBlockKind.Subheading, "Once it is sent"));
        blocks.Add(LetterBlock.Of(LetterBlockKind.Paragraph, $"Add this to the events of the case, with the day on which it was sent in the place of {DateText.Iso(subject.Date)} where that is another:"));
        blocks.Add(new LetterBlock(LetterBlockKind.Code, [LetterSpan.Value(string.Join(",\n", toRecord))]));
        blocks.Add(LetterBlock.Of(LetterBlockKind.Paragraph, "This draft says what the trust's own policy says, restated. It is not legal advice, and the policy document decides."));
        return blocks;
    }
}
