using System.Globalization;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ConductPolicy.Testing;

/// <summary>Something that holds of every policy, whatever its rules say. <see cref="PolicyLaws"/> has them all.</summary>
public abstract class PolicyLaw
{
    private protected PolicyLaw(string name, string statement)
    {
        Name = name;
        Statement = statement;
    }

    /// <summary>The name, in kebab-case, which stays.</summary>
    public string Name { get; }

    /// <summary>What holds, in a sentence.</summary>
    public string Statement { get; }

    /// <summary>Holds a policy to the law.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="cases">How many cases to try it on, at least 1; each is drawn anew each time.</param>
    /// <param name="replay">What <see cref="PolicyLawException.Replay"/> said, to begin with that case; null for any.</param>
    /// <exception cref="PolicyLawException">It does not hold.</exception>
    /// <exception cref="ArgumentException">There are no cases to try, or <paramref name="replay"/> is none.</exception>
    public void Check(Policy policy, int cases = PolicyLaws.UsualCases, string? replay = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Check(new LawSubject(new DecisionEngine(policy)), cases, replay);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal abstract void Check(LawSubject subject, int cases = PolicyLaws.UsualCases, string? replay = null);
}

/// <summary>A law of whatever is drawn for a policy, such as its cases.</summary>
/// <param name="name">The name.</param>
/// <param name="statement">What holds.</param>
/// <param name="arbitrary">What is drawn for a policy.</param>
/// <param name="holds">Throws where it does not hold of one of these.</param>
/// <param name="text">One of these, as it is shown.</param>
/// <param name="mostCases">How many at most are of use.</param>
internal sealed class PolicyLaw<T>(
    string name, string statement, Func<Policy, Arbitrary<T>> arbitrary, Action<LawSubject, T> holds, Func<T, string> text, int mostCases = int.MaxValue)
    : PolicyLaw(name, statement)
{
    internal override void Check(LawSubject subject, int cases = PolicyLaws.UsualCases, string? replay = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cases, 1);
        var runner = new FirstResult();
        var config = Config.Quick.WithMaxTest(Math.Min(cases, mostCases)).WithReplay(ReplayOf(replay)).WithQuietOnSuccess(true).WithRunner(runner);
        Prop.ForAll(arbitrary(subject.Policy), drawn => holds(subject, drawn)).Check(config);
        if (runner.Result is TestResult.Failed failed)
        {
            var smallest = (T)failed.Item3.Head;
            throw new PolicyLawException(this, subject.Policy.Id, Found(subject, smallest), text(smallest), Text(failed.Item6, failed.Item7));
        }
    }

    // The law tells again of the smallest what it told of the first.
    private string Found(LawSubject subject, T smallest)
    {
        try
        {
            holds(subject, smallest);
            return "It held when the same was tried again, so that what decides does not always decide the same.";
        }
        catch (BrokenLawException broken)
        {
            return broken.Message;
        }
        catch (Exception error)
        {
            return $"{error.GetType().Name}: {error.Message}";
        }
    }

    private static string Text(Rnd seed, int size) => string.Create(CultureInfo.InvariantCulture, $"{seed.Seed},{seed.Gamma},{size}");

    private static FSharpOption<Replay> ReplayOf(string? replay)
    {
        if (replay is null)
        {
            return FSharpOption<Replay>.None;
        }

        return replay.Split(',') is [var first, var second, var last]
            && ulong.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            && ulong.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var gamma)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                ? FSharpOption<Replay>.Some(new Replay(new Rnd(seed, gamma), FSharpOption<int>.Some(size)))
                : throw new ArgumentException($"`{replay}` is nothing to replay: give the two numbers and the size that the exception gave, `1,2,3`.", nameof(replay));
    }

    /// <summary>Keeps what a run came to, and prints nothing.</summary>
    private sealed class FirstResult : IRunner
    {
        public TestResult? Result { get; private set; }

        public void OnStartFixture(Type t)
        {
        }

        public void OnArguments(int ntest, FSharpList<object> args, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(FSharpList<object> args, FSharpFunc<FSharpList<object>, string> everyShrink)
        {
        }

        public void OnFinished(string name, TestResult testResult) => Result = testResult;
    }
}
