using System.Buffers;
using System.Text.Json;
using ConductPolicy.Cases;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.CaseGenerator;

/// <summary>Cases of a policy that ships with the library: the same for the same seed and number, whichever are asked for.</summary>
public sealed class GeneratedCases
{
    // Of so many cases one has nothing wrong in it.
    private const int CleanEvery = 2;

    private readonly Policy _policy;
    private readonly ulong _seed;
    private readonly Func<Policy, Fault, Dice, string, Story> _story;

    private GeneratedCases(Policy policy, ulong seed, IReadOnlyList<Fault> faults, Func<Policy, Fault, Dice, string, Story> story)
    {
        _policy = policy;
        _seed = seed;
        Faults = faults;
        _story = story;
    }

    /// <summary>The faults that cases of the policy can have.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>The cases of a policy.</summary>
    public static GeneratedCases Of(string policy, ulong seed) => policy switch
    {
        "qet" => new(ShippedPolicies.Load(policy), seed, QetStory.Faults, (rules, fault, dice, id) => new QetStory(rules, fault, dice, id)),
        "thrive" => new(ShippedPolicies.Load(policy), seed, ThriveStory.Faults, (rules, fault, dice, id) => new ThriveStory(rules, fault, dice, id)),
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "not a policy that cases are made for"),
    };

    /// <summary>Writes cases as a file of many has them, a line of JSON each.</summary>
    public void WriteLines(int count, Stream output)
    {
        foreach (var line in ParallelEnumerable.Range(0, count).AsOrdered().Select(LineOf))
        {
            output.Write(line);
        }
    }

    private byte[] LineOf(int number)
    {
        using var document = JsonDocument.Parse(CaseFile.Write(this[number].Case));
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line))
        {
            document.WriteTo(writer);
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    /// <summary>A case by its number, counted from 0; the faults come in turn, with clean cases between them.</summary>
    public GeneratedCase this[int number]
    {
        get
        {
            var fault = number % CleanEvery == 0 ? Fault.None : Faults[number / CleanEvery % Faults.Count];
            return _story(_policy, fault, new Dice(_seed, (ulong)number), FormattableString.Invariant($"{_policy.Id}-{number:D7}")).Told();
        }
    }
}
