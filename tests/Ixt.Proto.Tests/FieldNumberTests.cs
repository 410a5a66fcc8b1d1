using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Ixt.SchemaGen;
using Ixt.SchemaGen.Model;
using Ixt.SchemaGen.Protobuf;

namespace Ixt.Proto.Tests;

public sealed class FieldNumberTests
{
    [Fact]
    public void The_compiled_file_has_the_numbers_of_the_list_and_no_others()
    {
        JsonElement messages = Protocol.Tests.Spec.Json("proto/numbers.json").GetProperty("messages");
        foreach (MessageDescriptor message in Google.All.Where(m => m.Name is not ("JsonObject" or "BinaryMember")))
        {
            Assert.Equal(
                Numbers(messages.GetProperty(message.Name)).Order(),
                message.Fields.InFieldNumberOrder().Select(f => f.FieldNumber));
        }

        Assert.Equal(messages.EnumerateObject().Count(), Google.All.Count - 2);
    }

    [Fact]
    public void No_frame_can_begin_with_the_byte_by_which_json_is_known()
    {
        Assert.All(new[] { "RuntimeFrame", "ModuleFrame" }, name =>
        {
            MessageDescriptor frame = Google.Descriptor(name);
            Assert.DoesNotContain(frame.Fields.InDeclarationOrder(), f => f.FieldNumber == '{' >> 3);
            Assert.Contains(frame.ToProto().ReservedRange, r => r.Start == '{' >> 3 && r.End == r.Start + 1);
        });
    }

    [Fact]
    public void Every_alternative_of_a_frame_has_its_id_where_the_others_have_it() =>
        Assert.All(new[] { "RuntimeFrame", "ModuleFrame" }.SelectMany(n => Google.Descriptor(n).Fields.InDeclarationOrder()), alternative =>
        {
            Assert.Equal("id_text", alternative.MessageType.FindFieldByNumber(1).Name);
            Assert.Equal("id_number", alternative.MessageType.FindFieldByNumber(2).Name);
        });

    [Theory]
    [InlineData("messages/HandleMessage/fields/ttl_ms", "3", "/HandleMessage: 3 stands twice")]
    [InlineData("messages/HandleMessage/fields/ttl_ms", "0", "/HandleMessage: 0 can't be")]
    [InlineData("messages/HandleMessage/fields/ttl_ms", "19000", "/HandleMessage: 19000 can't be")]
    [InlineData("messages/HandleMessage/fields/ttl_ms", "536870912", "/HandleMessage: 536870912 can't be")]
    [InlineData("messages/HandleMessage/fields/ttl_ms", "[4,5]", "/HandleMessage/ttl_ms: needs 1 number")]
    [InlineData("messages/HandleMessage/fields/future", "5", "/HandleMessage/future: has a number, and nothing")]
    [InlineData("messages/HandleMessage/fields/ttl_ms", null, "/HandleMessage/ttl_ms: has no number")]
    [InlineData("messages/CancelNotice/fields/id", "[1,3]", "/CancelNotice/id: is 1 and 2")]
    [InlineData("messages/CancelNotice", null, "/CancelNotice: has no number")]
    [InlineData("messages/RuntimeFrame/alternatives/CancelNotice", "15", "/RuntimeFrame: 15 stands twice")]
    [InlineData("messages/RuntimeFrame/alternatives/CancelNotice", null, "/RuntimeFrame/CancelNotice: has no number")]
    [InlineData("messages/ServiceSuccess/instead/data/Nothing", "9", "/ServiceSuccess/data/Nothing: has a number")]
    [InlineData("messages/HandleMessage/instead", """{"topic":{"KvGetParams":9}}""", "/HandleMessage/topic: is no free-form object")]
    [InlineData("enums/LogLevel/fatal", "5", "/LogLevel: 5 stands twice")]
    [InlineData("enums/LogLevel/fatal", null, "/LogLevel/fatal: has no number")]
    [InlineData("enums/LogLevel", null, "/LogLevel: has no number")]
    public async Task Numbers_that_do_not_fit_the_schema_are_refused_with_their_place(string place, string? value, string problem)
    {
        ProtocolModel model = await ModelLoader.LoadAsync(Protocol.Tests.Spec.Text("schema/protocol.schema.json"), """{"errors":[]}""");
        JsonNode root = JsonNode.Parse(Protocol.Tests.Spec.Text("proto/numbers.json"))!;
        string[] path = place.Split('/');
        JsonObject parent = path[..^1].Aggregate(root, (node, name) => node[name]!).AsObject();
        parent.Remove(path[^1]);
        if (value is not null)
        {
            parent[path[^1]] = JsonNode.Parse(value);
        }

        SchemaException refusal = Assert.Throws<SchemaException>(() => FieldNumbers.Load(root.ToJsonString(), model));

        Assert.StartsWith($"spec/proto/numbers.json#{problem}", refusal.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int> Numbers(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => [value.GetInt32()],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Object => value.EnumerateObject().Where(p => p.Name != "reserved").SelectMany(p => Numbers(p.Value)),
        _ => [],
    };
}
