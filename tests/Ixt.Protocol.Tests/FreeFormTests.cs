using System.Text;
using System.Text.Json;

namespace Ixt.Protocol.Tests;

/// <summary>Members whose content is nobody's business but the peer's.</summary>
public sealed class FreeFormTests
{
    [Theory]
    [InlineData("""{"a":1.50,"b":1e400,"c":"\ud83d\uDe00","d":"\u0041\/","e":{"a":1,"a":2},"\\ud800":[ ]}""")]
    [InlineData("""{"big":123456789012345678901234567890.10}""")]
    public void Its_bytes_come_out_as_they_went_in(string config)
    {
        InitRequest init = InitRequest.Read(Encoding.UTF8.GetBytes($$"""{"type":"init","id":1,"config":{{config}}}"""));

        Assert.Contains(config, Encoding.UTF8.GetString(init.ToUtf8()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":{"b":["x\udc00"]}}""")]
    [InlineData("""{"a":1,"b":{"\uD800x":1}}""")]
    [InlineData("""{"a":"\udc00\ud800"}""")]
    public void A_lone_surrogate_in_it_is_refused(string text)
    {
        string[] frames =
        [
            $$"""{"type":"init","id":7,"config":{{text}}}""",
            $$"""{"type":"service_response","id":7,"success":true,"data":{{text}}}""",
            $$$"""{"type":"service_response","id":7,"success":false,"error":{"code":"C","message":"m","details":{{{text}}}}}""",
        ];
        Assert.All(frames, f => Assert.Equal(
            (ErrorCodes.ProtocolError, null, new RequestId(7)),
            Refusal(() => RuntimeFrame.Read(Encoding.UTF8.GetBytes(f)))));
        Assert.Equal(
            (ErrorCodes.ProtocolError, null, new RequestId(7)),
            Refusal(() => ModuleFrame.Read(Encoding.UTF8.GetBytes($$"""{"type":"response","id":7,"success":true,"data":{{text}}}"""))));

        static (string Code, string? Pointer, RequestId? Id) Refusal(Func<object> read)
        {
            ProtocolViolationException fault = Assert.Throws<ProtocolViolationException>(read);
            return (fault.Code, fault.Pointer, fault.FrameId);
        }
    }

    [Fact]
    public void A_lone_surrogate_in_it_is_not_written()
    {
        LoggingLogParams entry = new() { Level = LogLevel.Info, Message = "m", Fields = JsonElement.Parse("""{"a":["\ud800"]}""") };

        Assert.Contains("fields", Assert.Throws<InvalidOperationException>(() => entry.ToUtf8()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_outlives_the_frame_it_came_in()
    {
        byte[] frame = """{"type":"init","id":1,"config":{"key":"value"}}"""u8.ToArray();
        InitRequest init = InitRequest.Read(frame);
        Array.Clear(frame);

        Assert.Equal("value", init.Config.GetProperty("key").GetString());
    }

    [Fact]
    public void Line_breaks_between_its_tokens_are_not_written()
    {
        InitRequest init = InitRequest.Read("{\"type\":\"init\",\"id\":1,\"config\":{\r\n \"a\" :\n[1,\r2],\"b\":\"\\n\"\n}\n}"u8);

        string written = Encoding.UTF8.GetString(init.ToUtf8());

        Assert.DoesNotContain('\n', written);
        Assert.DoesNotContain('\r', written);
        Assert.True(JsonElement.DeepEquals(init.Config, InitRequest.Read(Encoding.UTF8.GetBytes(written)).Config));
    }

    [Fact]
    public void Data_that_is_not_an_object_cannot_be_written()
    {
        ResponseSuccess response = new() { Id = new RequestId(1), Data = JsonElement.Parse("[1]") };

        Assert.Contains("data", Assert.Throws<InvalidOperationException>(() => response.ToUtf8()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => (response with { Data = default }).ToUtf8());
    }

    [Theory]
    [InlineData("\"x\\u0041\"")]
    [InlineData("\"\"")]
    [InlineData("[1,{}]")]
    [InlineData("-1.5E2")]
    [InlineData("true")]
    public void Error_details_may_be_any_value(string details)
    {
        ErrorBody error = ErrorBody.Read(Encoding.UTF8.GetBytes($$"""{"code":"C","message":"m","details":{{details}}}"""));

        Assert.Equal(details, error.Details!.Value.GetRawText());
        Assert.Equal($$"""{"code":"C","message":"m","details":{{details}}}""", Encoding.UTF8.GetString(error.ToUtf8()));
    }

    [Fact]
    public void A_message_reads_out_of_a_free_form_member()
    {
        ServiceRequest request = new()
        {
            Id = new RequestId("m-1"),
            Service = KvSetParams.Service,
            Method = KvSetParams.Method,
            Params = new KvSetParams { Key = "k", Value = new byte[] { 1, 2 } }.ToElement(),
        };

        KvSetParams read = KvSetParams.Read(((ServiceRequest)ModuleFrame.Read(request.ToUtf8())).Params);

        Assert.Equal(("k", "AQI="), (read.Key, Convert.ToBase64String(read.Value.Span)));
        Assert.Equal("/key", Assert.Throws<ProtocolViolationException>(() => KvGetParams.Read(JsonElement.Parse("{}"))).Pointer);
    }

    [Fact]
    public void Sixty_four_levels_are_read_and_one_more_is_not()
    {
        static byte[] Nested(int arrays) => Encoding.UTF8.GetBytes($$$"""{"type":"init","id":1,"config":{"a":{{{new string('[', arrays)}}}{{{new string(']', arrays)}}}}}""");

        Assert.IsType<InitRequest>(RuntimeFrame.Read(Nested(62)));
        Assert.Null(Assert.Throws<ProtocolViolationException>(() => RuntimeFrame.Read(Nested(63))).Pointer);
    }
}
