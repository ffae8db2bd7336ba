using ConductPolicy.Conditions;

namespace ConductPolicy.Tests.Conditions;

/// <summary>The tables of Kleene's strong three-valued logic, written out.</summary>
public sealed class TruthTests
{
    private const Truth F = Truth.False;
    private const Truth U = Truth.Unknown;
    private const Truth T = Truth.True;

    [Theory]
    [InlineData(F, T)]
    [InlineData(U, U)]
    [InlineData(T, F)]
    public void Not(Truth value, Truth expected) => Assert.Equal(expected, value.Not());

    [Theory]
    [InlineData(F, F, F, F)]
    [InlineData(F, U, F, U)]
    [InlineData(F, T, F, T)]
    [InlineData(U, U, U, U)]
    [InlineData(U, T, U, T)]
    [InlineData(T, T, T, T)]
    public void And_and_or(Truth left, Truth right, Truth and, Truth or)
    {
        Assert.Equal((and, or), (left.And(right), left.Or(right)));
        Assert.Equal((and, or), (right.And(left), right.Or(left)));
        Assert.Equal(left.And(right).Not(), left.Not().Or(right.Not()));
    }
}
