using ConductPolicy.Audit;
using ConductPolicy.Cases;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>Many cases, a line of JSON each: the audit of each on one line, in their order; or for people, how many have which findings. A bad line stops no other.</summary>
internal sealed class AuditLines(CaseAudit audit, LocalDate? asOf, bool isJson)
{
    // By code: how many findings there are, and in how many cases.
    private readonly Dictionary<string, (int Findings, int Cases)> _found = [];
    private bool _hasFindings;
    private int _cases;
    private int _withFindings;
    private int _notJudged;

    public int Answer(string path, int? workers)
    {
        using var input = LineInput.Open(path);
        var cases = new CaseLines(audit.Policy, input.Name);
        var done = LineByLine.Answer(input, (line, number, answers) => Answer(cases.Read(line, number), answers), areProblemsAnswers: isJson, workers);
        if (done.Exit is not (ExitCode.Fine or ExitCode.FallsShort))
        {
            return done.Exit;
        }

        if (!isJson)
        {
            ReportPrinter.Print(Summary(done.Bad));
        }

        return _hasFindings ? ExitCode.FallsShort : done.Exit;
    }

    private void Answer(CaseLine line, LineAnswers answers)
    {
        if (line.Case is null)
        {
            answers.Refuse(line.Number, line.Problems);
            return;
        }

        var report = audit.Audit(line, asOf);
        if (isJson)
        {
            answers.WriteJson(report, static (report, writer) => report.WriteTo(writer));
        }

        Count(report);
    }

    private void Count(AuditReport report)
    {
        // Written once, since what every case wrote the workers would wait for.
        if (report.Findings.Count > 0 && !_hasFindings)
        {
            _hasFindings = true;
        }

        if (isJson)
        {
            return;
        }

        lock (_found)
        {
            _cases++;
            _notJudged += report.NotJudged.Count > 0 ? 1 : 0;
            _withFindings += report.Findings.Count > 0 ? 1 : 0;
            foreach (var same in report.Findings.GroupBy(finding => finding.Code))
            {
                var (findings, cases) = _found.GetValueOrDefault(same.Key);
                _found[same.Key] = (findings + same.Count(), cases + 1);
            }
        }
    }

    private Report Summary(int bad)
    {
        var report = new Report();
        report.Title($"{audit.Policy.Trust}: {audit.Policy.Title}");
        report.Text($"{Counted(_cases, "case")} audited: {Counted(_withFindings, "case")} with findings.");
        if (_notJudged > 0)
        {
            report.Text($"In {Counted(_notJudged, "case")} something could not be judged.");
        }

        if (bad > 0)
        {
            report.Text($"{Counted(bad, "line")} in error, not audited.");
        }

        if (_found.Count > 0)
        {
            report.Section("What was found");
        }

        foreach (var (code, (findings, cases)) in _found.OrderByDescending(found => found.Value.Cases).ThenBy(found => found.Key, StringComparer.Ordinal))
        {
            report.Item($"{code}: {(findings == cases ? "" : $"{Counted(findings, "time")} ")}in {Counted(cases, "case")}");
        }

        return report;
    }

    private static string Counted(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");
}
