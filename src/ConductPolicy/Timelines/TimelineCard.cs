using NodaTime;

namespace ConductPolicy.Timelines;

/// <summary>The entries of one day in a box, each in lines.</summary>
internal sealed class TimelineCard
{
    public const double Width = 152;
    private const double Inset = 4;

    /// <summary>The room before each entry.</summary>
    public const double Between = 2;

    private const double Mark = 9;
    private const double Apart = 6;
    private const double High = 380;

    private static readonly double[] s_shifts = [0, -34, 34, -68, 68];

    private TimelineCard(LocalDate on, List<Item> items)
    {
        On = on;
        Items = items;
        Height = (2 * Inset) + (TimelineText.Line * (1 + items.Sum(item => item.HeadRows + item.Lines.Count))) + (items.Count * Between);
    }

    /// <summary>An entry of the card.</summary>
    /// <param name="Entry">The entry.</param>
    /// <param name="Head">What it is called by, wrapped.</param>
    /// <param name="Marks">For each of its findings the row of the head and the distance from the left at which its mark stands.</param>
    /// <param name="Lines">Its text, wrapped.</param>
    public sealed record Item(TimelineLabel Entry, List<string> Head, List<(int Row, double At)> Marks, List<string> Lines)
    {
        public int HeadRows => Math.Max(Head.Count, Marks.Count > 0 ? Marks[^1].Row + 1 : 0);
    }

    public LocalDate On { get; }

    public List<Item> Items { get; }

    public double Height { get; }

    public double Left { get; private set; }

    public double Top { get; private set; }

    /// <summary>The cards of some entries, a day each.</summary>
    public static List<TimelineCard> Of(IEnumerable<TimelineLabel> entries) =>
        [.. entries.GroupBy(entry => entry.On).OrderBy(day => day.Key).Select(day => new TimelineCard(day.Key, [.. day.Select(ItemOf)]))];

    /// <summary>Gives each card a place so that none runs over another: as near the axis as it goes, and near its day.</summary>
    /// <param name="cards">The cards, earliest first.</param>
    /// <param name="placeOf">Where a day stands on the axis.</param>
    /// <param name="left">The left end of the page.</param>
    /// <param name="right">Its right end.</param>
    /// <returns>How much room they take above (or below) the axis. Tops are distances from the axis, to be turned into places by <see cref="Above"/> or <see cref="Below"/>.</returns>
    public static double Place(List<TimelineCard> cards, Func<LocalDate, double> placeOf, double left, double right)
    {
        var placed = new List<TimelineCard>();
        foreach (var card in cards)
        {
            // Over its day, moved no further than that the line to the axis stays upright; where many lie there already, wherever there is room.
            var wanted = Math.Clamp(placeOf(card.On) - (Width / 2), left, right - Width);
            var best = card.PlaceBy(placed, [.. s_shifts.Select(shift => Math.Clamp(wanted + shift, left, right - Width))], wanted, 0.4);
            if (best > High)
            {
                card.PlaceBy(placed, [wanted, .. Enumerable.Range(0, (int)((right - left - Width) / s_shifts[2]) + 1).Select(step => left + (step * s_shifts[2]))], wanted, 0.8);
            }

            placed.Add(card);
        }

        return placed.Select(card => card.Top + card.Height).DefaultIfEmpty(0).Max();
    }

    private double PlaceBy(List<TimelineCard> placed, List<double> places, double wanted, double weight)
    {
        var best = double.MaxValue;
        foreach (var from in places)
        {
            var distance = placed.Where(other => other.Left < from + Width + Apart && from < other.Left + Width + Apart).Select(other => other.Top + other.Height + Apart).DefaultIfEmpty(0).Max();
            var cost = distance + (Math.Abs(from - wanted) * weight);
            if (cost < best)
            {
                (best, Left, Top) = (cost, from, distance);
            }
        }

        return best;
    }

    public void Above(double axis) => Top = axis - Top - Height;

    public void Below(double axis) => Top += axis;

    /// <summary>The left end of the text.</summary>
    public double TextLeft => Left + Inset;

    /// <summary>The base line of the card's first line.</summary>
    public double FirstLine => Top + Inset + TimelineText.Size;

    private static Item ItemOf(TimelineLabel entry)
    {
        const double Room = Width - (2 * Inset);
        var head = TimelineText.Wrapped(entry.Head, Room, TimelineText.Size * 1.1);
        var marks = new List<(int Row, double At)>();
        var row = Math.Max(0, head.Count - 1);
        var at = head.Count == 0 ? 0 : TimelineText.WidthOf(head[^1], isBold: true) + Inset;
        foreach (var finding in entry.Findings)
        {
            var width = Mark + TimelineText.WidthOf(TimelineText.Number(finding), isBold: true);
            if (at + width > Room)
            {
                row++;
                at = 0;
            }

            marks.Add((row, at));
            at += width + Inset;
        }

        return new Item(entry, head, marks, TimelineText.Wrapped(entry.Text, Room));
    }
}
