using System.Buffers;
using System.Text;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

/// <summary>A runtime that offers protobuf (spec/PROTOCOL.md §16).</summary>
public sealed class RuntimeProtobufTests
{
    private static readonly ProtocolOffer s_offer = new() { Versions = ["1.0", "1.1"], Encodings = [Encodings.Json, Encodings.Protobuf], Features = ["cancel"] };

    [Fact]
    public async Task Requests_are_protobuf_once_the_module_has_chosen_it()
    {
        await using RuntimeBench bench = RuntimeBench.Start(FrameFormat.LengthLittleEndian);
        await bench.InitAsync(ProtobufBench.Choice, s_offer);
        bench.Peer.SpeakProtobuf(FrameSide.Module);
        Task<ModuleResponse> call = bench.Session.HandleAsync(RuntimeBench.Message(payload: [0, 255]), RuntimeBench.Context);
        await bench.Peer.ExpectAsync("""{"type":"handle","id":2,"message":{"topic":"t","payload":"AP8=","priority":1},"context":{"trace_id":"x","source_module":"m","timestamp":1}}""");
        await bench.Peer.SendAsync(ModuleBench.Success("2", """{"a":[1]}"""));
        Assert.Equal("""{"a":[1]}""", Assert.IsType<ResponseSuccess>(await call.OrHang()).Data.GetRawText());
        bench.Services.OnRequest = static (request, _) => ValueTask.FromResult(HandlerResult.Success(request.Params));
        await bench.Peer.ExchangeAsync(
            """{"type":"service_request","id":"m-1","service":"kv","method":"get","params":{"key":"k"}}""",
            """{"type":"service_response","id":"m-1","success":true,"data":{"key":"k"}}""");
        Assert.Equal(2, bench.Peer.ProtobufFrames);
        Assert.Equal(Encodings.Protobuf, bench.Session.NegotiatedProtocol!.Encoding);
    }

    [Theory]
    [InlineData("""{"protocol":{"version":"1.1","encoding":"json","features":[]}}""")]
    [InlineData("{}")]
    public async Task A_module_that_does_not_choose_it_gets_json(string data)
    {
        await using RuntimeBench bench = RuntimeBench.Start(FrameFormat.LengthLittleEndian);
        await bench.InitAsync(data, s_offer);
        Task<ModuleResponse> call = bench.Session.HealthCheckAsync();
        await bench.Peer.ExpectAsync("""{"type":"health_check","id":2}""");
        await bench.Peer.SendAsync(" " + ModuleBench.Success("2"));
        await call.OrHang();
    }

    [Fact]
    public async Task Protobuf_is_left_out_of_an_offer_in_lines()
    {
        await using RuntimeBench bench = RuntimeBench.Start(FrameFormat.Ndjson);
        Task<ModuleResponse> call = bench.Session.InitAsync(RuntimeBench.EmptyConfig, s_offer);
        JsonElement init = await bench.Peer.ReceiveAsync();
        Assert.Equal("""["json"]""", init.GetProperty("protocol").GetProperty("encodings").GetRawText());
        await bench.Peer.SendAsync(ModuleBench.Success("1", ProtobufBench.Choice));
        Assert.Equal("PROTOCOL_ERROR", (await Assert.ThrowsAsync<SessionException>(() => call.OrHang())).Code);
    }

    [Fact]
    public async Task A_frame_right_behind_the_init_response_is_read_as_what_it_is()
    {
        await using RuntimeBench bench = RuntimeBench.Start(FrameFormat.LengthLittleEndian);
        TaskCompletionSource<string> served = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Services.OnRequest = (request, _) =>
        {
            served.SetResult(request.Method);
            return ValueTask.FromResult(HandlerResult.Empty);
        };
        Task<ModuleResponse> call = bench.Session.InitAsync(RuntimeBench.EmptyConfig, s_offer);
        await bench.TakeAsync("init");
        ArrayBufferWriter<byte> both = new();
        Framing.Write(both, FrameFormat.LengthLittleEndian, Encoding.UTF8.GetBytes(ModuleBench.Success("1", ProtobufBench.Choice)));
        ArrayBufferWriter<byte> request = new();
        ServiceRequest.WriteProtobuf(request, null, "logging", "log", "{}"u8);
        Framing.Write(both, FrameFormat.LengthLittleEndian, request.WrittenSpan);
        await bench.Peer.SendBytesAsync(both.WrittenMemory);
        Assert.Equal("log", await served.Task.OrHang());
        await call.OrHang();
        Assert.Equal(0, bench.Session.BadFrames);
    }

    [Fact]
    public async Task Both_ends_of_ours_agree_on_everything_over_protobuf()
    {
        (InMemoryTransport runtimeEnd, InMemoryTransport moduleEnd) = InMemoryTransport.CreatePair();
        ScriptedServices services = new() { OnRequest = static (request, _) => ValueTask.FromResult(HandlerResult.Success(request.Params)) };
        ScriptedHandler handler = new();
        await using ModuleSession module = new(moduleEnd, handler, new PoolDispatcher());
        handler.OnHandle = async (request, token) =>
        {
            ServiceResponse echoed = await module.CallAsync(
                "message_bus",
                "send",
                request.Message.Payload,
                static (writer, payload) =>
                {
                    writer.WriteStartObject();
                    writer.WriteBase64String("payload"u8, payload.Span);
                    writer.WriteEndObject();
                },
                null,
                token);
            return HandlerResult.Success(((ServiceSuccess)echoed).Data);
        };
        Task<ModuleSessionResult> running = module.RunAsync(CancellationToken.None);
        await using RuntimeSession runtime = RuntimeSession.Start(runtimeEnd, services);
        await runtime.InitAsync(RuntimeBench.EmptyConfig, s_offer).OrHang();
        Assert.Equal(Encodings.Protobuf, runtime.NegotiatedProtocol!.Encoding);
        byte[][] payloads = [[], [0], .. Enumerable.Range(1, 20).Select(static n => new byte[n * 10_000])];
        ModuleResponse[] answers = await Task.WhenAll(payloads.Select(p => runtime.HandleAsync(RuntimeBench.Message(payload: p), RuntimeBench.Context))).OrHang();
        Assert.Equal(payloads, answers.Select(static a => Assert.IsType<ResponseSuccess>(a).Data.GetProperty("payload").GetBytesFromBase64()));
        Assert.True(Assert.IsType<ResponseSuccess>(await runtime.HealthCheckAsync().OrHang()).Data.GetProperty("healthy").GetBoolean());
        Assert.IsType<ResponseSuccess>(await runtime.ShutdownAsync().OrHang());
        Assert.Equal(ModuleSessionEnd.ShutdownRequested, (await running.OrHang()).End);
        Assert.Equal((0, 0), (runtime.BadFrames, runtime.UnknownAnswers));
    }

    [Fact]
    public async Task Cancel_goes_out_as_protobuf_too()
    {
        await using RuntimeBench bench = RuntimeBench.Start(FrameFormat.LengthLittleEndian);
        await bench.InitAsync(ProtobufBench.Choice, s_offer);
        bench.Peer.SpeakProtobuf(FrameSide.Module);
        (RequestId id, Task<ModuleResponse> answer) = bench.Session.StartHandle(RuntimeBench.Message(), RuntimeBench.Context);
        await bench.TakeAsync("handle");
        await bench.Session.CancelAsync(id);
        await bench.Peer.ExpectAsync("""{"type":"cancel","id":2}""");
        await bench.Peer.SendAsync(ModuleBench.Success("2"));
        await answer.OrHang();
        Assert.Equal(2, bench.Peer.ProtobufFrames);
    }
}
