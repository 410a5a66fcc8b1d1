namespace Ixt.Nexus;

/// <summary>Marks an interface as the contract of a service: its proxy and its dispatcher are generated when the project is built.</summary>
/// <param name="token">The service's name on the wire, e.g. <c>example:echo</c>: what the original's <c>Token</c> is made with.</param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class NexusServiceAttribute(string token) : Attribute
{
    /// <summary>The service's name on the wire.</summary>
    public string Token { get; } = token;

    /// <summary>The daemon that is meant where a call names none, before the client's own default: <c>APP</c> or <c>APP/INSTANCE</c>. The original's <c>new Token(id, { defaultTarget })</c>.</summary>
    public string? DefaultTarget { get; set; }
}
