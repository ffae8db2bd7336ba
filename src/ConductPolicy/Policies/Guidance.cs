namespace ConductPolicy.Policies;

/// <summary>What guidance that is not the trust's own asks of any bar, so that it can be laid beside what a policy's text gives. Immutable.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called, and whose it is.</param>
/// <param name="Standing">How binding it is, in a sentence.</param>
/// <param name="Asks">What it asks.</param>
public sealed record Guidance(string Id, string Title, string Standing, ValueList<GuidanceAsk> Asks);

/// <summary>One thing that guidance asks.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What it asks, in a sentence.</param>
/// <param name="Of">Of which bars.</param>
/// <param name="Has">The parts of a bar of which any one gives it, such as <c>notice.form:written</c>.</param>
public sealed record GuidanceAsk(string Id, string Label, GuidanceSubject Of, ValueList<string> Has);

/// <summary>Of which bars of a policy something is asked.</summary>
public enum GuidanceSubject
{
    /// <summary>Of each.</summary>
    EveryBar,

    /// <summary>Of each that carries on no other: a bar as it is begun.</summary>
    FirstBar,

    /// <summary>Of each that no other carries on: a bar as it stands in the end.</summary>
    LastBar,

    /// <summary>Of one at least.</summary>
    SomeBar,
}
