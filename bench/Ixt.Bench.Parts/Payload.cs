using Ixt.Protocol;

namespace Ixt.Bench.Parts;

/// <summary>What the parts are given.</summary>
internal static class Payload
{
    internal static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    internal static HandleRequest Request(int length) => new()
    {
        Id = new RequestId(1_000_000),
        Message = new HandleMessage { Topic = "echo", Payload = Bytes(length) },
        Context = new MessageContext { TraceId = "0af7651916cd43dd8448eb211c80319c", SourceModule = "bench:1.0.0", Timestamp = 1234567890 },
    };
}
