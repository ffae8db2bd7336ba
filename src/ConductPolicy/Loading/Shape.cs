using System.Globalization;
using ConductPolicy.Calendars;
using NodaTime;

namespace ConductPolicy.Loading;

/// <summary>What a value of a file may look like: the one description that checks files and from which their schemas are made.</summary>
internal abstract class Shape
{
    /// <summary>What it is, with its article: <c>a date</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Reports every way in which a value does not have this shape.</summary>
    public abstract void Check(SourceNode node, ShapeCheck check);

    protected bool Expect(SourceNode node, SourceKind kind, ShapeCheck check)
    {
        if (node.Kind == kind)
        {
            return true;
        }

        check.Report(node, "wrong-type", $"{ShapeCheck.Subject(node)} should be {Name}, not {ShapeCheck.KindName(node)}.");
        return false;
    }
}

/// <summary>Text for people, without control characters.</summary>
internal sealed class TextShape(string name = "a text", bool mayBeEmpty = false) : Shape
{
    public override string Name => name;

    public bool MayBeEmpty => mayBeEmpty;

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (!Expect(node, SourceKind.Text, check))
        {
            return;
        }

        if (!mayBeEmpty && string.IsNullOrWhiteSpace(node.Text))
        {
            check.Report(node, "empty-text", $"{ShapeCheck.Subject(node)} is empty.", $"Write {name}.");
        }
        else if (HasUnprintable(node.Text))
        {
            check.Report(
                node, "control-character", $"{ShapeCheck.Subject(node)} holds a character that cannot be seen and changes how the line is shown.",
                "Remove it; use spaces instead of tabs and line breaks.");
        }
    }

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
internal sealed class IdShape(string name, bool isClause = false) : Shape
{
    public const int MaximumLength = 100;

    public override string Name => name;

    /// <summary>The same as a regular expression.</summary>
    public string Pattern => isClause ? "^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$" : "^[a-z0-9]+(-[a-z0-9]+)*$";

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (!Expect(node, SourceKind.Text, check) || IsId(node.Text))
        {
            return;
        }

        check.Report(node, "bad-id", $"`{ShapeCheck.Printable(node.Text)}` is not {name}.", isClause
            ? "Use letters, digits, dots and hyphens, such as `6.ban.review`."
            : "Use lower-case words joined by hyphens, such as `warning-letter`.");
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

    public IReadOnlyList<string> Words => words;

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (Expect(node, SourceKind.Text, check) && Array.IndexOf(words, node.Text) < 0)
        {
            check.Report(node, "unknown-word", $"`{ShapeCheck.Printable(node.Text)}` is not {name}.", NearestName.Help(node.Text, words));
        }
    }
}

/// <summary>A whole number between two bounds, both included.</summary>
internal sealed class NumberShape(string name, int minimum, int maximum) : Shape
{
    public override string Name => name;

    public int Minimum => minimum;

    public int Maximum => maximum;

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (Expect(node, SourceKind.Number, check) && (!node.TryGetInteger(out var value) || value < minimum || value > maximum))
        {
            check.Report(node, "bad-number", $"`{node.Text}` is not {name}.", $"Write a whole number from {minimum} to {maximum}.");
        }
    }
}

/// <summary>True or false.</summary>
internal sealed class FlagShape : Shape
{
    public override string Name => "true or false";

    public override void Check(SourceNode node, ShapeCheck check) => Expect(node, SourceKind.Flag, check);
}

/// <summary>Null: not known.</summary>
internal sealed class NullShape : Shape
{
    public override string Name => "`null`";

    public override void Check(SourceNode node, ShapeCheck check) => Expect(node, SourceKind.Null, check);
}

/// <summary>A date as year, month and day, between 1900 and 2199.</summary>
internal sealed class DateShape : Shape
{
    public override string Name => "a date";

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (Expect(node, SourceKind.Text, check) && !TryParse(node.Text, out _))
        {
            check.Report(node, "bad-date", $"`{ShapeCheck.Printable(node.Text)}` is not a date.", "Write the year, month and day, such as `2026-11-20`; the year from 1900 to 2199.");
        }
    }

    /// <summary>Reads a date, digit by digit: the patterns of NodaTime and of the runtime take longer to start than a decision takes.</summary>
    public static bool TryParse(string text, out LocalDate date)
    {
        var isDate = text is [_, _, _, _, '-', _, _, '-', _, _]
            & TryParseDigits(text, 0, 4, out var year) & TryParseDigits(text, 5, 2, out var month) & TryParseDigits(text, 8, 2, out var day)
            && year is >= 1900 and <= 2199 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = isDate ? new LocalDate(year, month, day) : default;
        return isDate;
    }

    private static bool TryParseDigits(string text, int start, int count, out int number)
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

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (Expect(node, SourceKind.Text, check) && !TryParse(node.Text, out _))
        {
            check.Report(node, "bad-time", $"`{ShapeCheck.Printable(node.Text)}` is not a time of day.", "Write hours and minutes, such as `16:40`.");
        }
    }

    public static bool TryParse(string text, out LocalTime time)
    {
        var isTime = TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var value);
        time = isTime ? LocalTime.FromTimeOnly(value) : default;
        return isTime;
    }
}

