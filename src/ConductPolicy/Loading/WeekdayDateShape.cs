using ConductPolicy.Calendars;
using NodaTime;

namespace ConductPolicy.Loading;

/// <summary>A date that may carry its weekday before it, such as <c>Thu 2026-09-03</c>; the two have to agree.</summary>
/// <remarks>Term dates are copied from pages on which a weekday often belongs to another year's date.</remarks>
internal sealed class WeekdayDateShape : Shape
{
    private const int LengthOfDate = 10;
    private const int LengthOfShortName = 3;

    /// <summary>The same as a regular expression, but for the days of a month and whether the weekday is the date's.</summary>
    public const string Pattern =
        "^((Mon|Monday|Tue|Tuesday|Wed|Wednesday|Thu|Thursday|Fri|Friday|Sat|Saturday|Sun|Sunday) )?(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$";

    public override string Example => "\"2026-09-03\"";

    public override string Name => "a date, with its weekday or without";

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (!Expect(node, SourceKind.Text, check))
        {
            return;
        }

        if (!TryParse(node.Text, out var date, out var weekday))
        {
            check.Report(
                node, ProblemCode.BadDate, $"`{ShapeCheck.Printable(node.Text)}` is not a date.",
                "Write the year, month and day, such as `2026-09-03` or `Thu 2026-09-03`; the year from 1900 to 2199.");
        }
        else if (weekday is { } written && written != date.DayOfWeek)
        {
            var before = date.With(DateAdjusters.Previous(written));
            check.Report(
                node, ProblemCode.WrongWeekday, $"{DateText.Iso(date)} is a {Weekday.NameOf(date.DayOfWeek)}, not a {Weekday.NameOf(written)}.",
                $"Look up which of the two was meant: the {Weekday.NameOf(written)}s beside it are {DateText.Iso(before)} and {DateText.Iso(before.PlusWeeks(1))}.");
        }
    }

    /// <summary>Reads a date, and the weekday where one stands before it.</summary>
    public static bool TryParse(string text, out LocalDate date, out IsoDayOfWeek? weekday)
    {
        weekday = null;
        if (text.Length <= LengthOfDate)
        {
            return DateShape.TryParse(text, out date);
        }

        weekday = WeekdayOf(text[..^(LengthOfDate + 1)]);
        return DateShape.TryParse(text.AsSpan(text.Length - LengthOfDate), out date) && weekday is not null && text[^(LengthOfDate + 1)] == ' ';
    }

    private static IsoDayOfWeek? WeekdayOf(string word)
    {
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            var name = Weekday.NameOf(day);
            if (word == name || word == name[..LengthOfShortName])
            {
                return day;
            }
        }

        return null;
    }
}
