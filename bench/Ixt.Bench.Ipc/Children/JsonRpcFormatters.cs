using System.Net.Sockets;
using Nerdbank.Streams;
using StreamJsonRpc;

namespace Ixt.Bench.Ipc;

/// <summary>The formatters of StreamJsonRpc that are measured, each in the leanest framing it has.</summary>
internal static class JsonRpcFormatters
{
    internal const string SystemTextJson = "stj";
    internal const string MessagePack = "messagepack";
    internal const string Newtonsoft = "newtonsoft";

    internal static IJsonRpcMessageHandler Handler(string formatter, Socket socket) => new LengthHeaderMessageHandler(
        new NetworkStream(socket, ownsSocket: true).UsePipe(),
        formatter switch
        {
            SystemTextJson => new SystemTextJsonFormatter(),
            MessagePack => new MessagePackFormatter(),
            Newtonsoft => new JsonMessageFormatter(),
            _ => throw new ArgumentException($"No formatter '{formatter}'.", nameof(formatter)),
        });
}
