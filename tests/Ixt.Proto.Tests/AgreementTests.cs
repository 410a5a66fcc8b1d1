using System.Text.Json;
using Google.Protobuf;

namespace Ixt.Proto.Tests;

/// <summary>JSON, our protobuf and Google's protobuf hold the same message, whichever way it goes.</summary>
public sealed class AgreementTests
{
    private const int Rounds = 200;

    public static TheoryData<string> Types => [.. Messages.Definitions];

    [Theory]
    [MemberData(nameof(Types))]
    public void Random_messages_go_from_json_through_ours_and_googles_and_back(string definition)
    {
        Protocol.Tests.RandomMessages random = new(seed: 20261123);
        for (int i = 0; i < Rounds; i++)
        {
            IProtocolMessage original = Messages.ReadJson(definition, random.Next(definition));
            string json = Messages.Json(original);

            byte[] ours = Messages.Write(original);
            IMessage google = Google.Parse(Messages.RootOf(definition), ours);
            byte[] theirs = google.ToByteArray();
            IProtocolMessage read = Messages.Read(definition, theirs);

            Assert.Equal(ours, theirs);
            Assert.Equal(original.GetType(), read.GetType());
            Assert.Equal(json, Messages.Json(read));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Random_messages_are_converted_by_google_as_by_us(string definition)
    {
        Protocol.Tests.RandomMessages random = new(seed: 4711);
        for (int i = 0; i < Rounds; i++)
        {
            // Once through JSON first: it drops line breaks from free-form JSON, which protobuf has no need to.
            string json = Messages.Json(Messages.ReadJson(definition, random.Next(definition)));
            IProtocolMessage original = Messages.ReadJson(definition, json);
            using JsonDocument document = JsonDocument.Parse(json);

            byte[] theirs = JsonToGoogle.Convert(definition, document.RootElement).ToByteArray();
            string back = GoogleToJson.Convert(Google.Parse(Messages.RootOf(definition), theirs));

            Assert.Equal(Messages.Write(original), theirs);
            Assert.Equal(json, Messages.Json(Messages.ReadJson(definition, back)));
        }
    }

    [Fact]
    public void Every_record_is_a_message_of_the_file_and_every_message_has_its_record()
    {
        string[] helpers = ["JsonObject", "BinaryMember"];

        Assert.Equal(
            Messages.Definitions.Concat(Messages.Definitions.Select(Messages.RootOf)).Distinct().Order(StringComparer.Ordinal),
            Google.All.Select(m => m.Name).Except(helpers).Order(StringComparer.Ordinal));
    }
}
