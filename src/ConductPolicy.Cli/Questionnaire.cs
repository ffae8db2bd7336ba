using System.Globalization;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>The questions of <c>ask</c>, one after the other: what the incident is, where no case was given, then those of the interview.</summary>
/// <param name="engine">Decides.</param>
/// <param name="given">The case that was given; null for a new one.</param>
/// <param name="incident">The incident to ask about; null for the latest.</param>
/// <param name="reference">The reference of a new case; null to make one from the day of the incident.</param>
/// <param name="today">The day to offer for the decision; null to offer none.</param>
internal sealed class Questionnaire(DecisionEngine engine, ConductCase? given, string? incident, string? reference, LocalDate? today)
{
    private const string DayForm = "year-month-day, such as 2026-11-20";
    private readonly Policy _policy = engine.Policy;

    /// <summary>What is known before the first question.</summary>
    public InterviewDraft Start(LocalDate? on, LocalDate? asOf)
    {
        if (given is null)
        {
            return new InterviewDraft { On = Checked(on, null, "--on"), AsOf = Checked(asOf, on, "--as-of") };
        }

        var about = given.Incidents.OrderBy(item => item.On).LastOrDefault(item => incident is null || item.Id == incident) ?? engine.Decide(given, incident).Incident;
        return Begun(new InterviewDraft { On = about.On, AsOf = asOf ?? given.AsOf, Behaviours = about.Behaviours, IsSeriousnessSettled = true });
    }

    /// <summary>The next question; null where none is left.</summary>
    public Prompt? Next(InterviewDraft draft) => draft switch
    {
        { Interview: { Next: { } question } interview } => AboutFact(draft, interview, question),
        { Interview: not null } => null,
        { On: null } => AboutDay(draft),
        { AsOf: null } => AboutDecisionDay(draft),
        { Behaviours: null } => AboutBehaviours(draft),
        _ => AboutSeriousness(draft),
    };

    /// <summary>The interview with what is known, where no more is said; null where it is not known what it would be about.</summary>
    public Interview? Ended(InterviewDraft draft) => Begun(draft with { IsSeriousnessSettled = true }).Interview;

    private InterviewDraft Begun(InterviewDraft draft)
    {
        if (draft is not { Interview: null, On: { } on, AsOf: { } asOf, Behaviours: { } behaviours, IsSeriousnessSettled: true })
        {
            return draft;
        }

        var about = given ?? new ConductCase
        {
            Id = reference ?? $"incident-of-{Iso(on)}",
            Incidents = [new Incident { Id = "i1", On = on, Behaviours = behaviours, Seriousness = draft.Seriousness }],
        };
        return draft with { Interview = new Interview(engine, about with { AsOf = asOf }, incident) };
    }

    private Prompt AboutDay(InterviewDraft draft) => new(
        "On which day did it happen?", DayForm, [], ["What is a breach goes by the policy that was in force on that day."],
        text => ReadDay(text, null, day => draft with { On = day }));

    private Prompt AboutDecisionDay(InterviewDraft draft) => new(
        "On which day is this being decided?", today is { } day ? $"{DayForm}; Enter for today, {Iso(day)}" : DayForm, [],
        ["What may be done goes by that day: what is on record until then, and whether somebody is on the school site on it."],
        text => text.Trim().Length == 0 && today is { } chosen ? ReadDay(Iso(chosen), draft.On, asOf => Begun(draft with { AsOf = asOf })) : ReadDay(text, draft.On, asOf => Begun(draft with { AsOf = asOf })));

    private Prompt AboutBehaviours(InterviewDraft draft)
    {
        var width = Number(_policy.Behaviours.Count).Length;
        return new(
            "What is said to have happened?", "one or more numbers from the list, such as 2, 5; or none",
            _policy.Behaviours.Select((item, i) => $"{Number(i + 1).PadLeft(width)}  {item.Label}").ToValueList(),
            ["It is taken as alleged, not as proved. Whether it is a breach follows from this policy's clauses and from your answers."],
            text => ReadBehaviours(text, draft));
    }

    private Reading ReadBehaviours(string text, InterviewDraft draft)
    {
        if (AnswerText.Normal(text) == "none")
        {
            return new Reading(Begun(draft with { Behaviours = [], IsSeriousnessSettled = true }), "none");
        }

        var named = new List<Behaviour>();
        foreach (var word in text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            var found = AnswerText.Find(word, [.. _policy.Behaviours.Ids]);
            if (found.Count != 1)
            {
                return NotOne(found.ConvertAll(i => _policy.Behaviours[i].Id), $"Please give numbers from 1 to {Number(_policy.Behaviours.Count)}, such as 2, 5; or none.");
            }

            named.Add(_policy.Behaviours[found[0]]);
        }

        return named.Count == 0
            ? new Reading(null, $"Please give at least one number from 1 to {Number(_policy.Behaviours.Count)}, or none.")
            : new Reading(
                draft with { Behaviours = named.Distinct().Select(item => new AllegedBehaviour(item.Id)).ToValueList() },
                string.Join("; ", named.Distinct().Select(item => item.Label)));
    }

