using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>Puts a policy in the words of another: what answers to a part of that has its id, and nothing else has an id of it.</summary>
internal sealed class PolicyRenaming
{
    private readonly Dictionary<(string Section, string Id), string> _names = [];

    private PolicyRenaming(Policy policy, Policy other, IdMapping mapping)
    {
        foreach (var section in IdMapping.Sections)
        {
            var taken = IdMapping.IdsOf(other, section).ToHashSet();
            foreach (var id in IdMapping.IdsOf(policy, section))
            {
                _names[(section, id)] = mapping.Ids.FirstOrDefault(pair => pair.Section == section && pair.Before == id) is { } mapped ? mapped.After
                    : taken.Contains(id) ? $"{id}-of-{policy.Id}"
                    : id;
            }
        }
    }

    public static Policy Rename(Policy policy, Policy other, IdMapping mapping) => new PolicyRenaming(policy, other, mapping).Rename(policy);

    private Policy Rename(Policy policy) => policy with
    {
        Scope = (CitedCondition)Rename((Condition)policy.Scope)!,
        Facts = new(policy.Facts.Select(fact => fact with { Id = Name("facts", fact.Id) }).ToValueList()),
        Roles = new(policy.Roles.Select(role => role with { Id = Name("roles", role.Id), MayActFor = role.MayActFor.Select(id => Name("roles", id)).ToValueList() }).ToValueList()),
        Behaviours = new(policy.Behaviours.Select(behaviour => behaviour with { Id = Name("behaviours", behaviour.Id), When = Rename(behaviour.When), Unless = Rename(behaviour.Unless) }).ToValueList()),
        Steps = new(policy.Steps.Select(step => step with { Id = Name("steps", step.Id), When = Rename(step.When), After = Rename(step.After) }).ToValueList()),
        Responses = new(policy.Responses.Select(Rename).ToValueList()),
        Ladder = policy.Ladder with { When = Rename(policy.Ladder.When), After = Rename(policy.Ladder.After) },
        Considerations = new([]),
        Safeguards = new([]),
    };

    private Response Rename(Response response) => response with
    {
        Id = Name("responses", response.Id),
        When = Rename(response.When),
        After = Rename(response.After),
        Continues = response.Continues is { } first ? Name("responses", first) : null,
        DecidedBy = response.DecidedBy is { } decider ? decider with { Role = Name("roles", decider.Role) } : null,
        Approvals = response.Approvals.Select(approval => approval with { Role = Name("roles", approval.Role), After = Rename(approval.After) }).ToValueList(),
    };

    private Condition? Rename(Condition? condition) => condition switch
    {
        FlagCondition flag => new FlagCondition(Name("facts", flag.Fact)),
        ChoiceCondition choice => choice with { Fact = Name("facts", choice.Fact) },
        CountCondition count => count with { Fact = Name("facts", count.Fact) },
        NotCondition not => new NotCondition(Rename(not.Inner)!),
        AllCondition all => new AllCondition(all.Conditions.Select(part => Rename(part)!).ToValueList()),
        AnyCondition any => new AnyCondition(any.Conditions.Select(part => Rename(part)!).ToValueList()),
        CitedCondition cited => cited with { When = Rename(cited.When)! },
        BehaviourCondition behaviour => behaviour with { BehaviourOrTag = Name("behaviours", behaviour.BehaviourOrTag) },
        TakenCondition taken => taken with { Ids = taken.Ids.Select(id => _names.GetValueOrDefault(("steps", id)) ?? Name("responses", id)).ToValueList() },
        RepresentationsCondition heard => heard with { Response = Name("responses", heard.Response) },
        NotifiedCondition notified => new NotifiedCondition(Name("responses", notified.Response)),
        InForceCondition inForce => new InForceCondition(Name("responses", inForce.Response)),
        _ => condition,
    };

    // A tag is no id, and stays.
    private string Name(string section, string id) => _names.GetValueOrDefault((section, id), id);
}
