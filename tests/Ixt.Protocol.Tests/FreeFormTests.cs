using System.Text;
using System.Text.Json;

namespace Ixt.Protocol.Tests;

/// <summary>Members whose content is nobody's business but the peer's.</summary>
public sealed class FreeFormTests
{
    [Theory]
    [InlineData("""{"a":1.50,"b":1e400,"c":"\ud800","d":"\u0041\/","e":{"a":1,"a":2},"\udc00":[ ]}""")]
    [InlineData("""{"big":123456789012345678901234567890.10}""")]
    public void Its_bytes_come_out_as_they_went_in(string config)
    {
        InitRequest init = InitRequest.Read(Encoding.UTF8.GetBytes($$"""{"type":"init","id":1,"config":{{config}}}"""));

        Assert.Contains(config, Encoding.UTF8.GetString(init.ToUtf8()), StringComparison.Ordinal);
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
