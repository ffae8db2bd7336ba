using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>One thing that a gate of a response asks for.</summary>
internal abstract class GateQuestion
{
    public abstract Gate Gate { get; }

    public abstract Truth TruthIn(in IncidentState state);

    /// <summary>What there is to say of it in a state.</summary>
    public abstract GatePart Answer(in IncidentState state);

    /// <summary>Whether there is anything to say of it where it holds.</summary>
    public virtual bool IsSaidWhereItHolds => true;
}

/// <summary>What a condition of a rule decides.</summary>
internal enum RulePart
{
    /// <summary>When a response is open.</summary>
    When,

    /// <summary>When the ladder is open.</summary>
    LadderWhen,

    /// <summary>What comes before any rung.</summary>
    LadderAfter,

    /// <summary>What comes before a response.</summary>
    After,
}

/// <summary>Does a condition of the rules hold?</summary>
internal sealed class ConditionQuestion(RulePart rule, CompiledCondition condition, AtomTable atoms, Citations citations, ConditionWording wording) : GateQuestion
{
    private readonly Remembered<GatePart> _said = new(condition.Atoms);

    // What leaves it open is then theirs to say, and more than its own bits tell.
    private readonly bool _isAboutBehaviours = Array.Exists(condition.Atoms, atoms.IsOfBehaviours);

    public override Gate Gate => rule is RulePart.When or RulePart.LadderWhen ? Gate.Applicable : Gate.InSequence;

    public override Truth TruthIn(in IncidentState state) => state.Evaluate(condition);

    public override GatePart Answer(in IncidentState state) =>
        _said.TryGet(state.Bits, 0, out var said) ? said : _said.Keep(state.Bits, 0, Say(state, TruthIn(state)));

    private GatePart Say(in IncidentState state, Truth truth)
    {
        var bears = BearingCondition.Of(condition, state);
        var bearing = wording.Of(bears);
        var text = truth switch
        {
            Truth.True => ConditionWording.Sentence(bearing),

            // Of what has not to be so, it is said that it is.
            Truth.False when bears is NotCondition { Inner: var inner } => ConditionWording.Sentence($"{wording.Of(inner)}, so {Closed}"),
            Truth.False => $"{Lead} {bearing}. That is not so{(Gate == Gate.InSequence ? " yet" : "")}.",
            _ => $"{Lead} {bearing}. That is not known yet.",
        };
        ValueList<Missing> missing =
            truth == Truth.False && Gate == Gate.InSequence ? MissingParts.For(condition, citations.Clauses, state, wording)
            : truth == Truth.Unknown && !_isAboutBehaviours ? MissingParts.UnknownFor(condition, citations.Clauses, state)
            : [];
        return new GatePart(Gate, truth, new Reason(CodeOf(truth), text, citations.Clauses, citations.Basis), citations.Note, condition, missing);
    }

    private string Lead => rule switch
    {
        RulePart.When => "It is open only where",
        RulePart.LadderWhen => "Further action is open only where",
        _ => "It comes only after this:",
    };

    private string Closed => rule switch
    {
        RulePart.When => "this is not open",
        RulePart.LadderWhen => "no further action is open",
        _ => "this comes too early",
    };

    private string CodeOf(Truth truth) => (rule, truth) switch
    {
        (RulePart.When, Truth.False) => "condition-fails",
        (RulePart.When, Truth.True) => "condition-holds",
        (RulePart.When, _) => "condition-unknown",
        (RulePart.LadderWhen, Truth.False) => "ladder-closed",
        (RulePart.LadderWhen, Truth.True) => "ladder-open",
        (RulePart.LadderWhen, _) => "ladder-unknown",
        (_, Truth.False) => "comes-first",
        (_, Truth.True) => "sequence-holds",
        _ => "sequence-unknown",
    };
}

/// <summary>Was the bar that it would carry on lifted, or no more than intended and that lifted?</summary>
internal sealed class LiftedQuestion(CompiledResponse response, ConditionWording wording) : GateQuestion
{
    private readonly GatePart _lifted = new(
        Gate.Applicable, Truth.False,
        Citations.Of(response.Response).ToReason("bar-lifted", $"{wording.Label(response.Response.Continues!)} or the intention to bar was lifted, so there is nothing to carry on."),
        response.Response.Reading, null, []);

    public override Gate Gate => Gate.Applicable;

    public override bool IsSaidWhereItHolds => false;

    public override Truth TruthIn(in IncidentState state) => (!ResponseGates.IsLifted(state, response)).ToTruth();

    public override GatePart Answer(in IncidentState state) => _lifted;
}

/// <summary>Is what it continues in force, or the intention announced?</summary>
internal sealed class ContinuesQuestion : GateQuestion
{
    private readonly CompiledResponse _response;
    private readonly GatePart _inForce;
    private readonly GatePart _announced;
    private readonly GatePart _neither;

