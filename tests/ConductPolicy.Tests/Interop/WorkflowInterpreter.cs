using System.Text.Json;

namespace ConductPolicy.Tests.Interop;

/// <summary>
/// Runs exported workflows as RulesEngine does, as far as they go: names, <c>!</c>, <c>&amp;&amp;</c>, <c>||</c>, brackets, <c>true</c> and
/// <c>false</c>. Anything else in an expression is refused, so that nothing else can be in one.
/// </summary>
internal sealed class WorkflowInterpreter
{
    private readonly JsonElement _workflow;
    private readonly string _parameter;

    /// <param name="workflows">The list of workflows, of which there has to be one.</param>
    /// <param name="parameter">The name of the parameter that the input is given as.</param>
    public WorkflowInterpreter(string workflows, string parameter)
    {
        _workflow = Assert.Single(JsonDocument.Parse(workflows).RootElement.EnumerateArray());
        _parameter = parameter;
    }

    /// <summary>Whether each rule succeeds.</summary>
    public Dictionary<string, bool> Run(IReadOnlyDictionary<string, bool> input)
    {
        var values = input.ToDictionary(item => $"{_parameter}.{item.Key}", item => item.Value);
        Define(_workflow, "GlobalParams", values);
        var answers = new Dictionary<string, bool>();
        foreach (var rule in _workflow.GetProperty("Rules").EnumerateArray())
        {
            var own = new Dictionary<string, bool>(values);
            Define(rule, "LocalParams", own);
            answers.Add(Text(rule, "RuleName"), new Expression(Text(rule, "Expression"), own).Value());
        }

        return answers;
    }

    private static void Define(JsonElement owner, string key, Dictionary<string, bool> values)
    {
        if (!owner.TryGetProperty(key, out var parameters))
        {
            return;
        }

        foreach (var parameter in parameters.EnumerateArray())
        {
            values.Add(Text(parameter, "Name"), new Expression(Text(parameter, "Expression"), values).Value());
        }
    }

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString()!;

    /// <summary>An expression being read; both sides of a connective are read, whichever decides.</summary>
    private sealed class Expression(string text, Dictionary<string, bool> values)
    {
        private int _at;

        public bool Value()
        {
            var value = Any();
            return _at == text.Length ? value : throw Unexpected();
        }

        private bool Any()
        {
            var value = All();
            while (Takes(" || "))
            {
                value |= All();
            }

            return value;
        }

        private bool All()
        {
            var value = One();
            while (Takes(" && "))
            {
                value &= One();
            }

            return value;
        }

        private bool One()
        {
            if (Takes("!"))
            {
                return !One();
            }

            if (Takes("("))
            {
                var value = Any();
                return Takes(")") ? value : throw Unexpected();
            }

            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterLower(text[_at]) || char.IsAsciiDigit(text[_at]) || text[_at] is '_' or '.'))
            {
                _at++;
            }

            return text[start.._at] switch
            {
                "true" => true,
                "false" => false,
                var name => values.TryGetValue(name, out var value) ? value : throw Unexpected(),
            };
        }

        private bool Takes(string token)
        {
            var isNext = string.CompareOrdinal(text, _at, token, 0, token.Length) == 0;
            _at += isNext ? token.Length : 0;
            return isNext;
        }

        private FormatException Unexpected() => new($"Unexpected at {_at} of: {text}");
    }
}
