using Ixt.Wire;

namespace Ixt.Session.Tests;

/// <summary>Benches whose connection has gone over to protobuf.</summary>
internal static class ProtobufBench
{
    public const string Offer = """{"versions":["1.0","1.1"],"encodings":["json","protobuf"],"features":["cancel"]}""";

    public const string Choice = """{"protocol":{"version":"1.1","encoding":"protobuf","features":["cancel"]}}""";

    /// <summary>A module session; its peer speaks protobuf after the init exchange.</summary>
    public static async Task<ModuleBench> ModuleAsync(Func<ModuleSessionOptions, ModuleSessionOptions>? configure = null)
    {
        ModuleBench bench = ModuleBench.Start(FrameFormat.LengthLittleEndian, configure);
        await bench.Peer.ExchangeAsync(Init("i"), ModuleBench.Success("\"i\"", Choice));
        bench.Peer.SpeakProtobuf(FrameSide.Runtime);
        return bench;
    }

    public static string Init(string id, string offer = Offer) => $$"""{"type":"init","id":"{{id}}","config":{},"protocol":{{offer}}}""";
}
