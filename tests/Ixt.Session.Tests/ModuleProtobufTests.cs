using System.Text;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

/// <summary>A module that is offered protobuf (spec/PROTOCOL.md §16).</summary>
public sealed class ModuleProtobufTests
{
    [Theory]
    [InlineData("""["json","protobuf"]""", "protobuf")]
    [InlineData("""["protobuf","json"]""", "protobuf")]
    [InlineData("""["protobuf"]""", "protobuf")]
    [InlineData("""["json","x-cbor"]""", "json")]
    public async Task Protobuf_is_chosen_where_it_is_offered_with_length_framing(string encodings, string chosen)
    {
        await using ModuleBench bench = ModuleBench.Start(FrameFormat.LengthLittleEndian);
        await bench.Peer.ExchangeAsync(
            ProtobufBench.Init("i", $$"""{"versions":["1.1"],"encodings":{{encodings}},"features":[]}"""),
            ModuleBench.Success("\"i\"", $$$"""{"protocol":{"version":"1.1","encoding":"{{{chosen}}}","features":[]}}"""));
        Assert.Equal(chosen, bench.Session.NegotiatedProtocol!.Encoding);
    }

    [Fact]
    public async Task With_lines_json_is_chosen_and_protobuf_alone_is_nothing_in_common()
    {
        await using ModuleBench bench = ModuleBench.Start(FrameFormat.Ndjson);
        await bench.Peer.SendAsync(ProtobufBench.Init("i", """{"versions":["1.1"],"encodings":["protobuf"],"features":[]}"""));
        JsonElement error = await bench.Peer.ExpectErrorAsync("INIT_FAILED", "\"i\"");
        Assert.Contains("[protobuf], spoken here [json]", error.GetProperty("error").GetProperty("message").GetString()!);
        await bench.Peer.ExchangeAsync(
            ProtobufBench.Init("j"), ModuleBench.Success("\"j\"", """{"protocol":{"version":"1.1","encoding":"json","features":["cancel"]}}"""));
        await bench.StillAnswersAsync();
    }

    [Fact]
    public async Task A_module_that_speaks_json_only_keeps_to_it()
    {
        await using ModuleBench bench = ModuleBench.Start(FrameFormat.LengthLittleEndian, static o => o with { Encodings = [Encodings.Json] });
        await bench.Peer.ExchangeAsync(
            ProtobufBench.Init("i"), ModuleBench.Success("\"i\"", """{"protocol":{"version":"1.1","encoding":"json","features":["cancel"]}}"""));
        await bench.StillAnswersAsync();
    }

