using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.Loading;

/// <summary>What a name in a rule file may refer to.</summary>
internal enum ReferenceKind
{
    Clause,
    Role,
    Flag,
    Choice,
    Count,
    BehaviourOrTag,
    StepOrResponse,
    Response,
    ResponseKind,
    Seriousness,
    CountSetting,
    LengthSetting,
}

/// <summary>The names that a rule file defines, collected before anything else is looked at.</summary>
internal sealed class ReferenceNames
{
    // How many names are compared with unknown ones, all together: enough for every slip of a person, and soon done.
    private const int MaximumCompared = 500_000;

    private static readonly (string Word, ReferenceKind Kind)[] s_factTypes =
        [("flag", ReferenceKind.Flag), ("count", ReferenceKind.Count), ("choice", ReferenceKind.Choice)];

    // By the number of the kind.
    private readonly NameSet[] _names = new NameSet[(int)ReferenceKind.LengthSetting + 1];
    private readonly HashSet<string>[] _used = new HashSet<string>[(int)ReferenceKind.LengthSetting + 1];
    private int _compared;

    public ReferenceNames()
    {
        for (var kind = 0; kind < _names.Length; kind++)
        {
            _names[kind] = new NameSet();
            _used[kind] = [];
        }
    }

    public static string Noun(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Clause => "clause",
        ReferenceKind.Role => "role",
        ReferenceKind.Flag => "flag among the facts called",
        ReferenceKind.Choice => "choice among the facts called",
        ReferenceKind.Count => "count among the facts called",
        ReferenceKind.BehaviourOrTag => "behaviour or tag",
        ReferenceKind.StepOrResponse => "step or response",
        ReferenceKind.Response => "response",
        ReferenceKind.ResponseKind => "response of the kind",
        ReferenceKind.Seriousness => "level of seriousness",
        ReferenceKind.CountSetting => "setting of type count called",
        _ => "setting of type length called",
    };

    public static string Of(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Clause => "a clause's id",
        ReferenceKind.Role => "a role's id",
        ReferenceKind.Flag => "a flag's id",
        ReferenceKind.Choice => "a choice's id",
        ReferenceKind.Count => "a count's id",
        ReferenceKind.BehaviourOrTag => "a behaviour's id or a tag",
        ReferenceKind.StepOrResponse => "the id of a step or response",
        ReferenceKind.Response => "a response's id",
        ReferenceKind.ResponseKind => "a kind of response",
        ReferenceKind.Seriousness => "a level of seriousness",
        ReferenceKind.CountSetting => "the id of a setting of type count",
        _ => "the id of a setting of type length",
    };

    public bool Has(ReferenceKind kind, string name) => _names[(int)kind].Contains(name);

    public string Help(ReferenceKind kind, string name)
    {
        // A fact that exists but is of another type is the likelier mistake than a misspelt one.
        if (kind is ReferenceKind.Flag or ReferenceKind.Choice or ReferenceKind.Count && HelpOnFact(name) is { } help)
        {
            return help;
        }

        if (kind == ReferenceKind.Flag && name.Any(c => c is ' ' or '=' or '<' or '>' or '&' or '|' or '!' or '('))
        {
            return "Nothing is computed in a rule file: write a flag's id, or a condition such as `{ \"all\": [ … ] }` or `{ \"fact\": …, \"atLeast\": 3 }`.";
        }

        var known = _names[(int)kind];
        var near = Near(known, name);
        if (near.Count == 0)
        {
            foreach (var other in Enum.GetValues<ReferenceKind>())
            {
                if (Has(other, name))
                {
                    return $"`{name}` is {Of(other)}, and here {Of(kind)} is asked for. {NearestName.Help(known.Sorted, near)}";
                }
            }
        }

        return NearestName.Help(known.Sorted, near);
    }

    /// <summary>A help line with the names of a set nearest to an unknown one.</summary>
    public string Help(NameSet names, string name) => NearestName.Help(names.Sorted, Near(names, name));

    // None where too many have been compared already.
    private IReadOnlyList<string> Near(NameSet names, string name)
    {
        var isSearched = _compared + names.Sorted.Count <= MaximumCompared;
        _compared += isSearched ? names.Sorted.Count : 0;
        return isSearched ? NearestName.Find(name, names.Sorted) : [];
    }

