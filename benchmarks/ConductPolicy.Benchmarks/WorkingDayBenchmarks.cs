using BenchmarkDotNet.Attributes;
using ConductPolicy.Calendars;
using ConductPolicy.Loading;
using NodaTime;

namespace ConductPolicy.Benchmarks;

/// <summary>Adding working days: the time must not grow with their number. Beside it, the loop over the days that one would write.</summary>
[MemoryDiagnoser]
public class WorkingDayBenchmarks
{
    private const int Far = 2_000;

    private readonly WorkingDayCalendar _calendar = new(new WorkingDayRules { BankHolidays = BankHolidayFile.Shipped("england-and-wales") });
    private readonly LocalDate _date = new(2018, 1, 2);

    /// <summary>Both have to say the same before either is measured.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        if (DayByDay() != AddManyDays())
        {
            throw new InvalidOperationException("The loop leads to another day than the calendar.");
        }
    }

    [Benchmark(Baseline = true)]
    public LocalDate AddOneDay() => _calendar.AddWorkingDays(_date, 1);

    [Benchmark]
    public LocalDate AddManyDays() => _calendar.AddWorkingDays(_date, Far);

    [Benchmark]
    public LocalDate DayByDay()
    {
        var date = _date;
        for (var count = 0; count < Far;)
        {
            date = date.PlusDays(1);
            count += _calendar.IsWorkingDay(date) ? 1 : 0;
        }

        return date;
    }
}
