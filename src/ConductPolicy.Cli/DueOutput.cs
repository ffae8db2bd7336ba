using ConductPolicy.Audit;
using ConductPolicy.Interop;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>Prints lists of what is due: JSON as each comes, text and calendars when all are there.</summary>
internal sealed class DueOutput(string format, bool isAll, bool isMany)
{
    private readonly List<DueList> _lists = [];

    public bool IsOverdue { get; private set; }

    public void Add(DueList list)
    {
        IsOverdue |= list.IsOverdue;
        var shown = isAll ? list : list with { Items = list.Items.Where(item => item.DoneOn is null).ToValueList() };
        if (format == "json")
        {
            StandardOutput.Write($"{shown.ToJson(isIndented: !isMany)}\n");
            return;
        }

        // The numbers of a calendar's entries are those among all items, so that they stay when one is done.
        _lists.Add(format == "ics" ? list : shown);
    }

    public void Finish()
    {
        switch (format)
        {
            case "json":
                break;
            case "ics":
                StandardOutput.Write(ICalendar.Write(_lists.Count == 0 ? "" : _lists[0].Policy.Id, _lists.SelectMany(DueReport.Entries).ToValueList(), _lists.Select(list => list.AsOf).DefaultIfEmpty(new LocalDate(1970, 1, 1)).Max()));
                break;
            default:
                if (isMany)
                {
                    StandardOutput.Write(DueReport.TableOf(_lists));
                }
                else
                {
                    ReportPrinter.Print(DueReport.Of(_lists[0]));
                }

                break;
        }
    }
}
