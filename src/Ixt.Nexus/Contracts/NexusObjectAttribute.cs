namespace Ixt.Nexus;

/// <summary>
/// Marks an interface whose implementations travel by reference, as an argument or a result, or that is nested in another contract as a property:
/// its proxy and its dispatcher are generated when the project is built. The original's <c>nexus.ref()</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class NexusObjectAttribute : Attribute;
