namespace ConductPolicy.Loading;

/// <summary>What the government's feed of bank holidays looks like. The government may add keys to it.</summary>
internal static class BankHolidayShape
{
    private const int MaximumEvents = 10_000;

    private static readonly ObjectShape s_event = new("a bank holiday",
        new("title", new TextShape(), "its name", IsRequired: true),
        new("date", new DateShape(), "the day on which it is kept", IsRequired: true),
        new("notes", new TextShape(mayBeEmpty: true), "what there is to add, such as `Substitute day`; mostly empty"),
        new("bunting", new FlagShape(), "whether the government puts out bunting"))
    {
        MayHaveMore = true,
    };

    private static readonly ObjectShape s_division = new("a division",
        new("division", new WordShape("a division", Words.Divisions), "the division's key again", IsRequired: true),
        new("events", new ListShape("one or more bank holidays", s_event, minimum: 1, MaximumEvents), "the days kept", IsRequired: true))
    {
        MayHaveMore = true,
    };

    public static readonly ObjectShape Feed = new("a feed of bank holidays",
        [.. Words.Divisions.Select(division => new ShapeKey(division, s_division, $"the bank holidays of {division}"))])
    {
        MayHaveMore = true,
    };
}
