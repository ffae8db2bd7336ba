using System.Text.Json;
using ConductPolicy.Cases;
using NodaTime;
using NodaTime.Text;

namespace ConductPolicy.Tests.Audit;

/// <summary>Each file under <c>cases</c>: a case, and all that an audit finds in it.</summary>
public sealed class AuditedFileTests
{
    private static readonly string s_folder = Repository.PathOf("tests", "ConductPolicy.Tests", "Audit", "cases");

    [Fact]
    public void What_a_file_says_is_found_and_nothing_else()
    {
        var files = Directory.GetFiles(s_folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        Assert.All(files, file =>
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            Check(document.RootElement);
        });
    }

    private static void Check(JsonElement file)
    {
        var audit = AuditedCase.AuditBy(file.GetProperty("policy").GetString()!);
        LocalDate? asOf = file.TryGetProperty("asOf", out var day) ? LocalDatePattern.Iso.Parse(day.GetString()!).Value : null;
        var report = audit.Audit(CaseFile.Parse(file.GetProperty("case").GetRawText(), audit.Policy), asOf);
        var found = report.Findings.ToList();
        foreach (var expected in file.GetProperty("findings").EnumerateArray())
        {
            var (code, item, incident) = (Text(expected, "code"), Text(expected, "event"), Text(expected, "incident"));
            var clauses = expected.TryGetProperty("clauses", out var list) ? list.EnumerateArray().Select(clause => clause.GetString()!).ToList() : [];
            int? lateBy = expected.TryGetProperty("lateBy", out var late) ? late.GetInt32() : null;
            var at = found.FindIndex(finding => finding.Code == code && finding.Event == item && (incident is null || finding.Incident == incident)
                && clauses.TrueForAll(finding.Clauses.Contains) && (lateBy is null || finding.LateBy == lateBy));
            Assert.True(at >= 0, $"not found: {expected.GetRawText()}; found is {ConductPolicy.Audit.AuditJson.ToJson(report)}");
            found.RemoveAt(at);
        }

        // Of a pair of code and event one line may stand for several, such as two approvals that are missing.
        var told = file.GetProperty("findings").EnumerateArray().Select(expected => (Text(expected, "code"), Text(expected, "event"))).ToHashSet();
        Assert.DoesNotContain(found, finding => !told.Contains((finding.Code, finding.Event)));
    }

    private static string? Text(JsonElement element, string key) => element.TryGetProperty(key, out var value) ? value.GetString() : null;
}
