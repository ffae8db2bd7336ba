using NodaTime;

namespace ConductPolicy.Calendars;

/// <summary>The days of the week by name, without the culture.</summary>
internal static class Weekday
{
    private static readonly string[] s_names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static string NameOf(IsoDayOfWeek day) => s_names[(int)day - 1];

    public static bool IsWeekend(LocalDate date) => date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
}
