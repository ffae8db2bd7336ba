namespace ConductPolicy.Loading;

/// <summary>Every code that a <see cref="Problem"/> may have. Codes are stable: new ones are added, none is renamed.</summary>
/// <remarks><c>docs/problems.md</c> says of each what to do, and names a file that shows it.</remarks>
public static class ProblemCode
{
    /// <summary>The file is not there, or may not be read.</summary>
    public const string CannotRead = "cannot-read";

    /// <summary>The file may not be written.</summary>
    public const string CannotWrite = "cannot-write";

    /// <summary>The file is larger than 16 MiB, so it was not read.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The file nests deeper than 64 levels, so the rest was not read.</summary>
    public const string TooDeep = "too-deep";

    /// <summary>There are more items than are read, or more problems than are told.</summary>
    public const string TooMany = "too-many";

    /// <summary>The file, or a text in it, is not UTF-8 text.</summary>
    public const string NotText = "not-text";

    /// <summary>A bracket, comma, colon, quote, number or word is not as JSON has it.</summary>
    public const string Syntax = "syntax";

    /// <summary>A key stands twice in one object.</summary>
    public const string DuplicateKey = "duplicate-key";

    /// <summary>The file is of another kind: a case where a rule set is asked for, or the reverse, or something else.</summary>
    public const string WrongFile = "wrong-file";

    /// <summary>The rule set is of a format that only a newer version reads.</summary>
    public const string NewerFormat = "newer-format";

    /// <summary>The rule set is of a format older than any that is read.</summary>
    public const string OlderFormat = "older-format";

    /// <summary>A value is of another type than its place asks for: a text for a number, a list for a text.</summary>
    public const string WrongType = "wrong-type";

    /// <summary>A value has none of the forms that its place allows: what looks like a condition is none.</summary>
    public const string WrongShape = "wrong-shape";

    /// <summary>A key is not one of those that its object may have.</summary>
    public const string UnknownKey = "unknown-key";

    /// <summary>A key that its object must have is not there.</summary>
    public const string MissingKey = "missing-key";

    /// <summary>A word is not one of the few that its place allows.</summary>
    public const string UnknownWord = "unknown-word";

    /// <summary>An id is not made of lower-case words joined by hyphens (a clause's: of letters, digits, dots and hyphens).</summary>
    public const string BadId = "bad-id";

    /// <summary>A number is not whole, or too small or too large for its place.</summary>
    public const string BadNumber = "bad-number";

    /// <summary>A date does not exist, or is not written as year, month and day.</summary>
    public const string BadDate = "bad-date";

    /// <summary>A time of day is not written as hours and minutes.</summary>
    public const string BadTime = "bad-time";

    /// <summary>A length of time has no number or unit that is known, or months without a rounding.</summary>
    public const string BadLength = "bad-length";

    /// <summary>A text that must say something is empty.</summary>
    public const string EmptyText = "empty-text";

    /// <summary>A text holds a character that cannot be seen and changes how its line is shown.</summary>
    public const string ControlCharacter = "control-character";

    /// <summary>A list has fewer items than it needs.</summary>
    public const string TooFew = "too-few";

    /// <summary>A name stands for nothing that the rule set, or the case, defines.</summary>
    public const string UnknownReference = "unknown-reference";

    /// <summary>Two things that need names of their own have the same, or a list names one thing twice.</summary>
    public const string DuplicateId = "duplicate-id";

    /// <summary>No policy of this id ships with the library.</summary>
    public const string UnknownPolicy = "unknown-policy";

    /// <summary>A clause decides something, and no rule cites it.</summary>
    public const string ClauseNotCited = "clause-not-cited";

    /// <summary>A clause is neither cited by a rule nor says why nothing follows from it.</summary>
    public const string ClauseNotCovered = "clause-not-covered";

    /// <summary>A clause says that nothing follows from it, and a rule cites it. A warning.</summary>
    public const string CoveredAndCited = "covered-and-cited";

    /// <summary>A response has neither a rung nor is immediate, or both.</summary>
    public const string RungOrImmediate = "rung-or-immediate";

    /// <summary>Two responses stand on one rung, and neither continues the other.</summary>
    public const string RungTwice = "rung-twice";

    /// <summary>A more serious incident has a lower ceiling than a less serious one.</summary>
    public const string CeilingFalls = "ceiling-falls";

    /// <summary>Two parts of one thing cannot both be meant.</summary>
    public const string Contradiction = "contradiction";

    /// <summary>A safeguard has neither <c>never</c> nor <c>always</c>, or both.</summary>
    public const string NeverOrAlways = "never-or-always";

    /// <summary>A condition speaks of more than facts where facts alone may decide.</summary>
    public const string NotAFact = "not-a-fact";