    /// <summary>How a fact is written in a condition; null where there is none of that name.</summary>
    public string? HelpOnFact(string name) =>
        Has(ReferenceKind.Count, name) ? $"`{name}` is a count: write `{{ \"fact\": \"{name}\", \"atLeast\": 3 }}`."
        : Has(ReferenceKind.Choice, name) ? $"`{name}` is a choice: write `{{ \"fact\": \"{name}\", \"in\": [ … ] }}`."
        : Has(ReferenceKind.Flag, name) ? $"`{name}` is a flag: write `\"{name}\"` by itself."
        : null;

    /// <summary>Remembers that the file speaks of a name.</summary>
    public void MarkUsed(ReferenceKind kind, string name) => _used[(int)kind].Add(name);

    /// <summary>Whether the file speaks of a name anywhere.</summary>
    public bool IsUsed(ReferenceKind kind, string name) => _used[(int)kind].Contains(name);

    /// <summary>The names nearest to one that there is not.</summary>
    public IEnumerable<string> Nearest(ReferenceKind kind, string name) => Has(kind, name) ? [] : Near(_names[(int)kind], name);

    public void Add(ReferenceKind kind, string name)
    {
        _names[(int)kind].Add(name);

        // An id that breaks the rules for ids is one mistake, wherever it is used.
        var mended = IdShape.Mended(name, kind == ReferenceKind.Clause);
        if (mended != name)
        {
            _names[(int)kind].Add(mended);
        }
    }

    /// <summary>Collects the names of a rule file, passing over whatever is not of the shape expected.</summary>
    public static ReferenceNames CollectFrom(SourceNode root)
    {
        var names = new ReferenceNames();
        names.AddFrom(root);
        names.AddResponsesFrom(root);
        return names;
    }

    /// <summary>Collects the names that an overlay and what it extends define between them. An overlay defines no responses.</summary>
    public static ReferenceNames CollectFrom(SourceNode overlay, SourceNode extended)
    {
        var names = CollectFrom(extended);
        names.AddFrom(overlay);
        return names;
    }

    private void AddFrom(SourceNode root)
    {
        foreach (var clause in Entries(root["clauses"]))
        {
            Add(ReferenceKind.Clause, clause.Key!);
        }

        foreach (var role in Entries(root["roles"]))
        {
            Add(ReferenceKind.Role, role.Key!);
        }

        foreach (var fact in Entries(root["facts"]))
        {
            // Where the type is not known any use of it may be right.
            var type = fact["type"]?.Text ?? "";
            foreach (var (word, kind) in s_factTypes)
            {
                if (type == word || !Words.FactTypes.All.Contains(type))
                {
                    Add(kind, fact.Key!);
                }
            }
        }

        foreach (var setting in Entries(root["settings"]))
        {
            var type = setting["type"]?.Text;
            if (type == "count" || !Words.SettingTypes.Contains(type))
            {
                Add(ReferenceKind.CountSetting, setting.Key!);
            }

            if (type == "length" || !Words.SettingTypes.Contains(type))
            {
                Add(ReferenceKind.LengthSetting, setting.Key!);
            }
        }

        foreach (var level in Items(root["seriousness"]))
        {
            Add(ReferenceKind.Seriousness, level.Text);
        }

        foreach (var behaviour in Items(root["behaviours"]))
        {
            AddText(behaviour["id"], ReferenceKind.BehaviourOrTag);
            foreach (var tag in Items(behaviour["tags"]))
            {
                AddText(tag, ReferenceKind.BehaviourOrTag);
            }
        }

        foreach (var step in Items(root["steps"]))
        {
            AddText(step["id"], ReferenceKind.StepOrResponse);
        }
    }

    private void AddResponsesFrom(SourceNode root)
    {
        foreach (var response in Items(root["responses"]))
        {
            AddText(response["id"], ReferenceKind.StepOrResponse);
            AddText(response["id"], ReferenceKind.Response);
            AddText(response["kind"], ReferenceKind.ResponseKind);
        }
    }

    private void AddText(SourceNode? node, ReferenceKind kind)
    {
        if (node is { Kind: SourceKind.Text })
        {
            Add(kind, node.Text);
        }
    }
}
