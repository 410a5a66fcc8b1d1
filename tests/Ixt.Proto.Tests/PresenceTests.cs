using System.Collections;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Ixt.Proto.Tests;

/// <summary>What JSON tells apart, protobuf does: a member that is absent, one that has its type's default, one that is required.</summary>
public sealed class PresenceTests
{
    public static TheoryData<string> Written => [.. Vectors.Canonical.Keys];

    [Theory]
    [MemberData(nameof(Written))]
    public void A_required_member_that_is_taken_out_is_named_and_an_optional_one_is_absent(string name)
    {
        Vector vector = Vectors.Canonical[name];
        IMessage message = Google.Parse(vector.Message, vector.Bytes);
        string[] required = RequiredMembers.Of(vector.Definition);
        foreach ((IMessage parent, FieldDescriptor field, string pointer) in Fields(message, ""))
        {
            byte[] before = message.ToByteArray();
            IMessage copy = Google.Parse(vector.Message, before);
            Clear(copy, pointer);
            string schemaPath = pointer.Replace("/kind", "", StringComparison.Ordinal);

            if (required.Contains(schemaPath) && !field.IsRepeated)
            {
                ProtocolViolationException violation = Assert.Throws<ProtocolViolationException>(() => Messages.Read(vector.Definition, copy.ToByteArray()));
                Assert.Equal(schemaPath, violation.Pointer);
            }
            else if (!field.IsRepeated)
            {
                JsonElement json = JsonElement.Parse(Messages.Json(Messages.Read(vector.Definition, copy.ToByteArray())));
                JsonElement? left = schemaPath.Split('/')[1..].Aggregate((JsonElement?)json, (value, member) => value is { } v && v.TryGetProperty(member, out JsonElement inner) ? inner : null);

                // An id that could not be read is null, a priority that is not there is 1.
                Assert.Equal(field.Name switch { "priority" => "1", "id_text" or "id_number" when vector.Definition is "ServiceFailure" or "ResponseError" => "null", _ => null }, left?.GetRawText());
            }
        }
    }

    [Fact]
    public void Every_field_of_the_file_has_presence_or_is_a_list() =>
        Assert.All(Google.All.SelectMany(m => m.Fields.InDeclarationOrder()), f => Assert.True(f.HasPresence || f.IsRepeated, f.FullName));

    // The fields of a message and of those in it, each with the JSON pointer of its member; "kind" stands for an alternative.
    private static IEnumerable<(IMessage Parent, FieldDescriptor Field, string Pointer)> Fields(IMessage message, string path)
    {
        foreach (FieldDescriptor field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.IsRepeated ? ((IList)field.Accessor.GetValue(message)).Count == 0 : !field.Accessor.HasValue(message))
            {
                continue;
            }

            string pointer = $"{path}/{GoogleToJson.MemberOf(field)}";
            bool isAlternative = field.RealContainingOneof?.Name == "kind";
            if (!isAlternative)
            {
                yield return (message, field, pointer);
            }

            if (field.FieldType == FieldType.Message && !field.IsRepeated && field.MessageType.Name != "JsonObject")
            {
                foreach (var inner in Fields((IMessage)field.Accessor.GetValue(message), pointer))
                {
                    yield return inner;
                }
            }
        }
    }

    private static void Clear(IMessage message, string pointer)
    {
        (IMessage parent, FieldDescriptor field, _) = Fields(message, "").Single(f => f.Pointer == pointer);
        field.Accessor.Clear(parent);
    }
}
