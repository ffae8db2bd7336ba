namespace ConductPolicy.Testing;

/// <summary>Says in what a law does not hold of something. It becomes a <see cref="PolicyLawException"/> once the smallest such thing is found.</summary>
internal sealed class BrokenLawException(string message) : Exception(message)
{
    /// <summary>Fails unless something is so.</summary>
    public static void Unless(bool isSo, FormattableString message)
    {
        if (!isSo)
        {
            throw new BrokenLawException(FormattableString.Invariant(message));
        }
    }

    /// <summary>Fails where two texts differ, and shows where they begin to.</summary>
    public static void UnlessSame(string first, string second, FormattableString message)
    {
        if (first == second)
        {
            return;
        }

        var (lines, others) = (first.Split('\n'), second.Split('\n'));
        var at = lines.Zip(others).TakeWhile(pair => pair.First == pair.Second).Count();
        throw new BrokenLawException($"{FormattableString.Invariant(message)}\n  at first: {Line(lines, at)}\n  then:     {Line(others, at)}");
    }

    private static string Line(string[] lines, int at) => at < lines.Length ? lines[at].Trim() : "(nothing)";
}
