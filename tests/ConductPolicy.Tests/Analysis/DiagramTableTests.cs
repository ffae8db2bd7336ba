using System.Numerics;
using ConductPolicy.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Analysis;

/// <summary>Diagrams against the table of all values, which says what a function is.</summary>
public sealed class DiagramTableTests
{
    private const int Variables = 5;
    private const int Rows = 1 << Variables;

    /// <summary>A function put together from variables, as an expression.</summary>
    private abstract record Expression;

    private sealed record Ask(int Variable) : Expression;

    private sealed record Constant(bool Value) : Expression;

    private sealed record Negation(Expression Inner) : Expression;

    private sealed record Choice(Expression If, Expression Then, Expression Else) : Expression;

    private sealed record Pair(char Kind, Expression Left, Expression Right) : Expression;

    [Fact]
    public void A_diagram_holds_where_its_expression_does() => Check((table, expression, diagram) =>
    {
        foreach (var row in Enumerable.Range(0, Rows))
        {
            Assert.Equal(Holds(expression, row), table.Evaluate(diagram, ValuesOf(row)));
        }
    });

    [Fact]
    public void Equal_functions_are_one_node() => Check((table, expression, diagram) =>
    {
        var byRows = table.Any(Enumerable.Range(0, Rows).Where(row => Holds(expression, row)).Select(row => RowOf(table, row)));
        Assert.Equal(byRows, diagram);
        Assert.Equal(diagram, table.Not(table.Not(diagram)));
        Assert.Equal(Diagram.False, table.Differs(diagram, byRows));
        Assert.Equal(Diagram.False, table.AndNot(diagram, byRows));
    });

    [Fact]
    public void The_count_is_the_number_of_rows_that_hold() => Check((table, expression, diagram) =>
        Assert.Equal(new BigInteger(Enumerable.Range(0, Rows).Count(row => Holds(expression, row))), table.Count(diagram)));

    [Fact]
    public void Settling_a_variable_and_asking_for_one_go_by_the_rows() => Check((table, expression, diagram) =>
    {
        for (var variable = 0; variable < Variables; variable++)
        {
            foreach (var row in Enumerable.Range(0, Rows))
            {
                var (off, on) = (row & ~(1 << variable), row | (1 << variable));
                Assert.Equal(Holds(expression, off), table.Evaluate(table.With(diagram, variable, false), ValuesOf(row)));
                Assert.Equal(Holds(expression, on), table.Evaluate(table.With(diagram, variable, true), ValuesOf(row)));
                Assert.Equal(Holds(expression, off) || Holds(expression, on), table.Evaluate(table.Exists(diagram, variable), ValuesOf(row)));
            }
        }
    });

    [Fact]
    public void The_support_is_what_the_function_depends_on() => Check((table, expression, diagram) =>
        Assert.Equal(
            Enumerable.Range(0, Variables).Where(variable => Enumerable.Range(0, Rows).Any(row => Holds(expression, row) != Holds(expression, row ^ (1 << variable)))),
            table.SupportOf(diagram)));

