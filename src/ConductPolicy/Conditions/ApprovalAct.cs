namespace ConductPolicy.Conditions;

/// <summary>What somebody else than the decision-maker does before a response is taken.</summary>
public enum ApprovalAct
{
    /// <summary>Is asked for a view. It is enough that the consultation was held.</summary>
    Consult,

    /// <summary>Looks at the decision again, and confirms or lifts it.</summary>
    Review,

    /// <summary>Agrees or refuses.</summary>
    Approve,
}
