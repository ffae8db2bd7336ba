using System.Globalization;
using System.Text;
using ConductPolicy.Calendars;
using NodaTime;

namespace ConductPolicy.Loading;

/// <summary>What a value of a file may look like: the one description that checks files and from which their schemas are made.</summary>
internal abstract class Shape
{
    /// <summary>What it is, with its article: <c>a date</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One such value, as it is written in a file.</summary>
    public abstract string Example { get; }

    /// <summary>Reports every way in which a value does not have this shape.</summary>
    public abstract void Check(SourceNode node, ShapeCheck check);

    protected bool Expect(SourceNode node, SourceKind kind, ShapeCheck check)
    {
        if (node.Kind == kind)
        {
            return true;
        }

        check.Report(node, ProblemCode.WrongType, $"{ShapeCheck.Subject(node)} should be {Name}, not {ShapeCheck.KindName(node)}.", HelpFor(node));
        return false;
    }

    private string HelpFor(SourceNode node)
    {
        var isAlone = Example[0] is not ('[' or '{');
        return node switch
        {
            { Kind: SourceKind.Text } when isAlone && Example[0] != '"' && (node.Text is "true" or "false" || int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) =>
                $"Leave out the quotes: `{Entry(node, node.Text)}`.",
            { Kind: SourceKind.List, Children: [{ Kind: SourceKind.Text } only] } when isAlone => $"Leave out the square brackets: `{Entry(node, $"\"{ShapeCheck.Printable(only.Text)}\"")}`.",
            { Kind: SourceKind.Text } when Example[0] == '[' => $"Write it in square brackets: `{Entry(node, $"[\"{ShapeCheck.Printable(node.Text)}\"]")}`.",
            { Kind: SourceKind.Number or SourceKind.Flag } when Example[0] == '"' && this is TextShape => "Write it in quotes.",
            { Kind: SourceKind.Object } when Example[0] == '[' => "Put it between square brackets: `[` before it and `]` after it.",
            { Kind: SourceKind.Null } => $"Leave the key out, or write for example `{Entry(node, Example)}`.",
            _ => $"Write for example `{Entry(node, Example)}`.",
        };
    }

    private static string Entry(SourceNode node, string value) => node.Key is { } key ? $"\"{ShapeCheck.Printable(key)}\": {value}" : value;
}

/// <summary>Text for people, without control characters.</summary>
internal sealed class TextShape(string name = "a text", bool mayBeEmpty = false) : Shape
{
    public override string Name => name;

    public override string Example => "\"…\"";

    public bool MayBeEmpty => mayBeEmpty;

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (!Expect(node, SourceKind.Text, check))
        {
            return;
        }

        if (!mayBeEmpty && string.IsNullOrWhiteSpace(node.Text))
        {
            check.Report(node, ProblemCode.EmptyText, $"{ShapeCheck.Subject(node)} is empty.", $"Write {name}.");
        }
        else if (HasUnprintable(node.Text))
        {
            check.Report(
                node, ProblemCode.ControlCharacter, $"{ShapeCheck.Subject(node)} holds a character that cannot be seen and changes how the line is shown.",
                "Remove it; use spaces instead of tabs and line breaks.");
        }
    }

    /// <summary>Whether a text that may not be empty has this shape.</summary>
    public static bool IsPlain(string text) => !string.IsNullOrWhiteSpace(text) && !HasUnprintable(text);

    private static bool HasUnprintable(string text)
    {
        foreach (var c in text)
        {
            if (ShapeCheck.IsUnprintable(c))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>An id: lower-case words, digits among them, joined by single hyphens. Clause ids may have capitals and dots too.</summary>
internal sealed class IdShape(string name, bool isClause = false, string example = "warning-letter") : Shape
{
    public const int MaximumLength = 100;

    public override string Name => name;

    public override string Example => isClause ? "\"6.ban\"" : $"\"{example}\"";

    /// <summary>The same as a regular expression.</summary>
    public string Pattern => isClause ? "^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$" : "^[a-z0-9]+(-[a-z0-9]+)*$";

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (!Expect(node, SourceKind.Text, check) || IsId(node.Text))
        {
            return;
        }

        check.Report(node, ProblemCode.BadId, $"`{ShapeCheck.Printable(node.Text)}` is not {name}.", HelpFor(node.Text));
    }

    /// <summary>What to write in place of a text that is no id.</summary>
    public string HelpFor(string text)
    {
        var rule = isClause ? "letters, digits, dots and hyphens" : "lower-case words joined by hyphens";
        return text.Length > MaximumLength ? $"Use at most {MaximumLength} letters."
            : Mended(text, isClause) is { Length: > 0 } mended ? $"Write `{mended}`: {rule}."
            : $"Use {rule}, such as `{(isClause ? "6.ban.review" : example)}`.";
    }

    /// <summary>The id that somebody probably meant: in lower case (but a clause's), with a hyphen (in a clause's a dot) for whatever may not stand in it.</summary>
    public static string Mended(string text, bool isClause = false)
    {
        var mended = new StringBuilder(text.Length);
        foreach (var c in isClause ? text : text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                mended.Append(c);
            }
            else if (mended.Length > 0 && char.IsAsciiLetterOrDigit(mended[^1]) && !ShapeCheck.IsUnprintable(c))
            {
                mended.Append(isClause && c != '-' ? '.' : '-');
            }
        }

        return mended.ToString().TrimEnd('-', '.');
    }

    public bool IsId(string text)
    {
        if (text.Length is 0 or > MaximumLength)
        {
            return false;
        }

        var lastWasJoin = true;
        foreach (var c in text)
        {
            var isJoin = c == '-' || (isClause && c == '.');
            if (isJoin ? lastWasJoin : !(char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c) || (isClause && char.IsAsciiLetterUpper(c))))
            {
                return false;
            }

            lastWasJoin = isJoin;
        }

        return !lastWasJoin;
    }
}

/// <summary>One of a few words.</summary>
internal sealed class WordShape(string name, params string[] words) : Shape
{
    public override string Name => name;

    public override string Example => $"\"{words[0]}\"";

    public IReadOnlyList<string> Words => words;

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (Expect(node, SourceKind.Text, check) && Array.IndexOf(words, node.Text) < 0)
        {
            check.Report(node, ProblemCode.UnknownWord, $"`{ShapeCheck.Printable(node.Text)}` is not {name}.", NearestName.Help(node.Text, words));
        }
    }
}

/// <summary>A whole number between two bounds, both included.</summary>
internal sealed class NumberShape(string name, int minimum, int maximum) : Shape
{
    public override string Name => name;

    public override string Example => Math.Clamp(3, minimum, maximum).ToString(CultureInfo.InvariantCulture);

    public int Minimum => minimum;

    public int Maximum => maximum;

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (Expect(node, SourceKind.Number, check) && (!node.TryGetInteger(out var value) || value < minimum || value > maximum))
        {
            check.Report(node, ProblemCode.BadNumber, $"`{node.Text}` is not {name}.", minimum == maximum ? $"Write `{minimum}`."
                : double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == Math.Floor(number) && number >= minimum && number <= maximum
                    ? $"Write `{number.ToString("0", CultureInfo.InvariantCulture)}`: digits alone."
                    : $"Write a whole number from {minimum} to {maximum}.");
        }
    }
}

/// <summary>True or false.</summary>
internal sealed class FlagShape : Shape
{
    public override string Name => "true or false";

    public override string Example => "true";

    public override void Check(SourceNode node, ShapeCheck check) => Expect(node, SourceKind.Flag, check);
}

/// <summary>Null: not known.</summary>
internal sealed class NullShape : Shape
{
    public override string Name => "`null`";

    public override string Example => "null";

    public override void Check(SourceNode node, ShapeCheck check) => Expect(node, SourceKind.Null, check);
}

/// <summary>A date as year, month and day, between 1900 and 2199.</summary>
internal sealed class DateShape : Shape
{
    public override string Name => "a date";

    // The ways in which a date is also written here, the day before the month.
    private static readonly string[] s_otherWays =
        ["d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d M yyyy", "d/M/yy", "yyyy/M/d", "yyyy-M-d", "yyyyMMdd", "d MMMM yyyy", "d MMM yyyy", "dddd d MMMM yyyy"];

    public override string Example => "\"2026-11-20\"";

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (Expect(node, SourceKind.Text, check) && !TryParse(node.Text, out _))
        {
            check.Report(node, ProblemCode.BadDate, $"`{ShapeCheck.Printable(node.Text)}` is not a date.", HelpFor(node.Text));
        }
    }

    private static string HelpFor(string text)
    {
        if (DateOnly.TryParseExact(text, s_otherWays, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1900 and <= 2199)
        {
            return $"Write the year first, then the month and the day: `{DateText.Iso(LocalDate.FromDateOnly(date))}`.";
        }

        if (text.Length > 10 && text[10] is 'T' or ' ' && TryParse(text.AsSpan(0, 10), out _))
        {
            return $"Write the date alone: `{text[..10]}`.";
        }

        return text is [_, _, _, _, '-', _, _, '-', _, _]
            && TryParse($"{text[..8]}01", out var first) && text[8..].All(char.IsAsciiDigit)
                ? $"That month has {first.Calendar.GetDaysInMonth(first.Year, first.Month)} days."
                : "Write the year, month and day, such as `2026-11-20`; the year from 1900 to 2199.";
    }

    /// <summary>Reads a date, digit by digit: the patterns of NodaTime and of the runtime take longer to start than a decision takes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out LocalDate date)
    {
        var isDate = text is [_, _, _, _, '-', _, _, '-', _, _]
            & TryParseDigits(text, 0, 4, out var year) & TryParseDigits(text, 5, 2, out var month) & TryParseDigits(text, 8, 2, out var day)
            && year is >= 1900 and <= 2199 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = isDate ? new LocalDate(year, month, day) : default;
        return isDate;
    }

    /// <summary>Reads a number of so many digits.</summary>
    public static bool TryParseDigits(ReadOnlySpan<char> text, int start, int count, out int number)
    {
        number = 0;
        for (var i = start; i < start + count; i++)
        {
            if (i >= text.Length || !char.IsAsciiDigit(text[i]))
            {
                return false;
            }

            number = (number * 10) + text[i] - '0';
        }

        return true;
    }
}

/// <summary>A local time of day, to the minute or second.</summary>
internal sealed class TimeShape : Shape
{
    public override string Name => "a time of day";

    public override string Example => "\"16:40\"";

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (Expect(node, SourceKind.Text, check) && !TryParse(node.Text, out _))
        {
            check.Report(node, ProblemCode.BadTime, $"`{ShapeCheck.Printable(node.Text)}` is not a time of day.", "Write hours and minutes, such as `16:40`.");
        }
    }

    public static bool TryParse(string text, out LocalTime time)
    {
        var second = 0;
        var isTime = text is [_, _, ':', _, _] || (text is [_, _, ':', _, _, ':', _, _] && DateShape.TryParseDigits(text, 6, 2, out second));
        isTime &= DateShape.TryParseDigits(text, 0, 2, out var hour) & DateShape.TryParseDigits(text, 3, 2, out var minute) && hour < 24 && minute < 60 && second < 60;
        time = isTime ? new LocalTime(hour, minute, second) : default;
        return isTime;
    }
}

/// <summary>A length of time such as <c>6 weeks</c>; where it has to be plain, one that needs no term dates and refuses no month.</summary>
internal sealed class LengthShape(bool isPlain = false) : Shape
{
    public const string PlainHelp = "Write days or weeks, or months that are rounded down or up.";

    public string Pattern => isPlain
        ? "^[1-9][0-9]* (days?|weeks?|months?, rounded (down|up))$"
        : "^[1-9][0-9]* (days?|weeks?|school days?|half-terms?|terms?|months?, (rounded (down|up)|not rounded))$";

    public override string Name => "a length of time";

    public override string Example => "\"6 weeks\"";

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (!Expect(node, SourceKind.Text, check))
        {
            return;
        }

        if (Length.Parse(node.Text, out var problem) is not { } length)
        {
            check.Report(node, ProblemCode.BadLength, ShapeCheck.Printable(problem!), Length.Parse($"{node.Text}, rounded down", out _) is not null
                ? $"Write `{node.Text}, rounded down` for the last day of a month that is too short, or `{node.Text}, rounded up` for the day after it."
                : "Write for example `10 days`, `6 weeks`, `2 months, rounded down` or `2 months, rounded up`.");
        }
        else if (isPlain && !length.IsPlain)
        {
            check.Report(node, ProblemCode.BadLength, NotPlain(length), PlainHelp);
        }
    }

    public static string NotPlain(Length length) => length.NeedsTermDates
        ? $"`{length}` is counted from the term dates of a school, and here there are none."
        : $"`{length}` comes to no day where a month is too short, and here every length has to come to one.";
}

/// <summary>The name of something that the file defines elsewhere.</summary>
internal sealed class ReferenceShape(ReferenceKind kind) : Shape
{
    public override string Name => ReferenceNames.Of(kind);

    public override string Example => kind switch
    {
        ReferenceKind.Clause => "\"6.ban\"",
        ReferenceKind.Role => "\"headteacher\"",
        ReferenceKind.Flag => "\"on-site\"",
        ReferenceKind.Choice => "\"channel\"",
        ReferenceKind.Count => "\"complaints\"",
        ReferenceKind.BehaviourOrTag => "\"shouting\"",
        ReferenceKind.ResponseKind => "\"bar\"",
        ReferenceKind.Seriousness => "\"high\"",
        ReferenceKind.CountSetting => "\"several-times\"",
        ReferenceKind.LengthSetting => "\"usual-length\"",
        _ => "\"warning-letter\"",
    };

    public ReferenceKind Kind => kind;

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (!Expect(node, SourceKind.Text, check))
        {
            return;
        }

        check.Names.MarkUsed(kind, node.Text);
        if (!check.Names.Has(kind, node.Text) && !check.IsFull)
        {
            check.Report(node, ProblemCode.UnknownReference, $"There is no {ReferenceNames.Noun(kind)} `{ShapeCheck.Printable(node.Text)}`.", check.Names.Help(kind, node.Text));
        }
    }
}

/// <summary>A list of things of one shape.</summary>
internal sealed class ListShape(string name, Shape item, int minimum = 0, int maximum = ListShape.MaximumItems) : Shape
{
    public const int MaximumItems = 100_000;

    public override string Name => name;

    public override string Example => item is ObjectShape or VariantShape ? $"[{string.Join(", ", Enumerable.Repeat("…", Math.Max(1, minimum)))}]" : $"[{item.Example}]";

    public Shape Item => item;

    public int Minimum => minimum;

    public int Maximum => maximum;

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (!Expect(node, SourceKind.List, check))
        {
            return;
        }

        if (node.Children.Count < minimum)
        {
            var count = node.Children.Count switch { 0 => "nothing in it", 1 => "one item", var more => $"{more} items" };
            check.Report(
                node, ProblemCode.TooFew, $"{ShapeCheck.Subject(node)} has {count}; it needs at least {minimum}.",
                node.Children.Count == 1 && node.Parent?.Kind == SourceKind.Object && item is VariantShape ? $"Write the one condition by itself, without `{node.Key}`." : $"Write {name}.");
        }
        else if (node.Children.Count > maximum)
        {
            check.Report(node, ProblemCode.TooMany, $"{ShapeCheck.Subject(node)} has {node.Children.Count} items; at most {maximum} are read.");
            return;
        }

        foreach (var child in node.Children)
        {
            if (check.IsFull)
            {
                return;
            }

            item.Check(child, check);
        }
    }
}

/// <summary>An object whose keys are ids that the file gives.</summary>
internal sealed class MapShape(string name, IdShape? keys, Shape value, ReferenceKind? reference = null, params ShapeKey[] known) : Shape
{
    public override string Name => name;

    public override string Example => "{ … }";

    public IdShape? Keys => keys;

    public Shape Value => value;

    /// <summary>The keys that mean something by themselves, each with a shape of its own.</summary>
    public IReadOnlyList<ShapeKey> Known => known;

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (!Expect(node, SourceKind.Object, check))
        {
            return;
        }

        foreach (var child in node.Children)
        {
            if (check.IsFull)
            {
                return;
            }

            if (ObjectShape.IsTrustsOwn(child.Key!) || child.Key!.Length == 0)
            {
                continue;
            }

            if (keys is not null && !keys.IsId(child.Key!))
            {
                check.Report(child, ProblemCode.BadId, $"`{ShapeCheck.Printable(child.Key!)}` is not {keys.Name}.", keys.HelpFor(child.Key!), atKey: true);
            }

            if (reference is { } kind && !check.Names.Has(kind, child.Key!) && !check.IsFull)
            {
                check.Report(child, ProblemCode.UnknownReference, $"There is no {ReferenceNames.Noun(kind)} `{ShapeCheck.Printable(child.Key!)}`.", check.Names.Help(kind, child.Key!), atKey: true);
            }

            (Array.Find(known, key => key.Name == child.Key)?.Shape ?? value).Check(child, check);
        }
    }
}

/// <summary>A key of an object.</summary>
/// <param name="Name">The key.</param>
/// <param name="Shape">What stands under it.</param>
/// <param name="About">What it means, for people who edit the file.</param>
/// <param name="IsRequired">Whether it has to be there.</param>
/// <param name="MayBeNull">Whether null may stand for nothing.</param>
internal sealed record ShapeKey(string Name, Shape Shape, string About, bool IsRequired = false, bool MayBeNull = false);

/// <summary>An object with keys of its own. Keys that begin with <c>x-</c> are the trust's and ignored.</summary>
internal sealed class ObjectShape : Shape
{
    private readonly List<ShapeKey> _keys;

    public ObjectShape(string name, params ShapeKey[] keys)
    {
        Name = name;
        _keys = [.. keys];
    }

    public override string Name { get; }

    /// <summary>Whether others write it, who may add keys of their own: one that is no misspelling of a known one is a warning.</summary>
    public bool MayHaveMore { get; init; }

    /// <summary>The shape of what it adds to, where it is a part of an overlay: the other keys of that cannot be changed.</summary>
    public ObjectShape? Extended { get; init; }

    public override string Example
    {
        get
        {
            var required = _keys.Where(key => key.IsRequired).Select(key => $"\"{key.Name}\": {(key.Shape is ObjectShape ? "…" : key.Shape.Example)}").ToList();
            return required.Count == 0 ? "{ … }" : $"{{ {string.Join(", ", required.Take(4))}{(required.Count > 4 ? ", …" : "")} }}";
        }
    }

    public IReadOnlyList<ShapeKey> Keys => _keys;

    public static bool IsTrustsOwn(string key) => key.StartsWith("x-", StringComparison.Ordinal);

    public override void Check(SourceNode node, ShapeCheck check) => Check(node, check, []);

    /// <summary>Reports every way in which a value does not have this shape, where it might have had another.</summary>
    /// <param name="node">The value.</param>
    /// <param name="check">Where problems go.</param>
    /// <param name="others">The other shapes.</param>
    /// <param name="another">What each of these is, with its article.</param>
    public void Check(SourceNode node, ShapeCheck check, IReadOnlyList<Shape> others, string another = "")
    {
        if (!Expect(node, SourceKind.Object, check))
        {
            return;
        }

        foreach (var child in node.Children)
        {
            if (check.IsFull)
            {
                return;
            }

            if (IsTrustsOwn(child.Key!) || child.Key!.Length == 0)
            {
                continue;
            }

            var known = _keys.Find(key => key.Name == child.Key);
            if (known is null)
            {
                ReportUnknown(node, child, check, others, another);
                known = _keys.Find(key => key.Name == child.MeantKey);
            }

            if (known is not null && (child.Kind != SourceKind.Null || !known.MayBeNull))
            {
                known.Shape.Check(child, check);
            }
        }

        foreach (var key in _keys)
        {
            if (key.IsRequired && node[key.Name] is null)
            {
                check.Report(node, ProblemCode.MissingKey, $"{NameOf(node)} has no `{key.Name}`.", $"Add `\"{key.Name}\": {key.Shape.Example}`: {key.About}.");
            }
        }
    }

    // A misspelt key is read as the one that was probably meant, so that one mistake is one problem.
    private void ReportUnknown(SourceNode node, SourceNode child, ShapeCheck check, IReadOnlyList<Shape> others, string another)
    {
        if (check.IsFull)
        {
            child.MarkBad();
            return;
        }

        var names = _keys.Select(key => key.Name);
        if (Extended?._keys.Exists(key => key.Name == child.Key) == true)
        {
            check.Report(
                child, ProblemCode.BaseChanged, $"An overlay cannot change `{child.Key}` here: its base decides that.",
                "Remove it: an overlay adds to its base, and changes nothing of it but settings.", atKey: true);
            return;
        }

        var help = others.OfType<ObjectShape>().FirstOrDefault(other => other._keys.Exists(key => key.Name == child.Key)) is { } other
            ? $"`{child.Key}` belongs to {another} of its own, such as `{other.Example}`."
            : NearestName.Help(child.Key!, names);
        if (NearestName.Find(child.Key!, names, most: 1) is [var nearest] && node[nearest] is null)
        {
            child.ReadAs(nearest);
        }
        else if (MayHaveMore)
        {
            check.Warn(child, ProblemCode.UnknownKey, $"`{ShapeCheck.Printable(child.Key!)}` is no key of {Name} that ConductPolicy knows; it is passed over.", "Look whether it should bear on the calendar; an update of ConductPolicy may read it.", atKey: true);
            return;
        }

        check.Report(child, ProblemCode.UnknownKey, $"`{ShapeCheck.Printable(child.Key!)}` is no key of {Name}.", help, atKey: true);
    }

    private string NameOf(SourceNode node) => node["id"] is { Kind: SourceKind.Text } id && Name.IndexOf(' ', StringComparison.Ordinal) is var space and > 0
        ? $"The{Name[space..]} `{ShapeCheck.Printable(id.Text)}`"
        : ShapeCheck.Capital(Name);
}

