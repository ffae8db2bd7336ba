using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace ConductPolicy.Interop;

/// <summary>Writes deadlines and review dates as iCalendar (RFC 5545), for the calendars that offices use.</summary>
public static class ICalendar
{
    private const int MostOctets = 75;

    /// <summary>A calendar with an event of a whole day for each entry, in their order.</summary>
    /// <remarks>The same entries give the same text: the identifiers are made of the policy's id, the reference and what falls on the day, and there is no clock.</remarks>
    /// <param name="policyId">The id of the policy that they follow from.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="stamp">The day on which the calendar is taken to be written. Calendars take the entry with the later stamp for the newer one.</param>
    /// <exception cref="ArgumentException">Two entries have one reference and say the same falls on their days, so that they would be taken for one.</exception>
    public static string Write(string policyId, ValueList<CalendarEntry> entries, LocalDate stamp)
    {
        ArgumentNullException.ThrowIfNull(policyId);
        ArgumentNullException.ThrowIfNull(entries);
        var known = new HashSet<(string, string)>();
        var text = new StringBuilder();
        AddLine(text, "BEGIN:VCALENDAR");
        AddLine(text, "VERSION:2.0");
        AddLine(text, "PRODID:-//ConductPolicy//ConductPolicy//EN");
        AddLine(text, "CALSCALE:GREGORIAN");
        foreach (var entry in entries)
        {
            if (!known.Add((entry.Reference, entry.What)))
            {
                throw new ArgumentException($"`{entry.What}` stands twice for `{entry.Reference}`.", nameof(entries));
            }

            AddLine(text, "BEGIN:VEVENT");
            AddLine(text, $"UID:{Identifier(policyId, entry)}");
            AddLine(text, $"DTSTAMP:{Basic(stamp)}T000000Z");
            AddLine(text, $"DTSTART;VALUE=DATE:{Basic(entry.On)}");
            AddLine(text, $"DTEND;VALUE=DATE:{Basic(entry.On.PlusDays(1))}");
            AddLine(text, $"SUMMARY:{Escaped(entry.Summary)}");
            if (Described(entry) is { Length: > 0 } description)
            {
                AddLine(text, $"DESCRIPTION:{Escaped(description)}");
            }

            AddLine(text, "TRANSP:TRANSPARENT");
            AddLine(text, "END:VEVENT");
        }

        AddLine(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static string Described(CalendarEntry entry)
    {
        var clauses = entry.Clauses.Count > 0 ? $"[{string.Join(", ", entry.Clauses)}]" : "";
        return entry.Description.Length > 0 && clauses.Length > 0 ? $"{entry.Description} {clauses}" : entry.Description + clauses;
    }

    // A hash, because the reference may hold what an identifier may not, and is nobody else's business.
    private static string Identifier(string policyId, CalendarEntry entry)
    {
        // The lengths tell where each part ends, whatever is in it.
        var name = string.Create(CultureInfo.InvariantCulture, $"{policyId.Length} {entry.Reference.Length} {policyId}{entry.Reference}{entry.What}");
        return $"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToLowerInvariant()}@conduct-policy";
    }

    private static string Basic(LocalDate date) => string.Create(CultureInfo.InvariantCulture, $"{date.Year:D4}{date.Month:D2}{date.Day:D2}");

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            if (c is '\\' or ';' or ',')
            {
                escaped.Append('\\').Append(c);
            }
            else if (c == '\n')
            {
                escaped.Append("\\n");
            }
            else if (c == '\t' || !char.IsControl(c))
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }

    // No line has more than 75 octets, and none is broken inside a character. The space before a line that goes on is one of them.
    private static void AddLine(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