/// <summary>A length of time such as <c>6 weeks</c>.</summary>
internal sealed class LengthShape : Shape
{
    public override string Name => "a length of time";

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (Expect(node, SourceKind.Text, check) && Length.Parse(node.Text, out var problem) is null)
        {
            check.Report(node, "bad-length", ShapeCheck.Printable(problem!), "Write for example `10 days`, `6 weeks`, `2 months, rounded down` or `2 months, rounded up`.");
        }
    }
}

/// <summary>The name of something that the file defines elsewhere.</summary>
internal sealed class ReferenceShape(ReferenceKind kind) : Shape
{
    public override string Name => ReferenceNames.Of(kind);

    public ReferenceKind Kind => kind;

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (Expect(node, SourceKind.Text, check) && !check.Names.Has(kind, node.Text))
        {
            check.Report(node, "unknown-reference", $"There is no {ReferenceNames.Noun(kind)} `{ShapeCheck.Printable(node.Text)}`.", check.Names.Help(kind, node.Text));
        }
    }
}

/// <summary>A list of things of one shape.</summary>
internal sealed class ListShape(string name, Shape item, int minimum = 0, int maximum = ListShape.MaximumItems) : Shape
{
    public const int MaximumItems = 100_000;

    public override string Name => name;

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
            check.Report(node, "too-few", $"{ShapeCheck.Subject(node)} has {node.Children.Count} of the {minimum} it needs at least.", $"Write {name}.");
        }
        else if (node.Children.Count > maximum)
        {
            check.Report(node, "too-many", $"{ShapeCheck.Subject(node)} has {node.Children.Count} items; at most {maximum} are read.");
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
internal sealed class MapShape(string name, IdShape? keys, Shape value, ReferenceKind? reference = null) : Shape
{
    public override string Name => name;

    public IdShape? Keys => keys;

    public Shape Value => value;

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

            if (ObjectShape.IsTrustsOwn(child.Key!))
            {
                continue;
            }

            if (keys is not null && !keys.IsId(child.Key!))
            {
                check.Report(child, "bad-id", $"`{ShapeCheck.Printable(child.Key!)}` is not {keys.Name}.", null, atKey: true);
            }

            if (reference is { } kind && !check.Names.Has(kind, child.Key!))
            {
                check.Report(child, "unknown-reference", $"There is no {ReferenceNames.Noun(kind)} `{ShapeCheck.Printable(child.Key!)}`.", check.Names.Help(kind, child.Key!), atKey: true);
            }

            value.Check(child, check);
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

    public IReadOnlyList<ShapeKey> Keys => _keys;

    public static bool IsTrustsOwn(string key) => key.StartsWith("x-", StringComparison.Ordinal);

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

            if (IsTrustsOwn(child.Key!))
            {
                continue;
            }

            if (_keys.Find(key => key.Name == child.Key) is not { } known)
            {
                check.Report(
                    child, "unknown-key", $"`{ShapeCheck.Printable(child.Key!)}` is no key of {Name}.",
                    NearestName.Help(child.Key!, _keys.Select(key => key.Name)), atKey: true);
            }
            else if (child.Kind != SourceKind.Null || !known.MayBeNull)
            {
                known.Shape.Check(child, check);
            }
        }

        foreach (var key in _keys)
        {
            if (key.IsRequired && node[key.Name] is null)
            {
                check.Report(node, "missing-key", $"{ShapeCheck.Capital(Name)} has no `{key.Name}`.", $"Add `\"{key.Name}\": …`: {key.About}");
            }
        }
    }
}

/// <summary>Several shapes of which the value itself shows which is meant.</summary>
internal sealed class VariantShape(string name, Func<SourceNode, Shape?> select, Func<IReadOnlyList<Shape>> variants, string help) : Shape
{
    public override string Name => name;

    /// <summary>The shapes to choose from. Asked for late, since a condition holds conditions.</summary>
    public IReadOnlyList<Shape> Variants => variants();

    public override void Check(SourceNode node, ShapeCheck check)
    {
        if (select(node) is { } shape)
        {
            shape.Check(node, check);
        }
        else
        {
            check.Report(node, "wrong-shape", $"{ShapeCheck.Subject(node)} should be {name}.", help);
        }
    }
}
