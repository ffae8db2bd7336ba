using System.Linq.Expressions;
using ConductPolicy.Interop;
using RulesEngine.Models;

namespace ConductPolicy.RulesEngine;

/// <summary>The type that RulesEngine makes of a policy's input, and how it is filled.</summary>
/// <remarks>RulesEngine makes the type from a dictionary and fills it by reflection, each time, which takes longer than running the rules.</remarks>
internal sealed class IncidentType
{
    private readonly Func<bool[], object> _make;

    public IncidentType(ValueList<string> names)
    {
        var type = new RuleParameter(RulesEngineInput.Parameter, names.ToDictionary(name => name, _ => (object)false)).Type;
        var values = Expression.Parameter(typeof(bool[]));
        _make = Expression.Lambda<Func<bool[], object>>(
            Expression.MemberInit(Expression.New(type), names.Select((name, i) => Expression.Bind(type.GetProperty(name)!, Expression.ArrayIndex(values, Expression.Constant(i))))),
            values).Compile();
    }

    public RuleParameter ParameterOf(RulesEngineInput input) => new(RulesEngineInput.Parameter, _make(input.Values.ToArray()));
}