    [Fact]
    public void The_cheapest_values_cost_least_of_all_rows_that_hold()
    {
        var cases = from expression in Expressions(4) from costs in Gen.Choose(0, 3).ArrayOf(Variables) select (expression, costs);
        Prop.ForAll(Arb.From(cases), given =>
        {
            var table = new DiagramTable(Variables);
            var found = table.Cheapest(Diagrammed(table, given.expression), given.costs);
            var holding = Enumerable.Range(0, Rows).Where(row => Holds(given.expression, row)).ToList();
            if (holding.Count == 0)
            {
                Assert.Null(found);
                return;
            }

            Assert.NotNull(found);

            // Of the cheapest, the first by its values in their order.
            var wanted = holding.MinBy(row => (CostOf(row, given.costs), string.Concat(ValuesOf(row).Select(value => value ? '1' : '0'))));
            Assert.Equal(ValuesOf(wanted), found);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithQuietOnSuccess(true));
    }

    [Fact]
    public void A_parity_has_two_nodes_a_variable()
    {
        var table = new DiagramTable(100);
        var parity = Enumerable.Range(0, 100).Aggregate(Diagram.False, (sum, variable) => table.Differs(sum, table.Variable(variable)));
        Assert.Equal((2 * 100) - 1 + 2, table.SizeOf(parity));
        Assert.Equal(BigInteger.Pow(2, 99), table.Count(parity));
    }

    [Fact]
    public void What_passes_the_limit_is_refused_and_says_so()
    {
        var table = new DiagramTable(40, maximumNodes: 500);

        // Each pair of variables as far apart as can be: the diagram doubles with every pair.
        var passed = Assert.Throws<DiagramLimitException>(() => table.All(Enumerable.Range(0, 20).Select(i => table.Or(table.Variable(i), table.Variable(i + 20)))));
        Assert.Equal("The exact answer needs more than 500 nodes, which is the limit.", passed.Message);
        Assert.Equal(500, table.NodeCount);
        Assert.Throws<DiagramLimitException>(() => new DiagramTable(DiagramTable.MaximumVariables + 1));
    }

    [Fact]
    public void The_most_variables_there_may_be_are_no_danger_to_the_stack()
    {
        var table = new DiagramTable(DiagramTable.MaximumVariables);
        var all = table.All(Enumerable.Range(0, DiagramTable.MaximumVariables).Reverse().Select(table.Variable));
        var parity = Enumerable.Range(0, DiagramTable.MaximumVariables).Reverse().Aggregate(Diagram.False, (sum, variable) => table.Differs(table.Variable(variable), sum));
        Assert.Equal(BigInteger.One, table.Count(all));
        Assert.Equal(all, table.And(all, table.Not(parity)));
        Assert.Equal(DiagramTable.MaximumVariables, table.SupportOf(table.Exists(parity, 0) == Diagram.True ? parity : all).Count);
    }

    private static void Check(Action<DiagramTable, Expression, Diagram> law) =>
        Prop.ForAll(Arb.From(Expressions(5)), expression =>
        {
            var table = new DiagramTable(Variables);
            law(table, expression, Diagrammed(table, expression));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithQuietOnSuccess(true));

    private static Gen<Expression> Expressions(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Choose(0, Variables - 1).Select(Expression (variable) => new Ask(variable)),
            Gen.Elements(true, false).Select(Expression (value) => new Constant(value)));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Expressions(depth - 1);
        return Gen.OneOf(
            leaf,
            inner.Select(Expression (part) => new Negation(part)),
            from condition in inner from then in inner from otherwise in inner select (Expression)new Choice(condition, then, otherwise),
            from kind in Gen.Elements('&', '|', '^', '-') from left in inner from right in inner select (Expression)new Pair(kind, left, right));
    }

    private static bool Holds(Expression expression, int row) => expression switch
    {
        Ask ask => (row >> ask.Variable & 1) == 1,
        Constant constant => constant.Value,
        Negation not => !Holds(not.Inner, row),
        Choice choice => Holds(choice.If, row) ? Holds(choice.Then, row) : Holds(choice.Else, row),
        Pair { Kind: '&' } pair => Holds(pair.Left, row) && Holds(pair.Right, row),
        Pair { Kind: '|' } pair => Holds(pair.Left, row) || Holds(pair.Right, row),
        Pair { Kind: '^' } pair => Holds(pair.Left, row) != Holds(pair.Right, row),
        Pair pair => Holds(pair.Left, row) && !Holds(pair.Right, row),
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    private static Diagram Diagrammed(DiagramTable table, Expression expression) => expression switch
    {
        Ask ask => table.Variable(ask.Variable),
        Constant constant => Diagram.Of(constant.Value),
        Negation not => table.Not(Diagrammed(table, not.Inner)),
        Choice choice => table.Choose(Diagrammed(table, choice.If), Diagrammed(table, choice.Then), Diagrammed(table, choice.Else)),
        Pair { Kind: '&' } pair => table.And(Diagrammed(table, pair.Left), Diagrammed(table, pair.Right)),
        Pair { Kind: '|' } pair => table.Or(Diagrammed(table, pair.Left), Diagrammed(table, pair.Right)),
        Pair { Kind: '^' } pair => table.Differs(Diagrammed(table, pair.Left), Diagrammed(table, pair.Right)),
        Pair pair => table.AndNot(Diagrammed(table, pair.Left), Diagrammed(table, pair.Right)),
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    private static Diagram RowOf(DiagramTable table, int row) => table.All(Enumerable.Range(0, Variables).Select(variable =>
        (row >> variable & 1) == 1 ? table.Variable(variable) : table.Not(table.Variable(variable))));

    private static bool[] ValuesOf(int row) => [.. Enumerable.Range(0, Variables).Select(variable => (row >> variable & 1) == 1)];

    private static int CostOf(int row, int[] costs) => Enumerable.Range(0, Variables).Sum(variable => (row >> variable & 1) * costs[variable]);
}
