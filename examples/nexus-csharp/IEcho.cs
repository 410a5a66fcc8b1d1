using Ixt.Nexus;

namespace NexusExample;

/// <summary>What daemon and client agree on; a Node program has <c>EchoToken = new Token("example:echo")</c> for it.</summary>
[NexusService("example:echo")]
public interface IEcho
{
    /// <summary><c>echo</c> on the wire.</summary>
    Task<string> EchoAsync(string input, CancellationToken ct = default);
}
