using System.Text.Json;
using Google.Protobuf;
using V1 = Ixt.Protobuf.V1;

namespace Ixt.Proto.Tests;

/// <summary>Every limit at its edge, which passes, and one past it, which is refused with the member's pointer.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void An_id_has_up_to_128_utf16_code_units(int length, bool isValid)
    {
        Frame(new V1.RuntimeFrame { HealthCheckRequest = new() { IdText = new string('é', length) } }, isValid, "/id");
        Frame(new V1.RuntimeFrame { HealthCheckRequest = new() { IdText = string.Concat(Enumerable.Repeat("😀", length / 2)) + new string('a', length % 2) } }, isValid, "/id");
    }

    [Theory]
    [InlineData(9_007_199_254_740_991, true)]
    [InlineData(9_007_199_254_740_992, false)]
    [InlineData(ulong.MaxValue, false)]
    public void An_id_is_at_most_two_to_the_53_less_one(ulong id, bool isValid) =>
        Frame(new V1.RuntimeFrame { HealthCheckRequest = new() { IdNumber = id } }, isValid, "/id");

    [Theory]
    [InlineData(1, true)]
    [InlineData(255, true)]
    [InlineData(256, false)]
    [InlineData(1_000_000, false)]
    [InlineData(0, false)]
    public void A_topic_has_1_to_255_utf16_code_units(int length, bool isValid)
    {
        Part("HandleMessage", new V1.HandleMessage { Topic = new string('€', length), Payload = ByteString.Empty, Priority = V1.Priority.Low }, isValid, "/topic");
        Part("MessageBusSendParams", new V1.MessageBusSendParams { Topic = new string('€', length), Payload = ByteString.Empty, Priority = V1.Priority.Low }, isValid, "/topic");
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    [InlineData(0, false)]
    public void A_key_has_1_to_1024_utf16_code_units(int length, bool isValid)
    {
        string key = new('ü', length);
        Part("KvGetParams", new V1.KvGetParams { Key = key }, isValid, "/key");
        Part("KvSetParams", new V1.KvSetParams { Key = key, Value = ByteString.Empty }, isValid, "/key");
        Part("KvDeleteParams", new V1.KvDeleteParams { Key = key }, isValid, "/key");
        Part("KvExistsParams", new V1.KvExistsParams { Key = key }, isValid, "/key");
    }

    [Theory]
    [InlineData(0UL, true, false)]
    [InlineData(9_007_199_254_740_991, true, true)]
    [InlineData(9_007_199_254_740_992, false, false)]
    [InlineData(ulong.MaxValue, false, false)]
    public void A_time_is_a_number_that_every_peer_can_hold(ulong milliseconds, bool isTime, bool isTimeToLiveOfAKey)
    {
        Part("HandleMessage", new V1.HandleMessage { Topic = "t", Payload = ByteString.Empty, Priority = V1.Priority.Low, TtlMs = milliseconds }, isTime, "/ttl_ms");
        Part("MessageBusSendParams", new V1.MessageBusSendParams { Topic = "t", Payload = ByteString.Empty, Priority = V1.Priority.Low, TtlMs = milliseconds }, isTime, "/ttl_ms");
        Part("KvSetParams", new V1.KvSetParams { Key = "k", Value = ByteString.Empty, TtlMs = milliseconds }, isTimeToLiveOfAKey, "/ttl_ms");
        Frame(new V1.RuntimeFrame { ShutdownRequest = new() { IdText = "1", GraceMs = milliseconds } }, isTime, "/grace_ms");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(double.MaxValue, true)]
    [InlineData(-double.Epsilon, false)]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    public void A_timestamp_is_a_number_from_0(double timestamp, bool isValid)
    {
        Part("MessageContext", new V1.MessageContext { TraceId = "", SourceModule = "", Timestamp = timestamp }, isValid, "/timestamp");
        Part("LoggingLogParams", new V1.LoggingLogParams { Level = V1.LogLevel.Info, Message = "", Timestamp = timestamp }, isValid, "/timestamp");
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(6, false)]
    [InlineData(7, false)]
    public void An_enumeration_has_the_values_of_the_schema(int value, bool isPriority)
    {
        bool isLevel = value is >= 1 and <= 6;
        Part("HandleMessage", new V1.HandleMessage { Topic = "t", Payload = ByteString.Empty, Priority = (V1.Priority)value }, isPriority, "/priority");
        Part("LoggingLogParams", new V1.LoggingLogParams { Level = (V1.LogLevel)value, Message = "" }, isLevel, "/level");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void An_offer_has_a_version_and_an_encoding(int count, bool isValid)
    {
        V1.ProtocolOffer offer = new();
        offer.Versions.Add(Enumerable.Repeat("1.0", count));
        offer.Encodings.Add("json");
        Part("ProtocolOffer", offer, isValid, "/versions");
        offer.Versions.Add("1.0");
        offer.Encodings.Clear();
        Part("ProtocolOffer", offer, false, "/encodings");
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void Free_form_json_nests_as_deep_as_it_might_in_a_json_frame(int levels, bool isValid)
    {
        V1.JsonObject free = new() { Json = ByteString.CopyFromUtf8(Nested(levels)) };
        Frame(new V1.RuntimeFrame { InitRequest = new() { IdText = "1", Config = free } }, isValid, "/config");
        Frame(new V1.RuntimeFrame { ServiceSuccess = new() { IdText = "1", JsonObject = free } }, isValid, "/data");

        V1.JsonObject within = new() { Json = ByteString.CopyFromUtf8(Nested(levels - 1)) };
        Frame(new V1.RuntimeFrame { ServiceSuccess = new() { IdText = "1", MessageBusSendResult = new() { SendSuccess = new() { Data = within } } } }, isValid, "/data/data");
        Frame(new V1.RuntimeFrame { ServiceFailure = new() { IdText = "1", Error = new() { Code = "X", Message = "", DetailsJson = within.Json } } }, isValid, "/error/details");
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void Free_form_json_is_not_written_deeper_either(int levels, bool isValid)
    {
        ResponseSuccess response = new() { Id = new RequestId(1), Data = JsonElement.Parse(Nested(levels), new JsonDocumentOptions { MaxDepth = 100 }) };
        if (isValid)
        {
            Assert.Equal(Messages.Json(response), Messages.Json(Messages.Read("ResponseSuccess", Messages.Write(response))));
        }
        else
        {
            Assert.Throws<InvalidOperationException>(() => Messages.Write(response));
        }
    }

    [Fact]
    public void What_no_frame_may_hold_is_not_written()
    {
        RequestId id = new(1);
        Assert.Throws<InvalidOperationException>(() => Messages.Write(new ResponseSuccess { Id = id, Data = JsonElement.Parse("[]") }));
        Assert.Throws<InvalidOperationException>(() => Messages.Write(new ResponseSuccess { Id = id, Data = default }));
        Assert.Throws<InvalidOperationException>(() => Messages.Write(new ResponseSuccess { Id = id, Data = JsonElement.Parse("""{"a":"\ud800"}""") }));
        Assert.Throws<InvalidOperationException>(() => Messages.Write(new ResponseError { Id = id, Error = new ErrorBody { Code = "X", Message = "", Details = JsonElement.Parse(""" "\udc00" """) } }));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Unknown_groups_nest_up_to_64_deep(int levels, bool isValid)
    {
        byte[] head = new V1.RuntimeFrame { HealthCheckRequest = new() { IdText = "1" } }.ToByteArray();
        byte[] bytes = [.. head, .. Enumerable.Repeat<byte[]>([0xA3, 0x06], levels).SelectMany(b => b), .. Enumerable.Repeat<byte[]>([0xA4, 0x06], levels).SelectMany(b => b)];

        if (isValid)
        {
            Assert.Equal(new RequestId("1"), Assert.IsType<HealthCheckRequest>(RuntimeFrame.ReadProtobuf(bytes)).Id);
        }
        else
        {
            ProtocolViolationException violation = Assert.Throws<ProtocolViolationException>(() => RuntimeFrame.ReadProtobuf(bytes));
            Assert.Equal((null, null), (violation.Pointer, violation.Id));
        }
    }

    private static string Nested(int levels) => "{\"a\":" + new string('[', levels - 1) + new string(']', levels - 1) + "}";

    private static void Frame(V1.RuntimeFrame frame, bool isValid, string pointer) => Check("HandleRequest", frame, isValid, pointer);

    private static void Part(string definition, IMessage part, bool isValid, string pointer) => Check(definition, part, isValid, pointer);

    private static void Check(string definition, IMessage message, bool isValid, string pointer)
    {
        byte[] bytes = message.ToByteArray();
        if (isValid)
        {
            IProtocolMessage read = Messages.Read(definition, bytes);
            Assert.Equal(Messages.Json(read), Messages.Json(Messages.Read(definition, Messages.Write(read))));
            return;
        }

        ProtocolViolationException violation = Assert.Throws<ProtocolViolationException>(() => Messages.Read(definition, bytes));
        Assert.Equal((ErrorCodes.ProtocolError, pointer), (violation.Code, violation.Pointer));
    }
}
