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

    // By the number of the kind.
    private readonly NameSet[] _names = new NameSet[(int)ReferenceKind.LengthSetting + 1];
    private int _compared;

    public ReferenceNames()
    {
        for (var kind = 0; kind < _names.Length; kind++)
        {
            _names[kind] = new NameSet();
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
        _ => "a setting's id",
    };

    public bool Has(ReferenceKind kind, string name) => _names[(int)kind].Contains(name);

    public string Help(ReferenceKind kind, string name)
    {
        // A fact that exists but is of another type is the likelier mistake than a misspelt one.
        if (kind is ReferenceKind.Flag or ReferenceKind.Choice or ReferenceKind.Count)
        {
            if (Has(ReferenceKind.Count, name))
            {
                return $"`{name}` is a count: write {{\"fact\": \"{name}\", \"atLeast\": …}}.";
            }

            if (Has(ReferenceKind.Choice, name))
            {
                return $"`{name}` is a choice: write {{\"fact\": \"{name}\", \"in\": [ … ]}}.";
            }

            if (Has(ReferenceKind.Flag, name))
            {
                return $"`{name}` is a flag: write \"{name}\" by itself.";
            }
        }

        return Help(_names[(int)kind], name);
    }

    /// <summary>A help line with the names of a set nearest to an unknown one; without them where too many have been compared already.</summary>
    public string Help(NameSet names, string name)
    {
        var isSearched = _compared + names.Sorted.Count <= MaximumCompared;
        _compared += isSearched ? names.Sorted.Count : 0;
        return NearestName.Help(names.Sorted, isSearched ? NearestName.Find(name, names.Sorted) : []);
    }

    public void Add(ReferenceKind kind, string name) => _names[(int)kind].Add(name);

    /// <summary>Collects the names of a rule file, passing over whatever is not of the shape expected.</summary>
    public static ReferenceNames CollectFrom(SourceNode root)
    {
        var names = new ReferenceNames();
        foreach (var clause in Entries(root["clauses"]))
        {
            names.Add(ReferenceKind.Clause, clause.Key!);
        }

        foreach (var role in Entries(root["roles"]))
        {
            names.Add(ReferenceKind.Role, role.Key!);
        }

        foreach (var fact in Entries(root["facts"]))
        {
            names.Add(
                fact["type"]?.Text switch { "choice" => ReferenceKind.Choice, "count" => ReferenceKind.Count, _ => ReferenceKind.Flag }, fact.Key!);
        }

        foreach (var setting in Entries(root["settings"]))
        {
            names.Add(setting["type"]?.Text == "length" ? ReferenceKind.LengthSetting : ReferenceKind.CountSetting, setting.Key!);
        }

        foreach (var level in Items(root["seriousness"]))
        {
            names.Add(ReferenceKind.Seriousness, level.Text);
        }

        foreach (var behaviour in Items(root["behaviours"]))
        {
            AddText(names, behaviour["id"], ReferenceKind.BehaviourOrTag);
            foreach (var tag in Items(behaviour["tags"]))
            {
                AddText(names, tag, ReferenceKind.BehaviourOrTag);
            }
        }

        foreach (var step in Items(root["steps"]))
        {
            AddText(names, step["id"], ReferenceKind.StepOrResponse);
        }

        foreach (var response in Items(root["responses"]))
        {
            AddText(names, response["id"], ReferenceKind.StepOrResponse);
            AddText(names, response["id"], ReferenceKind.Response);
            AddText(names, response["kind"], ReferenceKind.ResponseKind);
        }

        return names;
    }

    private static void AddText(ReferenceNames names, SourceNode? node, ReferenceKind kind)
    {
        if (node is { Kind: SourceKind.Text })
        {
            names.Add(kind, node.Text);
        }
    }
}
