using System.Numerics;
using ConductPolicy.Cases;

namespace ConductPolicy.Analysis;

/// <summary>Something that an overlay allows, or leaves undone, and its base does not.</summary>
/// <param name="Code">A stable kebab-case code, one of <see cref="LooseningCode"/>.</param>
/// <param name="Subject">The id of the response, step or setting.</param>
/// <param name="Text">What it is, in a sentence.</param>
/// <param name="States">In how many of the states that are compared; 0 for a setting.</param>
/// <param name="Example">A smallest case that shows it, in the overlay's own words; null for a setting.</param>
public sealed record Loosening(string Code, string Subject, string Text, BigInteger States, ConductCase? Example);

/// <summary>The codes of what an overlay loosens.</summary>
public static class LooseningCode
{
    /// <summary>A response is permitted where the base does not permit it.</summary>
    public const string MorePermitted = "more-permitted";

    /// <summary>A duty of the base is not open where the base has it open, so that nobody is held to it.</summary>
    public const string DutyDropped = "duty-dropped";

    /// <summary>A step that the base requires is not required.</summary>
    public const string StepDropped = "step-dropped";

    /// <summary>A period is longer, or the time to be heard shorter, than in the base.</summary>
    public const string SettingLoosened = "setting-loosened";
}
