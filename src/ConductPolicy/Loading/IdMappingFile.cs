using System.Text;
using ConductPolicy.Policies;
using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.Loading;

/// <summary>Reads files that say which parts of two trusts' policies answer to one another.</summary>
/// <remarks>Such a file is JSON with comments and trailing commas, in UTF-8; <c>rules/maps/qet-thrive.json</c> is one.</remarks>
public static class IdMappingFile
{
    private const int Format = 1;
    private static readonly IdShape s_id = new("an id");

    private static readonly ObjectShape s_mapping = new("a mapping",
    [
        new("$schema", new TextShape(), "the schema for completion in an editor"),
        new("format", new NumberShape("a format", Format, Format), "the format of this file: 1", IsRequired: true),
        .. IdMapping.Sections.Select(section => new ShapeKey(
            section, new MapShape("ids of the one policy, each with that of the other", s_id, s_id), $"the {section} that answer to one another: the id of the earlier policy, and that of the later")),
    ]);

    /// <summary>Loads a mapping from a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="before">The policy whose ids are the keys.</param>
    /// <param name="after">The policy whose ids they are mapped to.</param>
    /// <exception cref="ConductPolicyException">The file cannot be read, or has errors; all of them are given.</exception>
    public static IdMapping Load(string path, Policy before, Policy after) => Parse(InputFile.Read(path), before, after, path);

    /// <summary>Loads a mapping from text.</summary>
    /// <param name="json">The mapping.</param>
    /// <param name="before">The policy whose ids are the keys.</param>
    /// <param name="after">The policy whose ids they are mapped to.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text has errors; all of them are given.</exception>
    public static IdMapping Parse(string json, Policy before, Policy after, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json), before, after, fileName);
    }

    /// <summary>The JSON Schema (2020-12) of mappings, for completion in an editor.</summary>
    public static string Schema() => SchemaWriter.Write(s_mapping, "conduct-map-1.schema.json", "A mapping of ids of ConductPolicy, format 1");

    private static IdMapping Parse(byte[] utf8, Policy before, Policy after, string fileName)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(fileName);
        var problems = new List<Problem>();
        var source = new SourceText(fileName, utf8);
        if (source.Parse(problems) is { } root)
        {
            var check = new ShapeCheck(source, problems, new ReferenceNames());
            s_mapping.Check(root, check);
            foreach (var section in IdMapping.Sections)
            {
                CheckIds(root[section], section, before, after, check);
            }

            if (problems.Count == 0)
            {
                return new IdMapping(IdMapping.Sections.SelectMany(section => Entries(root[section]).Select(entry => new MappedId(section, entry.Key!, entry.Text))).ToValueList());
            }
        }

        throw new ConductPolicyException(Problem.InOrder(problems));
    }

    private static void CheckIds(SourceNode? node, string section, Policy before, Policy after, ShapeCheck check)
    {
        var (known, others) = (IdMapping.IdsOf(before, section).ToList(), IdMapping.IdsOf(after, section).ToList());
        var seen = new HashSet<string>();
        foreach (var entry in Entries(node).Where(entry => entry is { Kind: SourceKind.Text, IsBad: false }))
        {
            if (!known.Contains(entry.Key!))
            {
                check.Report(
                    entry, ProblemCode.UnknownReference, $"`{ShapeCheck.Printable(entry.Key!)}` is none of the {section} of `{before.Id}`.", NearestName.Help(entry.Key!, known), atKey: true);
            }
            else if (!others.Contains(entry.Text))
            {
                check.Report(entry, ProblemCode.UnknownReference, $"`{ShapeCheck.Printable(entry.Text)}` is none of the {section} of `{after.Id}`.", NearestName.Help(entry.Text, others));
            }
            else if (!seen.Add(entry.Text))
            {
                check.Report(entry, ProblemCode.DuplicateId, $"Something else answers to `{entry.Text}` already.", "Map one to one: leave out the one that is less alike.");
            }
        }
    }
}