    private Prompt AboutSeriousness(InterviewDraft draft)
    {
        var levels = _policy.SeriousnessLevels;
        var highest = levels.Last(level => draft.Behaviours!.Any(item => _policy.Behaviours[item.Id].Seriousness == level));
        return new(
            "How serious is it?", $"{string.Join('/', levels)}; Enter to leave it to the rule set",
            [$"The rule set reads what you named as {highest}. What the school gives here takes the place of that, and the decision says so."],
            ["How serious it is limits how far up the ladder of responses one may go."],
            text => ReadSeriousness(text, draft));
    }

    private Reading ReadSeriousness(string text, InterviewDraft draft)
    {
        if (text.Trim().Length == 0 || AnswerText.IsNotKnown(text))
        {
            return new Reading(Begun(draft with { IsSeriousnessSettled = true }), "as the rule set reads it");
        }

        string[] levels = [.. _policy.SeriousnessLevels];
        var found = AnswerText.Find(text, levels);
        return found.Count == 1
            ? new Reading(Begun(draft with { IsSeriousnessSettled = true, Seriousness = levels[found[0]] }), levels[found[0]])
            : new Reading(null, $"Please give one of {string.Join(", ", levels)}; or nothing, to leave it as it is.");
    }

    private Prompt AboutFact(InterviewDraft draft, Interview interview, InterviewQuestion question)
    {
        var fact = question.Fact;
        var lines = new List<string>();
        for (var i = 0; i < fact.Values.Count; i++)
        {
            lines.Add($"{Number(i + 1).PadLeft(Number(fact.Values.Count).Length)}  {Spaced(fact.Values[i])}");
        }

        if (question.IsTriedOut)
        {
            lines.Add(HowManyDepend(question.Responses.Count, _policy.Responses.Count));
        }

        return new(fact.Ask, Accepted(fact), lines.ToValueList(), WhyOf(question), text => ReadFact(text, draft, interview, fact));
    }

    private static Reading ReadFact(string text, InterviewDraft draft, Interview interview, Fact fact)
    {
        if (AnswerText.ToFact(text, fact) is not { } value)
        {
            return fact.Type == FactType.Choice
                ? NotOne(AnswerText.Find(text, [.. fact.Values]).ConvertAll(i => Spaced(fact.Values[i])), $"Please give a number from 1 to {Number(fact.Values.Count)}, or say that you don't know.")
                : new Reading(null, $"Please answer with {(fact.Type == FactType.Flag ? "yes or no" : "a whole number, 0 or more")}, or say that you don't know.");
        }

        return new Reading(draft with { Interview = interview.Answer(value) }, value.IsKnown ? Spaced(value.ToString()) : AnswerText.NotKnown);
    }

    private static string HowManyDepend(int count, int all) =>
        count == all ? $"All {Number(all)} responses depend on the answer." : $"{Number(count)} of the {Number(all)} responses {(count == 1 ? "depends" : "depend")} on the answer.";

    private ValueList<string> WhyOf(InterviewQuestion question)
    {
        var lines = new List<string>();
        if (question.Responses.Count > 0)
        {
            lines.Add("The answer can change whether these are open:");
            lines.AddRange(question.Responses.Select(item => $"- {item.Label} {CitationText.Of(item.Clauses, Basis.Stated)}"));
        }

        if (!question.IsTriedOut)
        {
            lines.Add("There are too many combinations of answers to say everything that it changes.");
        }

        if (question.Fact.Clauses.Count > 0)
        {
            lines.Add("What the question comes from:");
            lines.AddRange(question.Fact.Clauses.Select(id => $"- {id}: {_policy.Clauses[id].Text}"));
        }

        return lines.ToValueList();
    }

    private Reading ReadDay(string text, LocalDate? incidentDay, Func<LocalDate, InterviewDraft> with)
    {
        if (AnswerText.ToDay(text) is not { } day)
        {
            return new Reading(null, "Please give the year, month and day, such as 2026-11-20; the year from 1900 to 2199.");
        }

        return WhyNot(day, incidentDay) is { } problem ? new Reading(null, problem) : new Reading(with(day), DecisionReport.Day(day));
    }

    private LocalDate? Checked(LocalDate? day, LocalDate? incidentDay, string option) => day is { } known && WhyNot(known, incidentDay) is { } problem
        ? throw new ConductPolicyException([new Problem("bad-date", "", 0, 0, option, problem, null, ProblemSeverity.Error)])
        : day;

    private string? WhyNot(LocalDate day, LocalDate? incidentDay)
    {
        if (!_policy.InForce.Covers(day))
        {
            var until = _policy.InForce.To is { } last ? $" until {Iso(last)}" : "";
            return $"This version of the policy is in force from {Iso(_policy.InForce.From)}{until}, so it cannot be applied on {Iso(day)}.";
        }

        return day < incidentDay ? $"That is before the incident of {Iso(incidentDay.Value)}. Please give that day or a later one." : null;
    }

    private static Reading NotOne(List<string> found, string accepted) =>
        new(null, found.Count > 1 ? $"That could be {string.Join(" or ", found)}: please say which." : accepted);

    private static string Accepted(Fact fact) => fact.Type switch
    {
        FactType.Flag => $"yes/no/{AnswerText.NotKnown}",
        FactType.Count => $"a whole number, or {AnswerText.NotKnown}",
        _ => $"a number or name from the list, or {AnswerText.NotKnown}",
    };

    private static string Spaced(string id) => id.Replace('-', ' ');

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Iso(LocalDate day) => day.ToDateOnly().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
