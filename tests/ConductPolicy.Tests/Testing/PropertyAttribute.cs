namespace FsCheck.Xunit;

/// <summary>Stands for FsCheck.Xunit's own, which does not restore here: the tests do what that one does with it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PropertyAttribute : Attribute
{
    public Type[] Arbitrary { get; set; } = [];
}
