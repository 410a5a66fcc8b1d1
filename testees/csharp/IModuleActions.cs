using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Ixt.Testee;

/// <summary>What a script's steps may do with the module that plays them.</summary>
internal interface IModuleActions
{
    KeyValueStore Kv { get; }

    StructuredLog Logging { get; }

    string ModuleId { get; }

    JsonElement Config { get; }

    Task<SendResponse> SendAsync(string topic, byte[] payload, Priority priority, TimeSpan? ttl, CancellationToken cancellationToken);

    void WriteStderr(string message, bool isError);
}