/// <summary>Several shapes of which the value itself shows which is meant.</summary>
/// <param name="name">What it is, with its article.</param>
/// <param name="select">The shape that a value shows it has, or null.</param>
/// <param name="variants">The shapes to choose from. Asked for late, since a condition holds conditions.</param>
/// <param name="help">What to write instead of a value that shows none of them.</param>
/// <param name="telling">The keys that tell which is meant, where the value is an object.</param>
internal sealed class VariantShape(
    string name, Func<SourceNode, Shape?> select, Func<IReadOnlyList<Shape>> variants, Func<SourceNode, ReferenceNames, string> help, params string[] telling) : Shape
{
    private const int KeysLookedAt = 100;

    public VariantShape(string name, Func<SourceNode, Shape?> select, Func<IReadOnlyList<Shape>> variants, string help)
        : this(name, select, variants, (_, _) => help)
    {
    }

    public override string Name => name;

    public override string Example => Variants[0].Example;

    public IReadOnlyList<Shape> Variants => variants();

    public override void Check(SourceNode node, ShapeCheck check)
    {
        switch (select(node) ?? (check.IsFull ? null : SelectMeant(node)))
        {
            case ObjectShape shape:
                shape.Check(node, check, Variants, name);
                break;
            case { } shape:
                shape.Check(node, check);
                break;
            case null when check.IsFull:
                node.MarkBad();
                break;
            default:
                var instead = node.Kind == SourceKind.Object && telling.Length > 0 ? ", and none of its keys says which" : $", not {ShapeCheck.KindName(node)}";
                check.Report(node, ProblemCode.WrongShape, $"{ShapeCheck.Subject(node)} should be {name}{instead}.", help(node, check.Names));
                break;
        }
    }

    // A key that tells which is meant may be misspelt.
    private Shape? SelectMeant(SourceNode node)
    {
        foreach (var child in node.Kind == SourceKind.Object ? node.Children.Take(KeysLookedAt) : [])
        {
            if (Array.IndexOf(telling, child.Key) < 0 && NearestName.Find(child.Key!, telling, most: 1) is [var nearest] && node[nearest] is null)
            {
                child.ReadAs(nearest);
                if (select(node) is { } shape)
                {
                    return shape;
                }

                child.ReadAs(null);
            }
        }

        return null;
    }
}