    public ContinuesQuestion(CompiledResponse response, ConditionWording wording)
    {
        _response = response;
        var first = wording.Label(response.Response.Continues!);
        var citations = Citations.Of(response.Response);
        _inForce = Part(Truth.True, "sequence-holds", ConditionWording.Sentence($"{first} is in force"), []);
        _announced = Part(Truth.True, "sequence-holds", ConditionWording.Sentence($"{first} was announced as intended"), []);
        _neither = Part(
            Truth.False, "comes-first", $"It carries on {first}: that has to be in force, or the person told of the intention to bar. Neither is on record.",
            [MissingParts.OneOf(response.Continues!.Parts, citations.Clauses, wording)]);

        GatePart Part(Truth truth, string code, string text, ValueList<Missing> missing) =>
            new(Gate.InSequence, truth, citations.ToReason(code, text), citations.Note, response.Continues, missing);
    }

    public override Gate Gate => Gate.InSequence;

    public override Truth TruthIn(in IncidentState state) => ResponseGates.HasWhatItContinues(state, _response).ToTruth();

    public override GatePart Answer(in IncidentState state) =>
        TruthIn(state) == Truth.False ? _neither : ResponseGates.IsCarriedOn(state, _response) ? _inForce : _announced;
}

/// <summary>Is its rung within the ceiling?</summary>
internal sealed class CeilingQuestion(CompiledPolicy compiled, CompiledResponse response, ConditionWording wording) : GateQuestion
{
    private readonly Ladder _ladder = compiled.Policy.Ladder;
    private readonly Remembered<GatePart> _said = new(compiled.Atoms.OfLevels());

    public override Gate Gate => Gate.Proportionate;

    public override Truth TruthIn(in IncidentState state) => ResponseGates.IsProportionate(state, response);

    public override GatePart Answer(in IncidentState state)
    {
        var restsOnReading = RestsOnSeriousnessReading(state);
        var also = (state.Raise << 2) | (ResponseGates.IsCarriedOn(state, response) ? 2 : 0) | (restsOnReading ? 1 : 0);
        return _said.TryGet(state.Bits, also, out var said) ? said : _said.Keep(state.Bits, also, Say(state, restsOnReading));
    }

    private GatePart Say(in IncidentState state, bool restsOnReading)
    {
        var truth = TruthIn(state);
        var code = truth switch { Truth.True => "within-ceiling", Truth.False => "above-ceiling", _ => "ceiling-unknown" };
        var basis = _ladder.Reading is null && !restsOnReading ? Basis.Stated : Basis.Reading;
        return new GatePart(Gate, truth, new Reason(code, TextOf(state), _ladder.Clauses, basis), _ladder.Reading, null, []);
    }

    private string TextOf(in IncidentState state)
    {
        if (ResponseGates.IsCarriedOn(state, response))
        {
            return $"It carries on {wording.Label(response.Response.Continues!)}, which is in force, so no ceiling is asked for.";
        }

        int from = state.Seriousness.From, to = state.Seriousness.To;
        if (to < 0)
        {
            return "No behaviour stands, so there is no seriousness to measure it by.";
        }

        var levels = compiled.Policy.SeriousnessLevels;
        var level = from == to ? levels[to] : $"{levels[from]} to {levels[to]}";
        int lowest = _ladder.Ceiling[from] + state.Raise, highest = _ladder.Ceiling[to] + state.Raise;
        var reach = lowest == highest ? $"rung {highest}" : $"rung {lowest} to {highest}";
        var raised = state.Raise > 0 ? $" ({state.Raise} more than at first, because an earlier response did not resolve the matter)" : "";
        var never = ResponseGates.IsOutOfReach(state, response) ? $", and never above rung {_ladder.Ceiling[to] + compiled.HighestRaise}" : "";
        return $"It stands on rung {response.Response.Rung}; for an incident of {level} seriousness the highest today is {reach}{raised}{never}.";
    }

    private static bool RestsOnSeriousnessReading(in IncidentState state)
    {
        foreach (var i in state.Named)
        {
            if (!state.Seriousness.IsGiven && state.Policy.Behaviours[i].Behaviour.SeriousnessReading is not null && IncidentState.StandsAs(state.VerdictOf(i)) != Truth.False)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Is an approval on record?</summary>
internal sealed class ApprovalQuestion : GateQuestion
{
    private readonly int _atom;
    private readonly GatePart _given;
    private readonly GatePart _missing;

    public ApprovalQuestion(CompiledResponse response, int approval, ConditionWording wording)
    {
        var asked = response.Response.Approvals[approval];
        var citations = Citations.Of(asked.Clauses, asked.Reading);
        var after = asked.After is { } condition ? $" It counts only once {wording.Of(condition)}." : "";
        _atom = response.Approvals[approval];
        _given = new GatePart(
            Gate.Approved, Truth.True,
            citations.ToReason("approval-on-record", $"The {ConditionWording.ActNoun(asked.Act)} of the {wording.RoleLabel(asked.Role)} is on record."), citations.Note, null, []);
        _missing = new GatePart(
            Gate.Approved, Truth.False, citations.ToReason("approval-missing", $"First {wording.ToDo(asked.Act, asked.Role)}.{after}"), citations.Note, null,
            [new MissingApproval(asked.Act, asked.Role) { Clauses = asked.Clauses }]);
    }

    public override Gate Gate => Gate.Approved;

    public override Truth TruthIn(in IncidentState state) => state.Bits[_atom];

    public override GatePart Answer(in IncidentState state) => state.Bits.Holds(_atom) ? _given : _missing;
}
