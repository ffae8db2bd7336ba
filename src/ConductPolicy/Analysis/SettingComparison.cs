using System.Globalization;
using ConductPolicy.Calendars;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>Compares the settings by which an overlay and its base go, each by what it is for.</summary>
internal static class SettingComparison
{
    private const int LeastDaysOfMonth = 28;
    private const int MostDaysOfMonth = 31;
    private const int DaysOfWeek = 7;

    public static IEnumerable<SettingChange> Of(Policy overlay, Policy extended)
    {
        var ofBars = OfBars(overlay, extended).DistinctBy(change => change.Setting).ToList();
        return ofBars.Concat(OfOthers(overlay, extended).Where(change => !ofBars.Exists(other => other.Setting == change.Setting)));
    }

    // By what a bar goes may be a setting of its own in the one, and one of all bars in the other.
    private static IEnumerable<SettingChange> OfBars(Policy overlay, Policy extended) =>
        from response in extended.Responses
        where response.Bar is not null
        from name in BarSettings.Names
        let before = BarSettings.Find(extended, response.Id, name)?.Length
        let after = BarSettings.Find(overlay, response.Id, name)
        where before is not null && before != after.Length
        select new SettingChange(after.Id, before.ToString(), after.Length!.ToString(), EffectOf(before, after.Length, isLess: name == BarSettings.RepresentationsPeriod));

    private static IEnumerable<SettingChange> OfOthers(Policy overlay, Policy extended) =>
        from before in extended.Settings
        let after = overlay.Settings[before.Id]
        where ValueOf(before) != ValueOf(after)
        select new SettingChange(before.Id, ValueOf(before), ValueOf(after), EffectOf(extended, before, after));

    private static SettingEffect EffectOf(Policy extended, Setting before, Setting after)
    {
        var isPeriod = before.Id == WellKnownSettings.ActWithin || extended.Timescales.Any(timescale => timescale.WorkingDays.Setting == before.Id);
        return isPeriod ? (after.Count > before.Count ? SettingEffect.Looser : SettingEffect.Stricter)
            : before.Word is not null || before.Time is not null || before.Flag is not null ? SettingEffect.NotComparable
            : SettingEffect.InConditions;
    }

    private static SettingEffect EffectOf(Length before, Length after, bool isLess)
    {
        var (shorter, longer) = isLess ? (after, before) : (before, after);
        return IsNeverLonger(longer, shorter) ? SettingEffect.Stricter
            : IsNeverLonger(shorter, longer) ? SettingEffect.Looser
            : SettingEffect.NotComparable;
    }

    private static bool IsNeverLonger(Length one, Length other) =>
        one.Unit == other.Unit && one.Rounding == other.Rounding ? one.Amount <= other.Amount
        : !one.NeedsTermDates && !other.NeedsTermDates && DaysOf(one).Most <= DaysOf(other).Least;

    private static (int Least, int Most) DaysOf(Length length) => length.Unit switch
    {
        LengthUnit.Days => (length.Amount, length.Amount),
        LengthUnit.Weeks => (DaysOfWeek * length.Amount, DaysOfWeek * length.Amount),
        _ => (LeastDaysOfMonth * length.Amount, (MostDaysOfMonth * length.Amount) + 1),
    };

    private static string ValueOf(Setting setting) =>
        setting.Count?.ToString(CultureInfo.InvariantCulture) ?? setting.Length?.ToString() ?? setting.Word
        ?? (setting.Time is { } time ? DateText.Iso(time) : setting.Flag == true ? "true" : "false");
}
