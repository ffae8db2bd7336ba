using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Interop;

/// <summary>A policy as workflows of microsoft/RulesEngine: the rules, the input to run them on, and what their answers come to. Immutable.</summary>
/// <remarks>
/// RulesEngine knows true and false, and nothing between. Whatever may be unknown is therefore asked by two rules, one that succeeds
/// where it holds for certain and one that succeeds where it may hold. <see cref="Read"/> puts their answers together again.
/// </remarks>
public sealed class RulesEngineExport
{
    private readonly DecisionEngine _engine;
    private readonly IncidentVocabulary _incident;
    private readonly PolicyWorkflow _workflow;

    /// <summary>The export of a policy.</summary>
    /// <param name="policy">The policy.</param>
    public RulesEngineExport(Policy policy)
    {
        _engine = new DecisionEngine(policy);
        _incident = new IncidentVocabulary(_engine.Compiled);
        _workflow = new PolicyWorkflow(_engine.Compiled, _incident);
        InputNames = _incident.Names;
        RuleNames = _workflow.Rules.Select(rule => rule.Name).ToValueList();
    }

    /// <summary>The policy.</summary>
    public Policy Policy => _engine.Policy;

    /// <summary>The names of the rules, in their order.</summary>
    public ValueList<string> RuleNames { get; }

    /// <summary>The names of what the rules ask of an incident, in the order of an input.</summary>
    public ValueList<string> InputNames { get; }

    /// <summary>The workflows as indented JSON by RulesEngine's published schema: a list of one workflow, named after the policy.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the workflows as a JSON array.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteString("WorkflowName", Policy.Id);
        WriteParameters(writer, "GlobalParams", _workflow.Shared);
        writer.WriteStartArray("Rules");
        foreach (var rule in _workflow.Rules)
        {
            WriteRule(writer, rule);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>One incident of a case as the input of the workflows.</summary>
    /// <param name="conductCase">The case.</param>
    /// <param name="incident">The id of the incident; null for the latest.</param>
    /// <param name="asOf">The day of the decision; null for the one that the case names. Events after it are not seen.</param>
    /// <exception cref="ConductPolicyException">As for <see cref="DecisionEngine.Decide"/>.</exception>
    public RulesEngineInput InputOf(ConductCase conductCase, string? incident = null, LocalDate? asOf = null) =>
        new(InputNames, _incident.ValuesOf(_engine.RecordOf(conductCase, incident, asOf)));

    /// <summary>What the answers of the rules say of the incident.</summary>
    /// <param name="answers">For each rule, by its name, whether it succeeded. A rule that RulesEngine could not run has no answer: it must not be given as false.</param>
    /// <exception cref="ConductPolicyException">A rule has no answer.</exception>
    public RulesEngineDecision Read(IReadOnlyDictionary<string, bool> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        foreach (var rule in RuleNames)
        {
            if (!answers.ContainsKey(rule))
            {
                throw new ConductPolicyException([new Problem(
                    ProblemCode.RulesEngineFailed, "", 0, 0, "", $"The rule `{rule}` of the workflow `{Policy.Id}` has no answer.",
                    "Run the workflow as it was exported, from the same version of the policy; nothing that failed to run may be taken for false.", ProblemSeverity.Error)]);
            }
        }

        return _workflow.Read(rule => answers[rule]);
    }

    private static void WriteRule(Utf8JsonWriter writer, WorkflowRule rule)
    {
        writer.WriteStartObject();
        writer.WriteString("RuleName", rule.Name);
        writer.WriteStartObject("Properties");
        writer.WriteString("kind", rule.Subject.Kind);
        if (rule.Subject.Id is { } id)
        {
            writer.WriteString("id", id);
            writer.WriteString("label", rule.Subject.Label);
        }

        writer.WriteString("asks", rule.Asks);
        if (rule.Holds is { } holds)
        {
            writer.WriteString("holds", holds);
        }

        writer.WriteStartArray("clauses");
        foreach (var clause in rule.Subject.Clauses)
        {
            writer.WriteStringValue(clause);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteString("RuleExpressionType", "LambdaExpression");
        WriteParameters(writer, "LocalParams", rule.Own);
        writer.WriteString("Expression", rule.Formula.Text);
        writer.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter writer, string key, IReadOnlyList<NamedFormula> parameters)
    {
        if (parameters.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(key);
        foreach (var parameter in parameters)
        {
            writer.WriteStartObject();
            writer.WriteString("Name", parameter.Name);
            writer.WriteString("Expression", parameter.Formula.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
