using System.Globalization;
using NodaTime;

namespace ConductPolicy;

/// <summary>Dates as text, without the culture.</summary>
/// <remarks>Through <see cref="DateOnly"/>, which the runtime has at hand at once; NodaTime's patterns take longer to start than a decision takes.</remarks>
internal static class DateText
{
    /// <summary>The date as <c>2026-11-20</c>.</summary>
    public static string Iso(LocalDate date) => date.ToDateOnly().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The date as people write it: <c>Friday 20 November 2026</c>.</summary>
    public static string Long(LocalDate date) => date.ToDateOnly().ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);
}
