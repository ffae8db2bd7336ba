using NodaTime;

namespace ConductPolicy.Calendars;

/// <summary>Which days are working days.</summary>
public enum WorkingDayMeaning
{
    /// <summary>Monday to Friday, but for the bank holidays of the school's division.</summary>
    MondayToFridayLessBankHolidays,

    /// <summary>Monday to Friday, bank holidays among them.</summary>
    MondayToFriday,
}

/// <summary>What becomes of a message that comes on a day that is not worked.</summary>
public enum ReceiptOnDayNotWorked
{
    /// <summary>It is received on that day, so the first working day after it is day 1: that of a Saturday is Monday.</summary>
    CountsFromThatDay,

    /// <summary>It is received on the next working day, so the working day after that one is day 1: that of a Saturday is Tuesday.</summary>
    CountsAsNextWorkingDay,
}

/// <summary>A number of working days within which a message is to be answered, and from when they are counted. Immutable.</summary>
/// <remarks>Day 1 is the first working day after the day of receipt, and the last day is included.</remarks>
public sealed record ResponsePeriod
{
    private const string Zone = "Europe/London";

    /// <summary>The days that count.</summary>
    public required WorkingDayCalendar Calendar { get; init; }

    /// <summary>How many of them, at least 1.</summary>
    public required int WorkingDays { get; init; }

    /// <summary>What becomes of a message that comes on a day that is not worked.</summary>
    public ReceiptOnDayNotWorked OnDayNotWorked { get; init; }

    /// <summary>The time of day after which a message of a working day counts as the next working day's; null where there is none.</summary>
    /// <remarks>One at that very time still counts for its day, as does one whose time of day is not known.</remarks>
    public LocalTime? ClosingTime { get; init; }

    /// <summary>The date and time that clocks in the United Kingdom show at a moment.</summary>
    /// <param name="moment">The moment.</param>
    public static LocalDateTime InLondon(Instant moment) => moment.InZone(DateTimeZoneProviders.Tzdb[Zone]).LocalDateTime;

    /// <summary>When a message is to be answered of which the day is known, and no time of day.</summary>
    /// <param name="received">The day on which it came.</param>
    /// <exception cref="BeyondCalendarException">The day lies beyond the calendar, or the count runs past its bounds.</exception>
    public ResponseCount From(LocalDate received) => From(received, null);

    /// <summary>When a message is to be answered that came at a local time.</summary>
    /// <param name="received">The date and time in the United Kingdom.</param>
    /// <exception cref="BeyondCalendarException">The day lies beyond the calendar, or the count runs past its bounds.</exception>
    public ResponseCount From(LocalDateTime received) => From(received.Date, received.TimeOfDay);

    /// <summary>When a message is to be answered that came at a moment, such as the one that its envelope states.</summary>
    /// <param name="received">The moment. Its day is that of the United Kingdom, in summer time and out of it.</param>
    /// <exception cref="BeyondCalendarException">The day lies beyond the calendar, or the count runs past its bounds.</exception>
    public ResponseCount From(Instant received) => From(InLondon(received));

    /// <summary>The last day alone, without the days behind it.</summary>
    internal LocalDate DueFrom(LocalDate received, LocalTime? at) => Calendar.AddWorkingDays(CountedFrom(received, IsAfterClosing(received, at)), WorkingDays);

    private bool IsAfterClosing(LocalDate received, LocalTime? at) => Calendar.IsWorkingDay(received) && at > ClosingTime;

    private LocalDate CountedFrom(LocalDate received, bool isAfterClosing)
    {
        var isNextDays = isAfterClosing || (OnDayNotWorked == ReceiptOnDayNotWorked.CountsAsNextWorkingDay && !Calendar.IsWorkingDay(received));
        return isNextDays ? Calendar.AddWorkingDays(received, 1) : received;
    }

    private ResponseCount From(LocalDate received, LocalTime? at)
    {
        var isAfterClosing = IsAfterClosing(received, at);
        var from = CountedFrom(received, isAfterClosing);
        var count = Calendar.ExplainAddition(from, WorkingDays);
        return new ResponseCount
        {
            Received = received,
            At = at,
            IsOnDayNotWorked = !Calendar.IsWorkingDay(received),
            IsAfterClosing = isAfterClosing,
            CountedFrom = from,
            Due = count.To,
            WorkingDays = WorkingDays,
            Counted = count.Counted,
            Skipped = [.. Calendar.ExplainBetween(received, from).Skipped, .. count.Skipped],
            IsProjected = Calendar.IsProjected(received, count.To),
        };
    }
}

/// <summary>The day by which a message is to be answered, with the days behind it.</summary>
public sealed record ResponseCount
{
    /// <summary>The day on which the message came, in the United Kingdom.</summary>
    public required LocalDate Received { get; init; }

    /// <summary>The time of day at which it came, or null where that is not known.</summary>
    public LocalTime? At { get; init; }

    /// <summary>Whether it came on a day that is not worked.</summary>
    public bool IsOnDayNotWorked { get; init; }

    /// <summary>Whether it came on a working day after closing time.</summary>
    public bool IsAfterClosing { get; init; }

    /// <summary>The day that counts as that of receipt; day 1 is the first working day after it.</summary>
    public required LocalDate CountedFrom { get; init; }

    /// <summary>The last day, itself counted.</summary>
    public required LocalDate Due { get; init; }

    /// <summary>How many working days there are.</summary>
    public required int WorkingDays { get; init; }

    /// <summary>The days counted, in their order.</summary>
    public required ValueList<LocalDate> Counted { get; init; }

    /// <summary>The days after receipt that were passed over, in their order, each with why.</summary>
    public required ValueList<SkippedDay> Skipped { get; init; }

    /// <summary>Whether a day from receipt to the last lies where no bank holidays are published and the rules of the 1971 Act stand in for them.</summary>
    public bool IsProjected { get; init; }
}
