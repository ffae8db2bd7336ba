using ConductPolicy.Audit;
using ConductPolicy.Interop;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>Prints lists of what is due: JSON as each comes, text and calendars when all are there.</summary>
internal sealed class DueOutput(string format, bool isAll, bool isMany)
{
    // By the number of the line, or of the file.
    private readonly SortedDictionary<int, DueList> _kept = [];

    public bool IsJson => format == "json";

    public bool IsOverdue { get; private set; }

    /// <summary>Prints the list of a file, or keeps it until all are there.</summary>
    public void Add(DueList list)
    {
        if (IsJson)
        {
            IsOverdue |= list.IsOverdue;
            StandardOutput.Write($"{Shown(list).ToJson(isIndented: !isMany)}\n");
            return;
        }

        Keep(_kept.Count, list);
    }

    /// <summary>Answers a line with its list, or keeps it until all are there. For several threads.</summary>
    public void Add(int number, DueList list, LineAnswers answers)
    {
        if (IsJson)
        {
            answers.WriteJson(Shown(list), static (shown, writer) => shown.WriteTo(writer));
        }

        lock (_kept)
        {
            Keep(number, list);
        }
    }

    // The numbers of a calendar's entries are those among all items, so that they stay when one is done.
    private void Keep(int number, DueList list)
    {
        IsOverdue |= list.IsOverdue;
        if (!IsJson)
        {
            _kept.Add(number, format == "ics" ? list : Shown(list));
        }
    }

    private DueList Shown(DueList list) => isAll ? list : list with { Items = list.Items.Where(item => item.DoneOn is null).ToValueList() };

    public void Finish()
    {
        var lists = _kept.Values.ToList();
        switch (format)
        {
            case "json":
                break;
            case "ics":
                StandardOutput.Write(ICalendar.Write(lists.Count == 0 ? "" : lists[0].Policy.Id, lists.SelectMany(DueReport.Entries).ToValueList(), lists.Select(list => list.AsOf).DefaultIfEmpty(new LocalDate(1970, 1, 1)).Max()));
                break;
            default:
                if (isMany)
                {
                    StandardOutput.Write(DueReport.TableOf(lists));
                }
                else
                {
                    ReportPrinter.Print(DueReport.Of(lists[0]));
                }

                break;
        }
    }
}