    [Fact]
    public async Task A_generation_1_runtime_never_sees_protobuf()
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(FrameFormat.LengthLittleEndian);
        await bench.Peer.ExchangeAsync(ModuleBench.Handle1, ModuleBench.Success("1"));
        await bench.StillAnswersAsync();
    }

    [Fact]
    public async Task A_session_can_t_speak_what_it_does_not_know()
    {
        (_, InMemoryTransport module) = InMemoryTransport.CreatePair();
        await using ModuleBench bench = ModuleBench.Start(FrameFormat.Ndjson);
        ArgumentException e = Assert.Throws<ArgumentException>(
            () => new ModuleSession(module, bench.Handler, new PoolDispatcher(), new ModuleSessionOptions { Encodings = ["json", "x-cbor"] }));
        Assert.Contains("Encodings has x-cbor", e.Message);
    }

    [Fact]
    public async Task Messages_and_their_answers_are_protobuf_after_the_init_exchange()
    {
        await using ModuleBench bench = await ProtobufBench.ModuleAsync();
        byte[] everyByte = [.. Enumerable.Range(0, 256).Select(static i => (byte)i)];
        bench.Handler.OnHandle = static (request, _) => ValueTask.FromResult(HandlerResult.Success(request, static (writer, state) =>
        {
            HandleRequest handled = (HandleRequest)state!;
            writer.WriteStartObject();
            writer.WriteBase64String("result"u8, handled.Message.Payload.Span);
            writer.WriteString("topic"u8, handled.Message.Topic);
            writer.WriteEndObject();
        }));
        string payload = Convert.ToBase64String(everyByte);
        await bench.Peer.ExchangeAsync(ModuleBench.Handle("1", "é", payload), ModuleBench.Success("1", $$"""{"result":"{{payload}}","topic":"é"}"""));
        bench.Handler.OnHandle = static (_, _) => ValueTask.FromResult(HandlerResult.SuccessRaw(" {\"n\" : 1e400,\n\"m\":123456789012345678901234567890 } "u8.ToArray()));
        await bench.Peer.SendAsync(ModuleBench.Handle("\"2\""));
        JsonElement raw = await bench.Peer.ReceiveAsync();
        Assert.Equal("123456789012345678901234567890", raw.GetProperty("data").GetProperty("m").GetRawText());
        bench.Handler.OnHandle = static (_, _) => ValueTask.FromResult(HandlerResult.Failure("MINE", "no", JsonElement.Parse("[1]")));
        await bench.Peer.ExchangeAsync(
            ModuleBench.Handle("3"), """{"type":"response","id":3,"success":false,"error":{"code":"MINE","message":"no","details":[1]}}""");
        await bench.StillAnswersAsync();
        await bench.Peer.ExchangeAsync("""{"type":"shutdown","id":"s"}""", ModuleBench.Success("\"s\""));
        await bench.Peer.ExpectEndAsync();
        Assert.Equal(5, bench.Peer.ProtobufFrames);
        Assert.Equal(ModuleSessionEnd.ShutdownRequested, (await bench.Result.OrHang()).End);
    }

    [Fact]
    public async Task Service_calls_and_their_answers_are_protobuf()
    {
        await using ModuleBench bench = await ProtobufBench.ModuleAsync();
        Task<ServiceResponse> call = bench.Session.CallAsync("kv", "get", "k", static (writer, key) =>
        {
            writer.WriteStartObject();
            writer.WriteString("key"u8, key);
            writer.WriteEndObject();
        });
        await bench.Peer.ExpectAsync("""{"type":"service_request","id":"m-1","service":"kv","method":"get","params":{"key":"k"}}""");
        await bench.Peer.SendAsync("""{"type":"service_response","id":"m-1","success":true,"data":{"found":true,"value":"AAE="}}""");
        Assert.Equal("AAE=", Assert.IsType<ServiceSuccess>(await call.OrHang()).Data.GetProperty("value").GetString());
        await bench.Session.PostAsync("logging", "log", 0, static (writer, _) =>
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        });
        await bench.Peer.ExpectAsync("""{"type":"service_request","service":"logging","method":"log","params":{}}""");
        Assert.Equal(2, bench.Peer.ProtobufFrames);
    }

    [Fact]
    public async Task Json_that_was_on_its_way_is_still_understood()
    {
        await using ModuleBench bench = await ProtobufBench.ModuleAsync();
        await bench.Peer.SendJsonAsync(ModuleBench.Handle1);
        await bench.Peer.ExpectAsync(ModuleBench.Success("1"));
        await bench.Peer.SendJsonAsync("{");
        await bench.Peer.ExpectErrorAsync("PROTOCOL_ERROR", "null");
        Assert.Equal(2, bench.Peer.ProtobufFrames);
    }

    [Fact]
    public async Task A_service_call_of_the_init_hook_is_json_on_both_ways()
    {
        await using ModuleBench bench = ModuleBench.Start(FrameFormat.LengthLittleEndian);
        ModuleSession session = bench.Session;
        bench.Handler.OnInit = async (_, token) => await session.CallAsync(
            "kv",
            "get",
            0,
            static (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteEndObject();
            },
            null,
            token);
        await bench.Peer.ExchangeAsync(ProtobufBench.Init("i"), """{"type":"service_request","id":"m-1","service":"kv","method":"get","params":{}}""");
        await bench.Peer.ExchangeAsync("""{"type":"service_response","id":"m-1","success":true,"data":{}}""", ModuleBench.Success("\"i\"", ProtobufBench.Choice));
        bench.Peer.SpeakProtobuf(FrameSide.Runtime);
        await bench.StillAnswersAsync();
        Assert.Equal(1, bench.Peer.ProtobufFrames);
    }

    [Fact]
    public async Task A_failed_init_leaves_the_connection_in_json()
    {
        await using ModuleBench bench = ModuleBench.Start(FrameFormat.LengthLittleEndian);
        bench.Handler.OnInit = static (_, _) => throw new InvalidDataException("no");
        await bench.Peer.SendAsync(ProtobufBench.Init("i"));
        await bench.Peer.ExpectErrorAsync("INIT_FAILED", "\"i\"");
        bench.Handler.OnInit = static (_, _) => ValueTask.CompletedTask;
        await bench.Peer.ExchangeAsync(ProtobufBench.Init("j"), ModuleBench.Success("\"j\"", ProtobufBench.Choice));
        bench.Peer.SpeakProtobuf(FrameSide.Runtime);
        await bench.Peer.SendAsync(ProtobufBench.Init("k"));
        await bench.Peer.ExpectErrorAsync("ALREADY_INITIALIZED", "\"k\"");
        await bench.StillAnswersAsync();
    }

    [Theory]
    [InlineData("12430a", "null", null)]
    [InlineData("ff", "null", null)]
    [InlineData("72030a0137", "\"7\"", "/type")]
    [InlineData("12051001220100", "1", "/message")]
    [InlineData("2a00", "null", "/id")]
    public async Task A_faulty_frame_is_answered_and_the_connection_lives(string hex, string id, string? pointer)
    {
        await using ModuleBench bench = await ProtobufBench.ModuleAsync();
        await bench.Peer.SendFrameAsync(Convert.FromHexString(hex));
        await bench.Peer.ExpectErrorAsync("PROTOCOL_ERROR", id, pointer);
        await bench.StillAnswersAsync();
    }

    [Fact]
    public async Task What_can_t_be_sent_is_answered_with_the_error_that_says_so()
    {
        await using ModuleBench bench = await ProtobufBench.ModuleAsync(static o => o with { MaxFrame = 4096 });
        bench.Handler.OnHandle = static (request, _) => ValueTask.FromResult(request.Message.Topic == "large"
            ? HandlerResult.SuccessRaw(Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', 5000)}}"}"""))
            : HandlerResult.SuccessRaw(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 63) + new string(']', 63) + "}")));
        await bench.Peer.SendAsync(ModuleBench.Handle("1", "large"));
        await bench.Peer.ExpectErrorAsync("FRAME_TOO_LARGE", "1");
        await bench.Peer.SendAsync(ModuleBench.Handle("2", "deep"));
        await bench.Peer.ExpectErrorAsync("HANDLER_ERROR", "2");
        Assert.Equal(2, bench.Peer.ProtobufFrames);
        await bench.StillAnswersAsync();
    }
}