    /// <summary>A condition speaks of more than events where events alone may decide.</summary>
    public const string NotAnEvent = "not-an-event";

    /// <summary><c>recorded</c> stands outside a safeguard, where an approval could close a gate.</summary>
    public const string RecordedOutsideSafeguard = "recorded-outside-safeguard";

    /// <summary>A <c>not</c> stands directly inside a <c>not</c>.</summary>
    public const string DoubleNot = "double-not";

    /// <summary>A condition holds whatever the case, so it decides nothing.</summary>
    public const string AlwaysHolds = "always-holds";

    /// <summary>A safeguard names a part that no response can have.</summary>
    public const string UnknownPart = "unknown-part";

    /// <summary>A response lacks the part that a safeguard says it always has.</summary>
    public const string SafeguardFails = "safeguard-fails";

    /// <summary>Nothing in the rule set speaks of a thing it defines. A warning.</summary>
    public const string Unused = "unused";

    /// <summary>A behaviour by itself leads to no response at all. A warning.</summary>
    public const string LeadsNowhere = "leads-nowhere";

    /// <summary>A response stands above every ceiling, so no case reaches it. A warning.</summary>
    public const string OutOfReach = "out-of-reach";

    /// <summary>A choice that is the trust's own, such as a seriousness, does not say how it was made. A warning.</summary>
    public const string ReadingMissing = "reading-missing";

    /// <summary>There is no policy of the name that an overlay extends.</summary>
    public const string UnknownBase = "unknown-base";

    /// <summary>The policy that an overlay extends has problems of its own.</summary>
    public const string BadBase = "bad-base";

    /// <summary>An overlay extends another overlay, or itself.</summary>
    public const string BaseExtends = "base-extends";

    /// <summary>An overlay says otherwise of what its base defines, where it may only add.</summary>
    public const string BaseChanged = "base-changed";

    /// <summary>An answer is not of the kind that its fact asks for.</summary>
    public const string WrongAnswer = "wrong-answer";

    /// <summary>An answer that holds for one day only stands where there is no day.</summary>
    public const string MomentaryWithoutDate = "momentary-without-date";

    /// <summary>A case has several incidents, and an event does not say to which it belongs.</summary>
    public const string IncidentMissing = "incident-missing";

    /// <summary>A finding is about a behaviour that the incident does not name.</summary>
    public const string NotNamed = "not-named";

    /// <summary>Something ends before it begins.</summary>
    public const string EndsBeforeStart = "ends-before-start";

    /// <summary>A response that is no bar has a last day.</summary>
    public const string NotABar = "not-a-bar";

    /// <summary>A review or approval is recorded without its result.</summary>
    public const string ResultMissing = "result-missing";

    /// <summary>An event is about another event that cannot have it.</summary>
    public const string WrongEvent = "wrong-event";

    /// <summary>An event is dated before the one that it is about.</summary>
    public const string BeforeItsEvent = "before-its-event";

    /// <summary>An event is about a response that had ended by then.</summary>
    public const string AfterItsEnd = "after-its-end";

    /// <summary>A challenge is decided that nobody made.</summary>
    public const string AppealNotMade = "appeal-not-made";

    /// <summary>A holding reply names a day that lies before it.</summary>
    public const string DayPassed = "day-passed";

    /// <summary>Neither the case nor the question says on which day to decide.</summary>
    public const string NoDate = "no-date";

    /// <summary>The day of the decision lies before the incident.</summary>
    public const string BeforeIncident = "before-incident";

    /// <summary>The case has no incident of that id.</summary>
    public const string UnknownIncident = "unknown-incident";

    /// <summary>The policy was not in force on the day of the incident, or of the decision.</summary>
    public const string NotInForce = "not-in-force";

    /// <summary>A case made in code holds what no case file can say.</summary>
    public const string NotWritable = "not-writable";

    /// <summary>The answers end before there is enough to decide on.</summary>
    public const string MissingAnswer = "missing-answer";

    /// <summary>An option does not fit with the others.</summary>
    public const string WrongOption = "wrong-option";

    /// <summary>There is a file of that name already.</summary>
    public const string FileExists = "file-exists";

    /// <summary>The record falls short of what a letter has to state, or of what has to come before it.</summary>
    public const string LetterIncomplete = "letter-incomplete";

    /// <summary>The policy says nothing of a notice of a response, or of its intention.</summary>
    public const string NoNotice = "no-notice";

    /// <summary>A template leaves out a part that the policy says the notice must state.</summary>
    public const string PartLeftOut = "part-left-out";

    /// <summary>A template has a placeholder or section of a name that is none.</summary>
    public const string UnknownPlaceholder = "unknown-placeholder";

