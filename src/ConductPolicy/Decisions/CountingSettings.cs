using System.Globalization;
using ConductPolicy.Calendars;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>How a policy's rule set says that working days are counted; what it leaves out has its default, with a reason.</summary>
internal sealed class CountingSettings
{
    private readonly Policy _policy;

    public CountingSettings(Policy policy)
    {
        _policy = policy;
        WorkingDay = Setting(WellKnownSettings.WorkingDay)?.Word is { } meaning ? Words.WorkingDayMeanings.ValueOf(meaning) : default;
        OnDayNotWorked = Setting(WellKnownSettings.ReceivedOnDayNotWorked)?.Word is { } receipt ? Words.ReceiptsOnDayNotWorked.ValueOf(receipt) : default;
        ClosingTime = Setting(WellKnownSettings.ClosingTime)?.Time;
        ExcludesSchoolClosures = Setting(WellKnownSettings.ExcludeSchoolClosures)?.Flag ?? false;
        Review = Setting(WellKnownSettings.BarReviewOnDayNotWorked)?.Word is { } review ? Words.ReviewsOnDayNotWorked.ValueOf(review) : default;
        RepresentationsEnd = Setting(WellKnownSettings.BarRepresentationsEndOnDayNotWorked)?.Word is { } end ? Words.RepresentationsEndsOnDayNotWorked.ValueOf(end) : default;
    }

    public WorkingDayMeaning WorkingDay { get; }

    public ReceiptOnDayNotWorked OnDayNotWorked { get; }

    public LocalTime? ClosingTime { get; }

    public bool ExcludesSchoolClosures { get; }

    public ReviewOnDayNotWorked Review { get; }

    public RepresentationsEndOnDayNotWorked RepresentationsEnd { get; }

    /// <summary>Every setting behind a count, and which of them bore on it.</summary>
    /// <param name="count">The count.</param>
    /// <param name="hasTerms">Whether it left school holidays out.</param>
    /// <param name="days">The number of days counted.</param>
    public ValueList<DeadlineSetting> BehindThe(ResponseCount count, bool hasTerms, Quantity<int> days)
    {
        ValueList<DeadlineSetting> settings =
        [
            Of(
                WellKnownSettings.WorkingDay, Words.WorkingDayMeanings.WordOf(WorkingDay), decides: true,
                "The policy does not say what a working day is; schools are at work from Monday to Friday but on bank holidays."),
            Of(
                WellKnownSettings.ReceivedOnDayNotWorked, Words.ReceiptsOnDayNotWorked.WordOf(OnDayNotWorked), decides: count.IsOnDayNotWorked,
                "The policy does not say with which day counting starts; day 1 is the first working day after the message came, also where it came on a day not worked."),
            Of(
                WellKnownSettings.ClosingTime, ClosingTime is { } closing ? DateText.Iso(closing) : "none", decides: ClosingTime is not null && count is { At: not null, IsOnDayNotWorked: false },
                "The policy names no time of day, so a message counts for its day at whatever hour it came."),
            Of(
                WellKnownSettings.ExcludeSchoolClosures, ExcludesSchoolClosures ? "true" : "false", decides: hasTerms,
                "The policy does not leave school holidays out, so they are counted as any other day."),
        ];
        return days.Setting is { } id ? [Of(id, days.Value.ToString(CultureInfo.InvariantCulture), decides: true, ""), .. settings] : settings;
    }

    /// <summary>The rule by which reviews and decisions leave a day not worked.</summary>
    /// <param name="decides">Whether one of them fell on such a day.</param>
    public DeadlineSetting OfReviews(bool decides) => Of(
        WellKnownSettings.BarReviewOnDayNotWorked, Words.ReviewsOnDayNotWorked.WordOf(Review), decides,
        "The policy does not speak of days that are not worked; a review or decision that falls on one is done on the working day before, so that it is never late.");

    /// <summary>The rule by which the end of the time to put one's side leaves a day not worked.</summary>
    /// <param name="decides">Whether it fell on such a day.</param>
    public DeadlineSetting OfRepresentations(bool decides) => Of(
        WellKnownSettings.BarRepresentationsEndOnDayNotWorked, Words.RepresentationsEndsOnDayNotWorked.WordOf(RepresentationsEnd), decides,
        "The policy does not speak of days that are not worked; time that would end on one goes on to the next working day, so that nobody loses a day.");

    private DeadlineSetting Of(string id, string value, bool decides, string whyDefault)
    {
        var setting = Setting(id);
        return new DeadlineSetting(id, value, setting?.Why ?? whyDefault, setting is null, decides);
    }

    private Setting? Setting(string id) => _policy.Settings.TryGet(id, out var setting) ? setting : null;
}
