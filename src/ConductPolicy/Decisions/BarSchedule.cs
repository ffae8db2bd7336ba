using ConductPolicy.Calendars;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>The dates of a bar by a policy, each with what it rests on. Immutable.</summary>
/// <remarks>
/// A bar that another response of the policy continues is provisional: it has a decision to confirm or lift it in the place of a
/// final review. A date on which somebody acts is moved off a day that is not worked, by the rules of <see cref="Settings"/>: by
/// default reviews and decisions to the working day before, and the end of the time for representations to the next working day.
/// None comes after the end, and no decision before the person's time to write is over. The first and the last day are not moved,
/// nor is a day that the person was told. Every date lies from the first to the last day, both included.
/// </remarks>
public sealed class BarSchedule
{
    private readonly WorkingDayCalendar _workingDays;
    private readonly WorkingDayCalendar? _schoolDays;

    internal BarSchedule(
        Policy policy, Response response, LocalDate starts, LocalDate ends, Length? length, LocalDate? extendedFrom, ValueList<BarDate> dates,
        ValueList<DeadlineSetting> settings, WorkingDayCalendar workingDays, WorkingDayCalendar? schoolDays)
    {
        (Policy, Response, Starts, Ends, Length, ExtendedFrom, Dates) = (policy, response, starts, ends, length, extendedFrom, dates);
        (Settings, _workingDays, _schoolDays) = (settings, workingDays, schoolDays);
    }

    /// <summary>The policy.</summary>
    public Policy Policy { get; }

    /// <summary>The response that the bar is.</summary>
    public Response Response { get; }

    /// <summary>The first day.</summary>
    public LocalDate Starts { get; }

    /// <summary>The last day, included.</summary>
    public LocalDate Ends { get; }

    /// <summary>The length that led to the end, or null where the end was given as a day.</summary>
    public Length? Length { get; }

    /// <summary>The last day that the bar had before it was extended; null where it was not.</summary>
    public LocalDate? ExtendedFrom { get; }

    /// <summary>The dates, earliest first.</summary>
    public ValueList<BarDate> Dates { get; }

    /// <summary>The rules by which dates leave days that are not worked: what the trust chose, or is taken by default, and which of them bore on this bar.</summary>
    public ValueList<DeadlineSetting> Settings { get; }

    /// <summary>Who is consulted, reviews or approves before the bar is taken. An extension is a new decision, so it needs them anew.</summary>
    public ValueList<Approval> Approvals => Response.Approvals;

    /// <summary>Whether it is there only until the person has been heard, and then confirmed or lifted.</summary>
    public bool IsProvisional => Policy.Responses.Any(response => response.Continues == Response.Id);

    /// <summary>Whether a date of it rests on projected bank holidays.</summary>
    public bool IsProjected => Dates.Any(date => date.IsProjected);

    /// <summary>The dates of a bar.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="request">The bar.</param>
    /// <param name="workingDays">The working days of the school's division.</param>
    /// <param name="schoolDays">The school's days with its term dates, where a length needs them.</param>
    /// <exception cref="ConductPolicyException">
    /// The policy has no such bar, or the bar has no end, ends before it begins, is longer than the trust allows, or leaves no day for
    /// what has to happen while it runs; or a length comes to no day, or a date lies beyond the calendars.
    /// </exception>
    public static BarSchedule Of(Policy policy, BarRequest request, WorkingDayCalendar workingDays, WorkingDayCalendar? schoolDays = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(workingDays);
        return new BarScheduleBuilder(policy, request, workingDays, schoolDays, extendedFrom: null).Build();
    }

    /// <summary>The dates of a bar by the calendars that the policy's settings make.</summary>
    /// <param name="request">The bar.</param>
    /// <param name="calendars">The policy's calendars.</param>
    /// <exception cref="ConductPolicyException">As by the other.</exception>
    public static BarSchedule Of(BarRequest request, PolicyCalendars calendars)
    {
        ArgumentNullException.ThrowIfNull(calendars);
        return Of(calendars.Policy, request, calendars.WorkingDays, calendars.SchoolDays);
    }

    /// <summary>What falls on one of the dates, in a few words, such as <c>final review</c>.</summary>
    /// <param name="date">The date.</param>
    public string Describe(BarDate date)
    {
        ArgumentNullException.ThrowIfNull(date);
        var by = date.By.Count > 0 ? $", by the {string.Join(" or ", date.By.Select(role => ConditionWording.Statement(Policy.Roles[role].Label)))}" : "";
        return date.Kind switch
        {
            BarDateKind.Begins => "first day",
            BarDateKind.RepresentationsUntil => "the person may put their side until this day, included",
            BarDateKind.InterimReview => $"review on the way{by}",
            BarDateKind.Decision => $"confirmed or lifted by this day{by}",
            BarDateKind.ExtensionDecision => $"the extension is decided by this day{by}",
            BarDateKind.Review => $"final review{by}",
            _ => "last day, included",
        };
    }

    /// <summary>The bar with a later end. Its start stays, and the extension is a new decision with the approvals of <see cref="Approvals"/>.</summary>
    /// <param name="ends">The new last day, included.</param>
    /// <exception cref="ConductPolicyException">The new end is not after the one before, or the bar would be refused (as by <see cref="Of(BarRequest, PolicyCalendars)"/>).</exception>
    public BarSchedule Extend(LocalDate ends) => Extended(new BarRequest { Response = Response.Id, Starts = Starts, Ends = ends });

    /// <summary>The bar with a length added to it, counted from the day after its end.</summary>
    /// <param name="length">How much longer it is.</param>
    /// <exception cref="ConductPolicyException">The bar would be refused (as by <see cref="Of(BarRequest, PolicyCalendars)"/>).</exception>
    public BarSchedule Extend(Length length)
    {
        ArgumentNullException.ThrowIfNull(length);
        return Extended(new BarRequest { Response = Response.Id, Starts = Starts, Length = length });
    }

    private BarSchedule Extended(BarRequest request) => new BarScheduleBuilder(Policy, request, _workingDays, _schoolDays, Ends).Build();
}
