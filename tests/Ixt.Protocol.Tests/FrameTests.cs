using System.Text;

namespace Ixt.Protocol.Tests;

public sealed class FrameTests
{
    [Fact]
    public void An_absent_value_is_null_and_an_empty_one_is_not()
    {
        Assert.Null(KvGetResult.Read("""{"found":false}"""u8).Value);
        Assert.Null(KvGetResult.Read("""{"found":false,"value":null}"""u8).Value);
        Assert.Equal(0, KvGetResult.Read("""{"found":true,"value":""}"""u8).Value!.Value.Length);
    }

    [Fact]
    public void Priority_is_low_when_absent_and_is_always_written()
    {
        HandleMessage message = HandleMessage.Read("""{"topic":"t","payload":""}"""u8);

        Assert.Equal(Priority.Low, message.Priority);
        Assert.Equal("""{"topic":"t","payload":"","priority":1}""", Encoding.UTF8.GetString(message.ToUtf8()));
    }

    [Fact]
    public void A_value_that_is_not_of_the_enum_cannot_be_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HandleMessage { Topic = "t", Payload = default, Priority = (Priority)9 }.ToUtf8());
        Assert.Throws<ArgumentOutOfRangeException>(() => new LoggingLogParams { Level = (LogLevel)9, Message = "m" }.ToUtf8());
    }

    [Fact]
    public void A_service_response_offers_its_id_whichever_it_is()
    {
        ServiceResponse success = ServiceResponse.Read("""{"type":"service_response","id":"m-1","success":true,"data":{}}"""u8);
        ServiceResponse failure = ServiceResponse.Read("""{"type":"service_response","id":null,"success":false,"error":{"code":"C","message":""}}"""u8);

        Assert.Equal((new RequestId("m-1"), true), (success.Id!.Value, success.Success));
        Assert.Equal((null, false), (failure.Id, failure.Success));
        Assert.Equal("service_response", success.Type);
    }

    [Theory]
    [InlineData("""{"type":"cancel","id":"7","id":[]}""", null, null, "cancel")]
    [InlineData("""{"type":"service_response","id":"m-1","success":true}""", null, "m-1", "service_response")]
    [InlineData("""{"type":"handle","id":"7"}""", "7", "7", "handle")]
    [InlineData("""{"type":"nonsense","id":"7"}""", "7", "7", "nonsense")]
    [InlineData("""{"type":{},"id":"7"}""", "7", "7", null)]
    [InlineData("""{"type":"init","id":"7\u0021"}""", "7!", "7!", "init")]
    [InlineData("""[{"type":"init","id":"7"}]""", null, null, null)]
    public void A_violation_knows_the_id_to_echo_the_id_it_found_and_the_type(string text, string? echo, string? found, string? type)
    {
        ProtocolViolationException violation = Assert.Throws<ProtocolViolationException>(() => RuntimeFrame.Read(Encoding.UTF8.GetBytes(text)));

        Assert.Equal((echo, found, type), (violation.Id?.ToString(), violation.FrameId?.ToString(), violation.FrameType));
    }

    [Fact]
    public void A_header_is_read_wherever_it_stands()
    {
        Assert.True(FrameHeader.TryRead("""{"x":{"type":"no","id":0},"id":5,"ty\u0070e":"handle"}"""u8, out FrameHeader header));
        Assert.Equal(("handle", new RequestId(5), false), (header.Type, header.Id, header.IsNotice));

        Assert.True(FrameHeader.TryRead("{}"u8, out header));
        Assert.Equal((null, null), (header.Type, header.Id));

        Assert.True(FrameHeader.TryRead("""{"type":"cancel","id":-1}"""u8, out header));
        Assert.Equal((null, true), (header.Id, header.IsNotice));

        Assert.False(FrameHeader.TryRead("[]"u8, out _));
        Assert.False(FrameHeader.TryRead("\"\xFF\""u8[..2], out _));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("-0", true)]
    [InlineData("1.0", false)]
    [InlineData("1e0", false)]
    [InlineData("1.5", false)]
    [InlineData("9223372036854775808", false)]
    [InlineData("9007199254740991", true)]
    [InlineData("9007199254740992", false)]
    public void Integers_are_written_as_integers(string number, bool isAccepted)
    {
        byte[] text = Encoding.UTF8.GetBytes($$"""{"type":"shutdown","id":1,"grace_ms":{{number}}}""");

        Assert.Equal(isAccepted, Record.Exception(() => RuntimeFrame.Read(text)) is null);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("1.7e9", true)]
    [InlineData("1e400", false)]
    [InlineData("-0.001", false)]
    public void A_timestamp_is_finite_and_not_negative(string number, bool isAccepted)
    {
        byte[] text = Encoding.UTF8.GetBytes($$"""{"trace_id":"","source_module":"","timestamp":{{number}}}""");

        Assert.Equal(isAccepted, Record.Exception(() => MessageContext.Read(text)) is null);
    }
}
