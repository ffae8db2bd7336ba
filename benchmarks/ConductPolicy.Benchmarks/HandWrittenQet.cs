using ConductPolicy.Conditions;
using ConductPolicy.Decisions;

namespace ConductPolicy.Benchmarks;

/// <summary>The statuses of QET's responses as one would write them by hand, for this one policy: the floor of the compiled evaluator.</summary>
/// <remarks>Of the same meaning: a test holds the two against each other. What it lacks is reasons, clauses, and that anybody could change a rule.</remarks>
internal static class HandWrittenQet
{
    /// <summary>What is known of an incident. Behaviours are bits in the order of the policy.</summary>
    public readonly record struct Incident
    {
        public Truth IsParent { get; init; }
        public Truth OnSite { get; init; }
        public Truth MeetingUnderWay { get; init; }
        public Truth ByMessage { get; init; }
        public Truth Criminal { get; init; }
        public Truth SafeguardingRisk { get; init; }
        public Truth PossibleLibel { get; init; }
        public Truth EveryonePermittedRecording { get; init; }
        public Truth SeniorLeadersAgree { get; init; }
        public Truth AlcoholPermitted { get; init; }
        public Truth ManyComplaints { get; init; }
        public Truth ComplaintsUnreasonable { get; init; }
        public uint Named { get; init; }
        public uint Refuted { get; init; }
        public int LevelGiven { get; init; }
        public bool Gathered { get; init; }
        public bool Spoken { get; init; }
        public bool WarningUnresolved { get; init; }
        public bool AnyUnresolved { get; init; }
        public bool ChiefExecutiveConsulted { get; init; }
        public bool ChairConsulted { get; init; }
    }

    private const int Recording = 8;
    private const int SerialComplaints = 10;
    private const int Alcohol = 16;

    // disruption, offensive-language, threat-of-harm, shouting, property-damage, abusive-message, inciting-children, unreasonable-demands,
    // recording, blackmail-or-threat, serial-complaints, defamatory-post, mistreating-own-child, aggression, disciplining-anothers-child,
    // smoking, alcohol, drugs, harassment, social-media-campaign, expectation-not-upheld
    private static ReadOnlySpan<byte> Levels => [1, 1, 3, 1, 2, 2, 1, 0, 1, 2, 1, 1, 2, 2, 1, 0, 1, 2, 2, 0, 0];

    private const uint Abusive = (1u << 1) | (1u << 2) | (1u << 5) | (1u << 9) | (1u << 13) | (1u << 18);
    private const uint Message = 1u << 5;

    private static ReadOnlySpan<byte> Ceiling => [2, 3, 3, 4];

    public static void Statuses(in Incident incident, Span<ResponseStatus> statuses)
    {
        uint certain = 0, possible = 0;
        int certainLevel = -1, leastPossible = int.MaxValue, highest = -1;
        for (var left = incident.Named & ~incident.Refuted; left != 0; left &= left - 1)
        {
            var behaviour = System.Numerics.BitOperations.TrailingZeroCount(left);
            var stands = behaviour switch
            {
                Recording => Not(And(incident.EveryonePermittedRecording, incident.SeniorLeadersAgree)),
                SerialComplaints => And(incident.ManyComplaints, incident.ComplaintsUnreasonable),
                Alcohol => Not(incident.AlcoholPermitted),
                _ => Truth.True,
            };
            if (stands == Truth.False)
            {
                continue;
            }

            int level = Levels[behaviour];
            if (stands == Truth.True)
            {
                certain |= 1u << behaviour;
                certainLevel = Math.Max(certainLevel, level);
            }
            else
            {
                leastPossible = Math.Min(leastPossible, level);
            }

            possible |= 1u << behaviour;
            highest = Math.Max(highest, level);
        }

        var from = incident.LevelGiven >= 0 ? incident.LevelGiven : certainLevel >= 0 ? certainLevel : highest >= 0 ? leastPossible : -1;
        var to = incident.LevelGiven >= 0 ? incident.LevelGiven : highest;
        var open = And(incident.IsParent, Of(certain, possible, uint.MaxValue));

        statuses[0] = Immediate(And(open, incident.OnSite));
        statuses[1] = Immediate(And(open, incident.MeetingUnderWay));
        statuses[2] = Immediate(And(open, Or(Of(certain, possible, Message), And(Of(certain, possible, Abusive), incident.ByMessage))));
        statuses[3] = Immediate(And(open, Or(incident.Criminal, incident.SafeguardingRisk)));
        statuses[4] = Immediate(And(open, incident.PossibleLibel));

        var stepsDone = incident.Gathered && incident.Spoken ? Truth.True : Truth.False;
        var raise = incident.AnyUnresolved ? 1 : 0;
        for (var rung = 1; rung <= 3; rung++)
        {
            statuses[4 + rung] = OnLadder(open, stepsDone, rung, from, to, raise);
        }

        var lastResort = incident.WarningUnresolved ? Truth.True : AtLeast(from, to, 3);
        var ban = OnLadder(And(open, AtLeast(from, to, 1)), And(stepsDone, lastResort), 4, from, to, raise);
        statuses[8] = ban == ResponseStatus.Permitted && !(incident.ChiefExecutiveConsulted && incident.ChairConsulted) ? ResponseStatus.AwaitingApproval : ban;
    }

    private static ResponseStatus Immediate(Truth open) => open switch
    {
        Truth.True => ResponseStatus.Permitted,
        Truth.False => ResponseStatus.NotApplicable,
        _ => ResponseStatus.Unknown,
    };

    private static ResponseStatus OnLadder(Truth open, Truth sequence, int rung, int from, int to, int raise)
    {
        if (open == Truth.False)
        {
            return ResponseStatus.NotApplicable;
        }

        var within = to < 0 || rung <= Ceiling[from] + raise ? Truth.True : rung > Ceiling[to] + raise ? Truth.False : Truth.Unknown;
        if (sequence == Truth.False)
        {
            return to >= 0 && rung > Ceiling[to] + 1 ? ResponseStatus.Disproportionate : ResponseStatus.TooEarly;
        }

        return within == Truth.False ? ResponseStatus.Disproportionate
            : And(And(open, sequence), within) == Truth.Unknown ? ResponseStatus.Unknown
            : ResponseStatus.Permitted;
    }

    private static Truth AtLeast(int from, int to, int level) => from >= level ? Truth.True : to < level ? Truth.False : Truth.Unknown;

    private static Truth Of(uint certain, uint possible, uint wanted) =>
        (certain & wanted) != 0 ? Truth.True : (possible & wanted) != 0 ? Truth.Unknown : Truth.False;

    private static Truth Not(Truth value) => Truth.True - (int)value;

    private static Truth And(Truth left, Truth right) => left < right ? left : right;

    private static Truth Or(Truth left, Truth right) => left > right ? left : right;
}
