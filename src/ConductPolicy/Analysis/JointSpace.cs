using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>The states that two policies can tell apart between them, and what each makes of them.</summary>
/// <remarks>
/// They are the states of a third policy that has every fact, behaviour, step, response and approval of both, and asks every condition
/// of both. Where the two say otherwise of what begins, ends or continues a response, the later one is followed.
/// </remarks>
internal sealed class JointSpace
{
    // What they promise is no part of what they answer.
    private static readonly Definitions<Safeguard> s_noSafeguards = new([]);
    private readonly StateSpace _space;

    public JointSpace(Policy before, Policy after)
    {
        _space = new StateSpace(Join(before, after));
        Before = DiagramsOf(before with { Safeguards = s_noSafeguards });
        After = DiagramsOf(after with { Safeguards = s_noSafeguards });
        Comparable = Restrict(before, after);
    }

    public DiagramTable Table => _space.Table;

    /// <summary>A policy with its diagrams over the states of both.</summary>
    /// <param name="Compiled">The policy.</param>
    /// <param name="Diagrams">Its diagrams.</param>
    public sealed record Side(CompiledPolicy Compiled, PolicyDiagrams Diagrams)
    {
        public Diagram StatusOf(string response, ResponseStatus status) => Diagrams.StatusOf(Compiled.Responses[Compiled.Policy.Responses.IndexOf(response)], status);

        /// <summary>The states in which a step is called for, given a breach.</summary>
        public Diagram CallsFor(string step)
        {
            var compiled = Compiled.Steps[Compiled.Policy.Steps.IndexOf(step)];
            return Diagrams.Of(compiled.When).And(Diagrams.Of(compiled.After), Diagrams.Table).True;
        }
    }

    public Side Before { get; }

    public Side After { get; }

    /// <summary>The states that can be under both: what only one of the two defines is not named and has not that value.</summary>
    public Diagram Comparable { get; }

    public StateSpace Space => _space;

    private static Policy Join(Policy before, Policy after)
    {
        var responses = Union(after.Responses, before.Responses, (own, other) => own with
        {
            Rung = own.Rung ?? other.Rung,
            Continues = own.Continues ?? other.Continues,
            Approvals = [.. own.Approvals, .. other.Approvals.Where(approval => !own.Approvals.Any(same => IsSame(same, approval)))],
        });

        // A safeguard is where every condition may stand, and asks nothing of any response.
        var asked = ConditionsOf(before).Select((condition, number) => new Safeguard { Id = $"asked-{number}", Clauses = [], Response = responses[0].Id, Unless = condition });
        return after with
        {
            Facts = Union(after.Facts, before.Facts, (own, other) => own with
            {
                Values = [.. own.Values.Union(other.Values)],

                // So that a case made of a state answers it on the day, as the version asks for which the answer is momentary.
                IsMomentary = own.IsMomentary || other.IsMomentary,
            }),
            Roles = Union(after.Roles, before.Roles, (own, _) => own),
            Behaviours = Union(after.Behaviours, before.Behaviours, (own, _) => own),
            Steps = Union(after.Steps, before.Steps, (own, _) => own),
            Responses = responses,
            Safeguards = new Definitions<Safeguard>(asked.ToValueList()),
        };
    }

    private static Definitions<T> Union<T>(Definitions<T> own, Definitions<T> other, Func<T, T, T> join)
        where T : Definition =>
        new([.. own.Select(item => other.TryGet(item.Id, out var same) ? join(item, same) : item), .. other.Where(item => !own.Contains(item.Id))]);

    private static bool IsSame(Approval one, Approval other) => one.Act == other.Act && one.Role == other.Role && Equals(one.After, other.After);

    private static IEnumerable<Condition> ConditionsOf(Policy policy) => new[] { policy.Scope, policy.Ladder.When, policy.Ladder.After }
        .Concat(policy.Behaviours.SelectMany<Behaviour, Condition?>(behaviour => [behaviour.When, behaviour.Unless]))
        .Concat(policy.Steps.SelectMany<Step, Condition?>(step => [step.When, step.After]))
        .Concat(policy.Responses.SelectMany<Response, Condition?>(response =>
        [
            response.When, response.After, .. response.Approvals.Select(approval => approval.After),
            .. response.Continues is { } first ? (Condition[])[new InForceCondition(first), new NotifiedCondition(first), new NotifiedCondition(response.Id)] : [],
        ]))
        .OfType<Condition>();

