using System.Globalization;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;

namespace ConductPolicy.Cli;

/// <summary>Puts questions and reads the answers, a line each, until none is left or the person stops.</summary>
/// <remarks>A person at a terminal is asked again after a wrong answer. A script is not: the lines after it would answer the wrong questions.</remarks>
internal sealed class AskDialogue(Questionnaire questions, TextReader input, PromptWriter output, bool isTerminal)
{
    private readonly Stack<InterviewDraft> _earlier = new();
    private int _line;

    /// <summary>What was learnt.</summary>
    /// <exception cref="ConductPolicyException">A line of a script is no answer, or too little was said to decide.</exception>
    public Interview Run(InterviewDraft draft)
    {
        while (questions.Next(draft) is { } prompt)
        {
            Show(prompt);
            if (Answered(prompt, draft) is not { } next)
            {
                return Ended(draft, prompt);
            }

            draft = next;
        }

        output.Line(LineKind.Text, "");
        output.Line(LineKind.Text, _earlier.Count > 0 ? "That is all: no other answer can change what may be done." : "There is nothing to ask: no answer can change what may be done.");
        if (!isTerminal && input.ReadLine() is { } more && more.Trim().Length > 0)
        {
            output.Line(LineKind.Text, $"Line {Number(_line + 1)} of standard input and what follows it were not needed.");
        }

        return draft.Interview!;
    }

    // The draft after an answer, or the earlier one after `back`; null where the person stops or says no more.
    private InterviewDraft? Answered(Prompt prompt, InterviewDraft draft)
    {
        while (true)
        {
            output.Mark();
            var text = input.ReadLine();
            _line++;
            var word = text is null ? "stop" : AnswerText.Normal(text);
            if (!isTerminal && word is "back" or "why" or "stop")
            {
                output.Line(LineKind.Text, text is null ? "(no more input)" : word);
            }

            switch (word)
            {
                case "stop":
                    return null;
                case "why":
                    Tell(prompt.Why);
                    continue;
                case "back" when _earlier.Count > 0:
                    return _earlier.Pop();
                case "back":
                    Refuse(text!, prompt, "This is the first question, so there is nothing to go back to.");
                    continue;
            }

            var reading = prompt.Read(text!);
            if (reading.Draft is not { } next)
            {
                Refuse(text!, prompt, reading.Text);
                continue;
            }

            Confirm(word, reading.Text);
            _earlier.Push(draft);
            return next;
        }
    }

    private Interview Ended(InterviewDraft draft, Prompt prompt)
    {
        var number = Number(_earlier.Count + 1);
        var interview = questions.Ended(draft) ?? throw new ConductPolicyException([new Problem(
            ProblemCode.MissingAnswer, "standard input", _line, 1, "", $"The answers end before question {number}, “{prompt.Question}”, so there is nothing to decide yet.",
            "Give the day of the incident, the day of the decision and what is said to have happened.", ProblemSeverity.Error)]);
        output.Line(LineKind.Text, "");
        output.Line(LineKind.Text, $"The answers end at question {number}. The decision goes by what is known; what was not answered stays unknown, and is never taken for no.");
        return interview;
    }

    private void Show(Prompt prompt)
    {
        output.Line(LineKind.Text, "");
        output.Line(LineKind.Section, $"{Number(_earlier.Count + 1)}. {prompt.Question} [{prompt.Accepts}]");
        foreach (var line in prompt.Lines)
        {
            output.Line(LineKind.Small, $"   {line}");
        }
    }

    private void Tell(ValueList<string> lines)
    {
        foreach (var line in lines)
        {
            output.Line(LineKind.Text, $"   {line}");
        }
    }

    // What was answered is shown as it was understood; what a script answers is not on the screen yet.
    private void Confirm(string typed, string answer)
    {
        if (!isTerminal)
        {
            output.Line(LineKind.Text, answer);
        }
        else if (typed != answer)
        {
            output.Line(LineKind.Small, $"   {answer}");
        }
    }

    private void Refuse(string text, Prompt prompt, string accepted)
    {
        if (isTerminal)
        {
            output.Line(LineKind.Text, $"   {accepted}");
            return;
        }

        const int Most = 80;
        output.Line(LineKind.Text, "");
        throw new ConductPolicyException([new Problem(
            "wrong-answer", "standard input", _line, 1, "", $"`{(text.Length > Most ? $"{text[..Most]}…" : text)}` is no answer to question {Number(_earlier.Count + 1)}, “{prompt.Question}”",
            accepted, ProblemSeverity.Error)]);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