    /// <summary>A template opens a placeholder and does not close it on the line.</summary>
    public const string PlaceholderNotClosed = "placeholder-not-closed";

    /// <summary>A template has within a line what needs a line of its own.</summary>
    public const string PlaceholderMisplaced = "placeholder-misplaced";

    /// <summary>A template opens a section and does not close it, or the reverse.</summary>
    public const string SectionNotClosed = "section-not-closed";

    /// <summary>A template has a word that no letter under a trust's own policy may have.</summary>
    public const string ForbiddenWord = "forbidden-word";

    /// <summary>By a closing time alone, a message of an evening is due later than one of the weekend after it. A warning.</summary>
    public const string LaterDueEarlier = "later-due-earlier";

    /// <summary>No bank holidays of a division come with the library, or none can be projected.</summary>
    public const string NoBankHolidays = "no-bank-holidays";

    /// <summary>The government's feed has no division of that name.</summary>
    public const string UnknownDivision = "unknown-division";

    /// <summary>A day that is kept or worked lies on a weekend.</summary>
    public const string NotAWeekday = "not-a-weekday";

    /// <summary>A date is listed twice.</summary>
    public const string DuplicateDate = "duplicate-date";

    /// <summary>A feed of bank holidays has nothing for a year between others.</summary>
    public const string MissingYear = "missing-year";

    /// <summary>Days are missing between two that a file gives.</summary>
    public const string Gap = "gap";

    /// <summary>What comes later in a file lies earlier, or ends before it begins.</summary>
    public const string WrongOrder = "wrong-order";

    /// <summary>Two half-terms, or two closures, share a day.</summary>
    public const string Overlap = "overlap";

    /// <summary>A date lies outside the days for which its file speaks.</summary>
    public const string Outside = "outside";

    /// <summary>A date is given with a weekday that is another date's.</summary>
    public const string WrongWeekday = "wrong-weekday";

    /// <summary>A bar is asked for without an end, and no setting gives its length.</summary>
    public const string BarWithoutEnd = "bar-without-end";

    /// <summary>A bar is longer than the trust's own limit.</summary>
    public const string BarTooLong = "bar-too-long";

    /// <summary>A review, the time to put one's side or the decision on a bar would lie outside it.</summary>
    public const string DateOutsideBar = "date-outside-bar";

    /// <summary>A period in months that are not rounded ends on a day that does not exist.</summary>
    public const string NoSuchDay = "no-such-day";

    /// <summary>A length is counted in the days of a school's year, and there are no term dates.</summary>
    public const string TermDatesNeeded = "term-dates-needed";

    /// <summary>A question needs bank holidays or term dates of days for which there are none.</summary>
    public const string BeyondCalendar = "beyond-calendar";

    /// <summary>Two rule sets are so unlike each other that their answers cannot be compared.</summary>
    public const string NotComparable = "not-comparable";

    /// <summary>A safeguard does not hold in every case that can be.</summary>
    public const string SafeguardRefuted = "safeguard-refuted";

    /// <summary>An overlay asks for less than its base, or permits more.</summary>
    public const string MorePermissive = "more-permissive";

    /// <summary>No case permits a response. A warning.</summary>
    public const string NeverPermitted = "never-permitted";

    /// <summary>A behaviour's definition or exception can never hold. A warning.</summary>
    public const string NeverHolds = "never-holds";

    /// <summary>A condition, or a part of one, without which every answer would be the same. A warning.</summary>
    public const string NeverMatters = "never-matters";

    /// <summary>A question whose answer changes nothing. A warning.</summary>
    public const string AnswerNeverMatters = "answer-never-matters";

    /// <summary>The exact answer about all states of a rule set needs more room than is given to it.</summary>
    public const string TooComplex = "too-complex";

    /// <summary>RulesEngine could not run a rule, or gave no answer to one; what failed is never taken for false.</summary>
    public const string RulesEngineFailed = "rules-engine-failed";

    /// <summary>No rule file was given, or none is in the folder.</summary>
    public const string NoRules = "no-rules";

    /// <summary>Two rule files give the same version of one policy.</summary>
    public const string DuplicateVersion = "duplicate-version";

    /// <summary>Two versions of one policy say that they are in force on the same day.</summary>
    public const string VersionsOverlap = "versions-overlap";

    /// <summary>Only a draft speaks of a day for which an adopted version is asked.</summary>
    public const string NotAdopted = "not-adopted";

    /// <summary>An adopted rule file is not, byte for byte, one that was approved.</summary>
    public const string NotApproved = "not-approved";

    /// <summary>A rule file whose version is in use was taken away.</summary>
    public const string FileGone = "file-gone";
}
