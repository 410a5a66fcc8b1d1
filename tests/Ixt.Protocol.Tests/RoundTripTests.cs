using System.Text;
using System.Text.Json;

namespace Ixt.Protocol.Tests;

public sealed class RoundTripTests
{
    public static TheoryData<string> Types => [.. Readers.ByDefinition.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_written_reads_back_as_the_same(string definition)
    {
        MessageReader read = Readers.ByDefinition[definition];

        Assert.All(Example.All.Where(e => e.Definition == definition && e.IsValid), example =>
        {
            byte[] text = example.Bytes();
            byte[] once = read(text).ToUtf8();
            Assert.Equal(once, read(once).ToUtf8());
            Keeps(JsonElement.Parse(text), JsonElement.Parse(once), definition);
        });
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Random_messages_survive_being_read_and_written(string definition)
    {
        RandomMessages random = new(seed: 20261122);
        MessageReader read = Readers.ByDefinition[definition];
        for (int i = 0; i < 300; i++)
        {
            string text = random.Next(definition);
            try
            {
                byte[] once = read(Encoding.UTF8.GetBytes(text)).ToUtf8();
                Assert.Equal(once, read(once).ToUtf8());
                Keeps(JsonElement.Parse(text), JsonElement.Parse(once), definition);
            }
            catch (ProtocolViolationException violation)
            {
                Assert.Fail($"{violation.Message} in {text}");
            }
        }
    }

    /// <summary>Every member that was read and is known is written with the same value, and nothing but defaults is added.</summary>
    private static void Keeps(JsonElement read, JsonElement written, string path)
    {
        foreach (JsonProperty member in written.EnumerateObject())
        {
            if (!read.TryGetProperty(member.Name, out JsonElement original) || original.ValueKind == JsonValueKind.Null)
            {
                bool isDefault = member is { Name: "priority", Value.ValueKind: JsonValueKind.Number } && member.Value.GetInt32() == 1;
                Assert.True(isDefault || (member.Name == "id" && member.Value.ValueKind == JsonValueKind.Null), $"{path}/{member.Name} was added");
            }
            else if (member.Name is "message" or "context" or "error" or "protocol" && member.Value.ValueKind == JsonValueKind.Object)
            {
                Keeps(original, member.Value, $"{path}/{member.Name}");
            }
            else
            {
                Assert.True(JsonElement.DeepEquals(original, member.Value), $"{path}/{member.Name}: {original} became {member.Value}");
            }
        }

        foreach (JsonProperty member in read.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null && !written.TryGetProperty(m.Name, out _)))
        {
            Assert.True(member.Name.Length == 0 || member.Name.StartsWith('x') || member.Name is "queue" or "database" or "y", $"{path}/{member.Name} was lost");
        }
    }
}
