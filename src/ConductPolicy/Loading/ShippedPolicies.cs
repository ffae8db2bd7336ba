using ConductPolicy.Policies;

namespace ConductPolicy.Loading;

/// <summary>The policies that come with the library: <c>qet</c> and <c>thrive</c>.</summary>
public static class ShippedPolicies
{
    /// <summary>Their ids.</summary>
    public static ValueList<string> Ids { get; } = ["qet", "thrive"];

    /// <summary>Loads one of them.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="ConductPolicyException">There is no such id; the nearest are named.</exception>
    // The tests hold these files to every rule, so they are not checked again at each start.
    public static Policy Load(string id) => PolicyFile.ParseChecked(Read(id), $"rules/{id}.json");

    /// <summary>One of them with the places of its parts.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="ConductPolicyException">There is no such id; the nearest are named.</exception>
    public static CheckedPolicy Rules(string id) => PolicyFile.Read(Read(id), $"rules/{id}.json", BaseFile.Shipped);

    /// <summary>The rule file of one of them, as it stands in the repository.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="ConductPolicyException">There is no such id; the nearest are named.</exception>
    public static byte[] Read(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Ids.Contains(id)
            ? ShippedFile.Read($"rules/{id}.json")
            : throw new ConductPolicyException([new Problem(
                ProblemCode.UnknownPolicy, "", 0, 0, "", $"No policy `{ShapeCheck.Printable(id)}` ships with ConductPolicy.", NearestName.Help(id, Ids), ProblemSeverity.Error)]);
    }
}
