using NodaTime;

namespace ConductPolicy.Timelines;

/// <summary>Where days stand on the axis. A gap of up to a fortnight is to scale; a longer one takes the room of a fortnight, and its break is marked.</summary>
/// <remarks>
/// Where much has happened, the days of it need the room: then the gaps beside days on which nothing happened, such as the last days of
/// bars, take no more than that of three days.
/// </remarks>
internal sealed class TimelineScale
{
    private const int LongestToScale = 14;
    private const int LongestBesideNothing = 3;
    private const int Many = 12;

    private readonly Dictionary<LocalDate, double> _places = [];

    /// <summary>A scale for the days on which something happened and some others.</summary>
    public TimelineScale(IEnumerable<LocalDate> happened, IEnumerable<LocalDate> others, double left, double right)
    {
        var busy = happened.ToHashSet();
        Dates = [.. busy.Concat(others).Distinct().Order()];
        var gaps = Dates.Skip(1).Select((date, i) => Period.DaysBetween(Dates[i], date)).ToList();
        var rooms = gaps.Select((gap, i) => Math.Min(gap, busy.Count > Many && !(busy.Contains(Dates[i]) && busy.Contains(Dates[i + 1])) ? LongestBesideNothing : LongestToScale)).ToList();
        var whole = rooms.Sum();
        var unit = whole == 0 ? 0 : (right - left) / whole;
        var x = whole == 0 ? (left + right) / 2 : left;
        _places[Dates[0]] = x;
        for (var i = 0; i < gaps.Count; i++)
        {
            var next = x + (rooms[i] * unit);
            if (gaps[i] > rooms[i])
            {
                Breaks.Add(((x + next) / 2, gaps[i]));
            }

            _places[Dates[i + 1]] = x = next;
        }
    }

    /// <summary>The days that have a place, earliest first.</summary>
    public List<LocalDate> Dates { get; }

    /// <summary>Where a gap is not to scale, and how many days it stands for.</summary>
    public List<(double X, int Days)> Breaks { get; } = [];

    public double this[LocalDate date] => _places[date];
}
