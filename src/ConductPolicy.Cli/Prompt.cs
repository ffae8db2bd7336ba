namespace ConductPolicy.Cli;

/// <summary>A question put to a person.</summary>
/// <param name="Question">The question.</param>
/// <param name="Accepts">What may be answered, in short.</param>
/// <param name="Lines">What there is to choose from, and what to know; a line each.</param>
/// <param name="Why">What hangs on the answer; a line each.</param>
/// <param name="Read">Understands an answer, or says what would be one.</param>
internal sealed record Prompt(string Question, string Accepts, ValueList<string> Lines, ValueList<string> Why, Func<string, Reading> Read);

/// <summary>How an answer was understood.</summary>
/// <param name="Draft">What is known with it; null where it is no answer.</param>
/// <param name="Text">The answer as it was understood; or what would be one.</param>
internal sealed record Reading(InterviewDraft? Draft, string Text);
