namespace Ixt.Nexus;

/// <summary>Names a member on the wire, where its .NET name in camel case is not the right one.</summary>
/// <param name="name">The name; not empty, and none of <c>__proto__</c>, <c>prototype</c> and <c>constructor</c>.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class NexusNameAttribute(string name) : Attribute
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;
}
