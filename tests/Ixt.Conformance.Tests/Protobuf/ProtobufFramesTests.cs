using System.Buffers;
using System.Text;
using Ixt.Conformance.Connection;
using Ixt.Protocol;

namespace Ixt.Conformance.Tests.Protobuf;

/// <summary>The runner's translation between cases and protobuf.</summary>
public sealed class ProtobufFramesTests
{
    private const string Chosen = """{"type":"response","id":"init","success":true,"data":{"protocol":{"version":"1.1","encoding":"protobuf","features":[]}}}""";

    [Fact]
    public void A_message_is_sent_as_protobuf_and_what_is_none_as_it_is()
    {
        byte[] message = """{"type":"health_check","id":"h"}"""u8.ToArray();
        byte[] faulty = """{"type":"health_check"}"""u8.ToArray();

        Assert.Equal(new RequestId("h"), ((HealthCheckRequest)RuntimeFrame.ReadProtobuf(ProtobufFrames.Encode(message))).Id);
        Assert.Same(faulty, ProtobufFrames.Encode(faulty));
    }

    [Fact]
    public void An_answer_is_shown_as_the_json_that_it_means()
    {
        ArrayBufferWriter<byte> answer = new();
        ResponseSuccess.WriteProtobuf(answer, new RequestId(7), """{"a":1}"""u8);

        Assert.Equal("""{"type":"response","id":7,"success":true,"data":{"a":1}}""", Encoding.UTF8.GetString(ProtobufFrames.Decode(answer.WrittenSpan.ToArray())));
    }

    [Theory]
    [InlineData(Chosen)]
    [InlineData("""{"type":"response","id":7,"success":true,"data":{}}""")]
    [InlineData("nonsense")]
    public void An_answer_in_anything_else_is_no_json_for_a_case_either(string answer)
    {
        byte[] shown = ProtobufFrames.Decode(Encoding.UTF8.GetBytes(answer));

        Assert.StartsWith("not a ModuleFrame: ", Encoding.UTF8.GetString(shown), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Chosen, true)]
    [InlineData("""{"type":"response","id":"init","success":true,"data":{"protocol":{"version":"1.1","encoding":"json","features":["protobuf"]}}}""", false)]
    [InlineData("""{"type":"response","id":"init","success":true,"data":{"encoding":"protobuf"}}""", false)]
    [InlineData("""{"type":"response","id":"init","success":false,"error":{"code":"INIT_FAILED","message":"\"protobuf\""}}""", false)]
    [InlineData("""{"type":"response","id":"init","success":true,"data":{"protocol":"protobuf"}}""", false)]
    public void The_choice_is_read_from_the_init_response(string response, bool isProtobuf) =>
        Assert.Equal(isProtobuf, ProtobufFrames.Chooses(Encoding.UTF8.GetBytes(response)));
}