    private Side DiagramsOf(Policy policy)
    {
        var compiled = new CompiledPolicy(policy);
        var variables = new StateVariables(compiled);
        return new Side(compiled, new PolicyDiagrams(compiled, Table, variables, [.. variables.All.Select(variable => NumberOf(compiled, variable))]));
    }

    private int NumberOf(CompiledPolicy compiled, StateVariable variable)
    {
        var (policy, joint) = (compiled.Policy, _space.Compiled);
        var subject = variable.Kind switch
        {
            StateVariableKind.Known => joint.Policy.Facts.IndexOf(policy.Facts[variable.Subject].Id),
            StateVariableKind.Answer => AnswerOf(compiled, variable.Subject),
            StateVariableKind.LevelGiven => ConditionCompiler.LevelOf(joint.Policy, policy.SeriousnessLevels[variable.Subject]),
            StateVariableKind.Recorded => RecordedOf(compiled, variable.Subject),
            _ => joint.Policy.Behaviours.IndexOf(policy.Behaviours[variable.Subject].Id),
        };
        return _space.Diagrams.Variables.NumberOf(variable.Kind, subject);
    }

    private int AnswerOf(CompiledPolicy compiled, int atom)
    {
        var fact = compiled.Policy.Facts[compiled.Atoms.FactsByAtom()[atom]];
        var (own, joint) = (compiled.Policy.Facts.IndexOf(fact.Id), _space.Compiled.Policy.Facts.IndexOf(fact.Id));
        var answer = compiled.Atoms.AnswersTo(own)[atom - compiled.Atoms.OfFlag(own)];
        return fact.Type switch
        {
            FactType.Flag => _space.Compiled.Atoms.OfFlag(joint),
            FactType.Choice => _space.Compiled.Atoms.OfChoice(joint, answer.Choice!),
            _ => _space.Compiled.Atoms.OfCount(joint, answer.Count!.Value),
        };
    }

    private int RecordedOf(CompiledPolicy compiled, int atom)
    {
        var joint = _space.Compiled;
        foreach (var response in compiled.Responses)
        {
            var same = joint.Responses[joint.Policy.Responses.IndexOf(response.Response.Id)];
            if (Array.IndexOf(response.Approvals, atom) is var approval and >= 0)
            {
                return same.Approvals[same.Response.Approvals.ToList().FindIndex(other => IsSame(other, response.Response.Approvals[approval]))];
            }

            if (atom == compiled.Atoms.OfLifted(response.Position))
            {
                return joint.Atoms.OfLifted(same.Position);
            }

            if (atom == compiled.Atoms.OfUnresolved(response.Position))
            {
                return joint.Atoms.OfUnresolved(same.Position);
            }
        }

        return joint.Atoms.OfRecorded(compiled.Atoms.Recorded.First(recorded => recorded.Atom == atom).Condition).Atom;
    }

    private Diagram Restrict(Policy before, Policy after)
    {
        var variables = _space.Diagrams.Variables;
        var joint = _space.Compiled.Policy;
        var excluded = joint.Behaviours.Where(behaviour => !before.Behaviours.Contains(behaviour.Id) || !after.Behaviours.Contains(behaviour.Id))
            .Select(behaviour => variables.NumberOf(StateVariableKind.Named, joint.Behaviours.IndexOf(behaviour.Id)))
            .Concat(
                from fact in joint.Facts
                from value in fact.Values
                where !Has(before, fact, value) || !Has(after, fact, value)
                select variables.NumberOf(StateVariableKind.Answer, _space.Compiled.Atoms.OfChoice(joint.Facts.IndexOf(fact.Id), value)));
        return excluded.Aggregate(_space.Possible, (states, number) => Table.AndNot(states, Table.Variable(number)));

        static bool Has(Policy policy, Fact fact, string value) => !policy.Facts.TryGet(fact.Id, out var own) || own.Values.Contains(value);
    }
}
