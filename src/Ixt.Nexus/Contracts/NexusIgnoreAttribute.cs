namespace Ixt.Nexus;

/// <summary>Keeps a property of a class or record that travels by value off the wire.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NexusIgnoreAttribute : Attribute;
