namespace Ixt.Nexus;

/// <summary>
/// Makes a method of a contract the getter or the setter of a property on the wire, which .NET can't read without waiting: <c>Task&lt;double&gt; GetValueAsync()</c> reads it,
/// <c>Task SetValueAsync(double value)</c> assigns it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NexusPropertyAttribute : Attribute
{
    /// <summary>Names the property after the method: <c>GetValueAsync</c> reads <c>value</c>.</summary>
    public NexusPropertyAttribute()
    {
    }

    /// <summary>Names the property.</summary>
    /// <param name="name">Its name on the wire.</param>
    public NexusPropertyAttribute(string name) => Name = name;

    /// <summary>The property's name on the wire; null: after the method.</summary>
    public string? Name { get; }
}
