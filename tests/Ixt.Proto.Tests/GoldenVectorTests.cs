using System.Text.Json;
using Google.Protobuf;

namespace Ixt.Proto.Tests;

/// <summary>The golden bytes, which the generator made from the schema alone, against our code and against Google's.</summary>
public sealed class GoldenVectorTests
{
    public static TheoryData<string> Written => [.. Vectors.Canonical.Keys];

    public static TheoryData<string> Variants => [.. Vectors.Variants.Keys];

    public static TheoryData<string> Violations => [.. Vectors.Violations.Keys];

    [Theory]
    [MemberData(nameof(Written))]
    public void A_message_is_written_as_the_vector_has_it(string name)
    {
        Vector vector = Vectors.Canonical[name];

        Assert.Equal(vector.Bytes, Messages.Write(Messages.ReadJson(vector.Definition, vector.Json)));
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void The_bytes_are_read_as_the_message_that_the_vector_says(string name)
    {
        Vector vector = Vectors.Canonical[name];

        IProtocolMessage message = Messages.Read(vector.Definition, vector.Bytes);

        Assert.Equal(vector.Definition, message.GetType().Name);
        Assert.Equal(vector.Json, Messages.Json(message));
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Google_writes_the_same_bytes_and_reads_the_same_message(string name)
    {
        Vector vector = Vectors.Canonical[name];
        using JsonDocument json = JsonDocument.Parse(vector.Json);

        Assert.Equal(vector.Message, Messages.RootOf(vector.Definition));
        Assert.Equal(vector.Bytes, JsonToGoogle.Convert(vector.Definition, json.RootElement).ToByteArray());
        string back = GoogleToJson.Convert(Google.Parse(vector.Message, vector.Bytes));
        Assert.True(JsonElement.DeepEquals(json.RootElement, JsonElement.Parse(back)), back);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void What_another_writer_may_write_is_read_as_the_same_message(string name)
    {
        Vector vector = Vectors.Variants[name];

        Assert.Equal(vector.Json, Messages.Json(Messages.Read(vector.Definition, vector.Bytes)));
        Assert.NotEqual(vector.Bytes, Messages.Write(Messages.ReadJson(vector.Definition, vector.Json)));
        Assert.NotNull(Google.Parse(vector.Message, vector.Bytes));
    }

    [Theory]
    [MemberData(nameof(Violations))]
    public void A_violation_has_the_id_and_the_pointer_of_the_vector(string name)
    {
        JsonElement vector = Vectors.Violations[name];
        JsonElement expected = vector.GetProperty("expect");

        ProtocolViolationException violation = Assert.Throws<ProtocolViolationException>(() => RuntimeFrame.ReadProtobuf(Protocol.Tests.Spec.Bytes(vector.GetProperty("input"))));

        Assert.Equal(expected.GetProperty("code").GetString(), violation.Code);
        Assert.Equal(expected.TryGetProperty("pointer", out JsonElement pointer) ? pointer.GetString() : null, violation.Pointer);
        Assert.Equal(expected.GetProperty("id").ToString(), violation.Id?.ToString() ?? "");
        Assert.NotEmpty(violation.Message);
    }

    [Fact]
    public void Every_message_of_the_json_vectors_has_its_bytes() =>
        Assert.Equal(Protocol.Tests.Spec.Vectors("messages").Select(v => v.GetProperty("name").GetString()), Vectors.Canonical.Keys);
}
