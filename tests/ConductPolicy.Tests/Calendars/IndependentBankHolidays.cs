using System.Text.Json;
using NodaTime;

namespace ConductPolicy.Tests.Calendars;

/// <summary>The bank holidays of England by <c>date-holidays</c>: as committed in <c>tests/calendars</c>, and as its script gives them again.</summary>
internal static class IndependentBankHolidays
{
    private static readonly string s_folder = Repository.PathOf("tests", "calendars");

    public static string CommittedText { get; } = File.ReadAllText(Path.Combine(s_folder, "date-holidays.txt")).ReplaceLineEndings("\n");

    /// <summary>2018 to 2028, weekdays only.</summary>
    public static IReadOnlyList<LocalDate> Committed { get; } = Dates(CommittedText);

    /// <summary>The package's version and hash, as the lock file has them.</summary>
    public static string Locked()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_folder, "package-lock.json")));
        var package = file.RootElement.GetProperty("packages").GetProperty("node_modules/date-holidays");
        return $"date-holidays {package.GetProperty("version").GetString()} {package.GetProperty("integrity").GetString()}";
    }

    /// <summary>What the script prints for some years, with the package installed in a place of its own.</summary>
    public static string Again(string place, string firstYear, string lastYear)
    {
        if (!Directory.Exists(Path.Combine(place, "node_modules")))
        {
            foreach (var file in Directory.GetFiles(s_folder, "*.js*"))
            {
                File.Copy(file, Path.Combine(place, Path.GetFileName(file)));
            }

            var (installed, _, problems) = Tool.Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"], place);
            Assert.True(installed == 0, problems);
        }

        var (exit, output, errors) = Tool.Run("node", ["bank-holidays.js", firstYear, lastYear], place);
        Assert.True(exit == 0, errors);
        return output;
    }

    public static IReadOnlyList<LocalDate> Dates(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(PublishedCalendar.Date)];
}
