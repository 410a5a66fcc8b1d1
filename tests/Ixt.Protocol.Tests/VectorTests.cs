using System.Text;
using System.Text.Json;

namespace Ixt.Protocol.Tests;

/// <summary>The golden vectors that concern messages; the framing ones are tested with the framing.</summary>
public sealed class VectorTests
{
    public static TheoryData<string> Messages => [.. Spec.Vectors("messages").Select(v => v.GetProperty("name").GetString()!)];

    public static TheoryData<string> Violations => [.. Spec.Vectors("violations").Select(v => v.GetProperty("name").GetString()!)];

    public static TheoryData<string> Base64Texts => [.. Spec.Vectors("base64").Select(v => v.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_written_as_the_vector_has_it_whatever_text_it_was_read_from(string name)
    {
        JsonElement vector = Named("messages", name);
        string canonical = vector.GetProperty("canonical").GetString()!;
        MessageReader read = Readers.ByDefinition[vector.GetProperty("definition").GetString()!];
        IEnumerable<string> texts = vector.TryGetProperty("sameAs", out JsonElement others) ? others.EnumerateArray().Select(o => o.GetString()!) : [];

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(canonical), vector.GetProperty("json")));
        foreach (string text in texts.Prepend(canonical))
        {
            Assert.Equal(canonical, Encoding.UTF8.GetString(read(Encoding.UTF8.GetBytes(text)).ToUtf8()));
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_frame_is_read_by_its_union_as_by_its_own_type(string name)
    {
        JsonElement vector = Named("messages", name);
        byte[] canonical = Encoding.UTF8.GetBytes(vector.GetProperty("canonical").GetString()!);
        IProtocolMessage own = Readers.ByDefinition[vector.GetProperty("definition").GetString()!](canonical);
        IProtocolMessage? whole = own switch
        {
            RuntimeFrame => RuntimeFrame.Read(canonical),
            ModuleFrame => ModuleFrame.Read(canonical),
            MessageBusSendResult => MessageBusSendResult.Read(canonical),
            _ => null,
        };

        if (whole is not null)
        {
            Assert.Equal(own.GetType(), whole.GetType());
            Assert.Equal(canonical, whole.ToUtf8());
        }
    }

    [Fact]
    public void Every_type_that_can_be_a_message_has_a_vector()
    {
        HashSet<string> covered = [.. Spec.Vectors("messages").Select(v => v.GetProperty("definition").GetString()!)];
        string[] partsOfOthers = ["ProtocolOffer", "ProtocolChoice", "HandleMessage", "MessageContext", "ErrorBody"];
        IEnumerable<string> records = Readers.ByDefinition.Keys.Where(d => !typeof(RequestId).Assembly.GetType($"Ixt.Protocol.{d}")!.IsAbstract);

        Assert.Empty(records.Except(covered).Except(partsOfOthers));
    }

    [Theory]
    [MemberData(nameof(Violations))]
    public void A_violation_has_the_code_the_id_and_the_pointer_of_the_vector(string name)
    {
        JsonElement vector = Named("violations", name);
        JsonElement expected = vector.GetProperty("expect");

        ProtocolViolationException violation = Assert.Throws<ProtocolViolationException>(() => RuntimeFrame.Read(Spec.Bytes(vector.GetProperty("input"))));

        Assert.Equal(expected.GetProperty("code").GetString(), violation.Code);
        Assert.Equal(expected.TryGetProperty("pointer", out JsonElement pointer) ? pointer.GetString() : null, violation.Pointer);
        Assert.Equal(Id(expected.GetProperty("id")), violation.Id);
        Assert.NotEmpty(violation.Message);
    }

    [Theory]
    [MemberData(nameof(Base64Texts))]
    public void Base64_is_decoded_or_refused_as_the_vector_says(string name)
    {
        JsonElement vector = Named("base64", name);
        bool isLenient = vector.TryGetProperty("lenient", out JsonElement lenient) && lenient.GetBoolean();
        bool isValid = !isLenient && (!vector.TryGetProperty("valid", out JsonElement valid) || valid.GetBoolean());

        bool isDecoded = StrictBase64.TryDecode(Encoding.UTF8.GetBytes(vector.GetProperty("base64").GetString()!), out byte[]? bytes);

        Assert.Equal(isValid, isDecoded);
        Assert.Equal(isValid ? Convert.FromHexString(vector.GetProperty("hex").GetString()!) : null, bytes);
    }

    [Theory]
    [MemberData(nameof(Base64Texts))]
    public void A_payload_is_what_the_base64_vector_says(string name)
    {
        JsonElement vector = Named("base64", name);
        string text = JsonSerializer.Serialize(vector.GetProperty("base64").GetString());
        byte[] message = Encoding.UTF8.GetBytes($$"""{"topic":"t","payload":{{text}}}""");

        if (vector.TryGetProperty("hex", out JsonElement hex) && !vector.TryGetProperty("lenient", out _))
        {
            Assert.Equal(Convert.FromHexString(hex.GetString()!), HandleMessage.Read(message).Payload.ToArray());
        }
        else
        {
            ProtocolViolationException violation = Assert.Throws<ProtocolViolationException>(() => HandleMessage.Read(message));
            Assert.Equal((ErrorCodes.InvalidPayload, "/payload"), (violation.Code, violation.Pointer));
        }
    }

    private static RequestId? Id(JsonElement id) => id.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => new RequestId(id.GetInt64()),
        _ => new RequestId(id.GetString()!),
    };

    private static JsonElement Named(string file, string name) => Spec.Vectors(file).Single(v => v.GetProperty("name").ValueEquals(name));
}
