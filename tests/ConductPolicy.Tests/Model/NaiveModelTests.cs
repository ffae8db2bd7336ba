using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Model;

/// <summary>Two evaluators check each other only as far as they share nothing.</summary>
public sealed class NaiveModelTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly Dictionary<int, OpCode> s_codes = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    [Fact]
    public void The_naive_evaluator_uses_nothing_of_the_library_but_records_lists_and_enumerations()
    {
        var used = typeof(NaiveEvaluator).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(NaiveEvaluator).Namespace && !type.FullName!.Contains(nameof(NaiveModelTests), StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(Everything).Concat<MethodBase>(type.GetConstructors(Everything)))
            .SelectMany(Uses)
            .Where(type => type.Assembly == typeof(Policy).Assembly)
            .Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type)
            .ToHashSet();
        Assert.Contains(typeof(Policy), used);
        Assert.All(used, type => Assert.True(
            type.IsEnum || IsRecord(type) || type == typeof(ValueList<>) || type == typeof(ValueList<>.Enumerator) || type == typeof(ValueList) || type == typeof(Definitions<>), type.FullName));
    }

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Everything) is not null;

    /// <summary>The types whose members a method names.</summary>
    private static IEnumerable<Type> Uses(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var operation = code[at] == 0xFE ? s_codes[0xFE00 | code[at + 1]] : s_codes[code[at]];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok or OperandType.InlineType)
            {
                var member = method.Module.ResolveMember(BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at)), ofType, ofMethod)!;
                yield return member as Type ?? member.DeclaringType!;
            }

            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at))),
                _ => 4,
            };
        }
    }
}
