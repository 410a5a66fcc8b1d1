using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Ixt.Wire;

namespace Ixt.Session.Tests;

/// <summary>Every kind of bad input: a clear error, nothing lost, never a hang.</summary>
public sealed class ModuleBadInputTests
{
    [Theory]
    [BothFramings("hello")]
    [BothFramings("[1,2]")]
    [BothFramings("{\"type\":\"health_check\",\"id\":\"1\"")]
    [BothFramings("{\"type\":\"health_check\",\"id\":\"1\"}{}")]
    [BothFramings("\uFEFF{\"type\":\"health_check\",\"id\":\"1\"}")]
    public async Task A_frame_that_is_no_JSON_object_is_answered_without_id_and_the_next_is_handled(FrameFormat format, string frame)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        await bench.Peer.SendAsync(frame);
        await bench.Peer.ExpectErrorAsync("PROTOCOL_ERROR", "null");
        await bench.StillAnswersAsync();
        Assert.Contains(SessionEvent.BadFrame, bench.Log.Events);
    }

    [Theory, BothFramings]
    public async Task Invalid_UTF8_is_answered_without_id_and_the_next_is_handled(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        await bench.Peer.SendFrameAsync([.. "{\"type\":\"health_check\",\"id\":\""u8, 0xc3, 0x28, .. "\"}"u8]);
        await bench.Peer.ExpectErrorAsync("PROTOCOL_ERROR", "null");
        await bench.StillAnswersAsync();
    }

    [Theory]
    [BothFramings(64, true)]
    [BothFramings(65, false)]
    public async Task Nesting_up_to_64_is_taken_and_65_is_not(FrameFormat format, int depth, bool accepted)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        string nested = new string('[', depth - 1) + new string(']', depth - 1);
        await bench.Peer.SendAsync($$"""{"type":"health_check","id":"1","x":{{nested}}}""");
        if (accepted)
        {
            await bench.Peer.ExpectAsync(ModuleBench.Success("\"1\"", """{"healthy":true}"""));
        }
        else
        {
            await bench.Peer.ExpectErrorAsync("PROTOCOL_ERROR", "null");
        }

        await bench.StillAnswersAsync();
    }

    [Theory]
    [BothFramings("""{"type":"handle","id":7,"message":{"topic":1,"payload":""},"context":{"trace_id":"x","source_module":"m","timestamp":1}}""", "7", "/message/topic")]
    [BothFramings("""{"type":"handle","id":7,"message":{"topic":"t"},"context":{"trace_id":"x","source_module":"m","timestamp":1}}""", "7", "/message/payload")]
    [BothFramings("""{"type":"handle","id":7,"message":{"topic":"t","payload":""}}""", "7", "/context")]
    [BothFramings("""{"type":"frobnicate","id":"q"}""", "\"q\"", "/type")]
    [BothFramings("""{"id":"q"}""", "\"q\"", "/type")]
    [BothFramings("""{"type":"health_check"}""", "null", "/id")]
    [BothFramings("""{"type":"health_check","id":-1}""", "null", "/id")]
    [BothFramings("""{"type":"cancel"}""", "null", "/id")]
    public async Task A_missing_or_wrong_member_is_named_by_its_pointer(FrameFormat format, string frame, string id, string pointer)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        await bench.Peer.SendAsync(frame);
        await bench.Peer.ExpectErrorAsync("PROTOCOL_ERROR", id, pointer);
        await bench.StillAnswersAsync();
        Assert.Equal(0, bench.Handler.Handles);
    }

    [Theory]
    [BothFramings("aGk")]
    [BothFramings("aG k=")]
    [BothFramings("aGk_")]
    [BothFramings("====")]
    public async Task A_payload_that_is_not_strict_base64_is_answered_INVALID_PAYLOAD(FrameFormat format, string payload)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        await bench.Peer.SendAsync(ModuleBench.Handle("9", payload: payload));
        await bench.Peer.ExpectErrorAsync("INVALID_PAYLOAD", "9", "/message/payload");
        await bench.StillAnswersAsync();
        Assert.Equal(0, bench.Handler.Handles);
    }

    [Theory, BothFramings]
    public async Task Lifecycle_and_duplicate_id_come_before_the_payload(FrameFormat format)
    {
        await using ModuleBench bench = ModuleBench.Start(format);
        TaskCompletionSource gate = new();
        bench.Handler.OnHandle = async (_, _) =>
        {
            await gate.Task;
            return HandlerResult.Empty;
        };
        await bench.Peer.SendAsync(ModuleBench.Handle("9", payload: "!"));
        await bench.Peer.ExpectErrorAsync("NOT_INITIALIZED", "9");
        await bench.InitAsync();
        await bench.Peer.SendAsync(ModuleBench.Handle("9"));
        await bench.Peer.SendAsync(ModuleBench.Handle("9", payload: "!"));
        await bench.Peer.ExpectErrorAsync("PROTOCOL_ERROR", "9", "/id");
        gate.SetResult();
        await bench.Peer.ExpectAsync(ModuleBench.Success("9"));
    }

    [Theory]
    [InlineData(FrameFormat.LengthLittleEndian, "00000000", "PROTOCOL_ERROR", SessionCloseReason.ProtocolError)]
    [InlineData(FrameFormat.LengthLittleEndian, "01040000", "FRAME_TOO_LARGE", SessionCloseReason.FrameTooLarge)]
    [InlineData(FrameFormat.LengthLittleEndian, "FFFFFFFF", "FRAME_TOO_LARGE", SessionCloseReason.FrameTooLarge)]
    [InlineData(FrameFormat.Ndjson, "line", "FRAME_TOO_LARGE", SessionCloseReason.FrameTooLarge)]
    public async Task A_stream_that_cannot_be_trusted_is_answered_and_closed_after_the_hook(FrameFormat format, string bytes, string code, SessionCloseReason reason)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format, options => options with { MaxFrame = 1024 });
        await bench.Peer.SendBytesAsync(bytes == "line" ? Enumerable.Repeat((byte)'x', 1025).ToArray() : Convert.FromHexString(bytes));
        await bench.Peer.ExpectErrorAsync(code, "null");
        await bench.Peer.ExpectEndAsync();
        ModuleSessionResult result = await bench.Result.OrHang();
        Assert.Equal(ModuleSessionEnd.StreamError, result.End);
        Assert.Equal(reason, result.Close.Reason);
        Assert.Equal(1, bench.Handler.Shutdowns);
        Assert.Contains(SessionEvent.BadStream, bench.Log.Events);
    }

    [Fact]
    public async Task A_bad_first_header_is_answered_in_the_framing_it_shows()
    {
        await using ModuleBench bench = ModuleBench.Start(FrameFormat.LengthLittleEndian);
        await bench.Peer.SendBytesAsync(new byte[4]);
        await bench.Peer.ExpectErrorAsync("PROTOCOL_ERROR", "null");
        await bench.Peer.ExpectEndAsync();
        ModuleSessionResult result = await bench.Result.OrHang();
        Assert.Equal(ModuleSessionEnd.StreamError, result.End);
        Assert.False(result.HookRan);
    }

    [Theory, BothFramings]
    public async Task A_frame_of_exactly_the_limit_is_taken(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format, options => options with { MaxFrame = 1024 });
        string head = """{"type":"health_check","id":"1","x":""" + "\"";
        await bench.Peer.SendAsync(head + new string('x', 1024 - head.Length - 2) + "\"}");
        await bench.Peer.ExpectAsync(ModuleBench.Success("\"1\"", """{"healthy":true}"""));
    }

    [Theory, BothFramings]
    public async Task A_stream_that_ends_inside_a_frame_ends_the_session_as_its_end_would(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        ArrayBufferWriter<byte> frame = new();
        Framing.Write(frame, format, Encoding.UTF8.GetBytes(ModuleBench.Handle1));
        await bench.Peer.SendBytesAsync(frame.WrittenMemory[..^2]);
        await bench.Peer.EndAsync();
        await bench.Peer.ExpectEndAsync();
        ModuleSessionResult result = await bench.Result.OrHang();
        Assert.Equal(ModuleSessionEnd.PeerClosed, result.End);
        Assert.Equal(SessionCloseReason.PeerClosed, result.Close.Reason);
        Assert.Equal(1, bench.Handler.Shutdowns);
        Assert.Equal(0, bench.Handler.Handles);
        Assert.Contains(SessionEvent.PartialFrame, bench.Log.Events);
    }

    [Theory, BothFramings]
    public async Task An_answer_to_an_unknown_id_is_logged_and_ignored(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        await bench.Peer.SendAsync("""{"type":"service_response","id":"m-99","success":true,"data":{}}""");
        await bench.Peer.SendAsync("""{"type":"cancel","id":"nobody"}""");
        await bench.StillAnswersAsync();
        Assert.Contains(SessionEvent.UnknownAnswer, bench.Log.Events);
    }

    [Theory, BothFramings]
    public async Task A_duplicate_id_is_refused_and_the_first_is_undisturbed(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        TaskCompletionSource gate = new();
        bench.Handler.OnHandle = async (_, _) =>
        {
            await gate.Task;
            return HandlerResult.Empty;
        };
        await bench.Peer.SendAsync(ModuleBench.Handle("\"a\""));
        await bench.Peer.SendAsync(ModuleBench.Handle("\"a\""));
        await bench.Peer.ExpectErrorAsync("PROTOCOL_ERROR", "\"a\"", "/id");
        await bench.Peer.SendAsync("""{"type":"health_check","id":"a"}""");
        await bench.Peer.ExpectErrorAsync("PROTOCOL_ERROR", "\"a\"", "/id");
        gate.SetResult();
        await bench.Peer.ExpectAsync(ModuleBench.Success("\"a\""));
        Assert.Equal(1, bench.Handler.Handles);

        // Answered, so free again; and 1 is not "1".
        await bench.Peer.ExchangeAsync(ModuleBench.Handle("\"a\""), ModuleBench.Success("\"a\""));
        await bench.Peer.ExchangeAsync(ModuleBench.Handle("1"), ModuleBench.Success("1"));
        await bench.Peer.ExchangeAsync(ModuleBench.Handle("\"1\""), ModuleBench.Success("\"1\""));
    }

    public static TheoryData<FrameFormat, string> Violations
    {
        get
        {
            TheoryData<FrameFormat, string> names = [];
            foreach (JsonElement vector in Vectors())
            {
                names.Add(FrameFormat.Ndjson, vector.GetProperty("name").GetString()!);
                names.Add(FrameFormat.LengthLittleEndian, vector.GetProperty("name").GetString()!);
            }

            return names;
        }
    }

    [Theory, MemberData(nameof(Violations))]
    public async Task A_golden_violation_is_answered_as_it_says(FrameFormat format, string name)
    {
        JsonElement vector = Assert.Single(Vectors(), v => v.GetProperty("name").GetString() == name);
        byte[] input = Bytes(vector.GetProperty("input"));
        if (format == FrameFormat.Ndjson && Framing.HoldsLineBreak(input))
        {
            Assert.Skip("Holds a line break, so it is no line.");
        }

        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        await bench.Peer.SendFrameAsync(input);
        JsonElement expect = vector.GetProperty("expect");
        await bench.Peer.ExpectErrorAsync(
            expect.GetProperty("code").GetString()!,
            expect.GetProperty("id").GetRawText(),
            expect.TryGetProperty("pointer", out JsonElement pointer) ? pointer.GetString() : null);
        await bench.StillAnswersAsync();
    }

    private static List<JsonElement> Vectors()
    {
        string root = typeof(ModuleBadInputTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, "spec", "vectors", "violations.json")));
        return [.. document.RootElement.Clone().GetProperty("vectors").EnumerateArray()];
    }

    private static byte[] Bytes(JsonElement parts)
    {
        using MemoryStream bytes = new();
        foreach (JsonElement part in parts.EnumerateArray())
        {
            byte[] value = part.TryGetProperty("text", out JsonElement text) ? Encoding.UTF8.GetBytes(text.GetString()!)
                : part.TryGetProperty("hex", out JsonElement hex) ? Convert.FromHexString(hex.GetString()!)
                : Convert.FromHexString(part.GetProperty("repeat").GetString()!);
            int times = part.TryGetProperty("times", out JsonElement t) ? t.GetInt32() : 1;
            for (int i = 0; i < times; i++)
            {
                bytes.Write(value);
            }
        }

        return bytes.ToArray();
    }
}
