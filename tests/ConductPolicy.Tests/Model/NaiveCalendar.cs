using NodaTime;

namespace ConductPolicy.Tests.Model;

/// <summary>Working days counted as one counts them on a wall calendar: day by day, until the calendar ends.</summary>
internal sealed class NaiveCalendar(LocalDate first, LocalDate last, IReadOnlySet<LocalDate> holidays)
{
    public bool IsWorkingDay(LocalDate date) => date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !holidays.Contains(date);

    /// <summary>The days that 1, 2, 3 … working days lead to, one way or the other; null from where the calendar ends.</summary>
    public LocalDate?[] Steps(LocalDate date, int direction, int most)
    {
        var reached = new LocalDate?[most];
        var count = 0;
        for (var day = date.PlusDays(direction); count < most && day >= first && day <= last; day = day.PlusDays(direction))
        {
            if (IsWorkingDay(day))
            {
                reached[count++] = day;
            }
        }

        return reached;
    }
}
