using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Ixt.Protocol.Tests;

/// <summary>Frames have a fast reader and writer beside the thorough ones: nobody may notice which of them was at work.</summary>
public sealed class PlainFrameTests
{
    private static readonly byte[] s_nasty = [.. "\0\u0001\n \"\\{}[],:01-+.eEuntf=_/ab"u8, 0x7F, 0x80, 0xC3, 0xFF];

    public static TheoryData<string> Frames => ["RuntimeFrame", "ModuleFrame"];

    [Theory]
    [MemberData(nameof(Frames))]
    public void Random_frames_read_the_same_either_way(string definition)
    {
        RandomMessages random = new(seed: 20261123);
        for (int i = 0; i < 3_000; i++)
        {
            Same(definition, Encoding.UTF8.GetBytes(random.Next(definition)));
        }
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public void Frames_as_writers_write_them_read_the_same_with_any_byte_changed_dropped_or_doubled(string definition)
    {
        RandomMessages random = new(seed: 7);
        for (int round = 0; round < 40; round++)
        {
            byte[] text = Readers.ByDefinition[definition](Encoding.UTF8.GetBytes(random.Next(definition))).ToUtf8();
            Same(definition, text);
            for (int i = 0; i < text.Length; i += 1 + (text.Length / 200))
            {
                Same(definition, [.. text[..i], .. text[(i + 1)..]]);
                Same(definition, [.. text[..i], text[i], .. text[i..]]);
                Same(definition, text[..i]);
                foreach (byte nasty in s_nasty)
                {
                    Same(definition, [.. text[..i], nasty, .. text[(i + 1)..]]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public void Examples_read_the_same_either_way(string definition) =>
        Assert.All(Example.All.Where(e => e.Definition == definition), example => Same(definition, example.Bytes()));

    [Theory]
    [InlineData("-0")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-0.0")]
    [InlineData("1e2")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("01")]
    public void Odd_numbers_read_the_same_either_way(string number) => Same("RuntimeFrame", Encoding.UTF8.GetBytes(
        $$$"""{"type":"handle","id":1,"message":{"topic":"t","payload":""},"context":{"trace_id":"x","source_module":"m","timestamp":{{{number}}}}}"""));

    [Theory]
    [InlineData(62, true)]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void The_depth_limit_is_the_same_either_way(int levels, bool isRead)
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", levels - 1)) + "{}" + new string('}', levels - 1);
        byte[] frame = Encoding.UTF8.GetBytes($$"""{"type":"response","id":1,"success":true,"data":{{deep}}}""");
        Assert.Equal(isRead, Same("ModuleFrame", frame));
    }

    [Fact]
    public void Whatever_can_be_written_is_written_the_same_either_way()
    {
        RandomMessages random = new(seed: 11);
        foreach (string definition in new[] { "RuntimeFrame", "ModuleFrame", "HandleMessage", "MessageContext", "KvSetParams", "MessageBusSendParams" })
        {
            for (int i = 0; i < 500; i++)
            {
                SameText(Readers.ByDefinition[definition](Encoding.UTF8.GetBytes(random.Next(definition))));
            }
        }
    }

    [Fact]
    public void Every_character_is_escaped_the_same_either_way()
    {
        for (int c = 0; c <= char.MaxValue; c++)
        {
            if (!char.IsSurrogate((char)c))
            {
                SameText(new MessageContext { TraceId = "a" + (char)c, SourceModule = "m", Timestamp = 1 });
            }
        }

        SameText(new MessageContext { TraceId = "z", SourceModule = "m", Timestamp = double.NegativeZero });
        SameText(new MessageContext { TraceId = "\ud83d\ude00", SourceModule = new string('x', 300), Timestamp = 1 });
    }

    [Theory]
    [InlineData(0d)]
    [InlineData(1d)]
    [InlineData(-1d)]
    [InlineData(0.1)]
    [InlineData(1234567890.125)]
    [InlineData(999_999_999_999_999d)]
    [InlineData(1_000_000_000_000_000d)]
    [InlineData(1e16)]
    [InlineData(1e22)]
    [InlineData(1.7976931348623157e308)]
    [InlineData(5e-324)]
    public void Numbers_are_written_the_same_either_way(double number) =>
        SameText(new MessageContext { TraceId = "t", SourceModule = "m", Timestamp = number });

    [Fact]
    public void A_lone_surrogate_is_refused_either_way()
    {
        MessageContext context = new() { TraceId = "\ud800", SourceModule = "m", Timestamp = 1 };
        Assert.Equal(
            Record.Exception(() => ByPlatform(context))?.GetType(),
            Record.Exception(() => context.ToUtf8())?.GetType());
    }

    [Fact]
    public void The_data_of_an_answer_is_parsed_once_and_stays()
    {
        ResponseSuccess response = (ResponseSuccess)ModuleFrame.Read("""{"type":"response","id":1,"success":true,"data":{"n":[1,2],"b":"AAE="}}"""u8);
        Assert.True(response.DataText.IsUnparsed);
        Assert.Equal(2, response.Data.GetProperty("n").GetArrayLength());
        Assert.Equal(response.Data, response.Data);
        Assert.Equal("""{"n":[1,2],"b":"AAE="}""", (response with { Id = new RequestId(2) }).Data.GetRawText());
        Assert.Equal(response, response with { });
    }

    [Theory]
    [InlineData("""{"b":"AAE="}""", true)]
    [InlineData("""{"b":"","b":"AAE="}""", true)]
    [InlineData("""{"b":"AAE\u003d"}""", true)]
    [InlineData("""{"b":"AAE"}""", false)]
    [InlineData("""{"b":1}""", false)]
    [InlineData("""{"c":"AAE="}""", false)]
    [InlineData("""{}""", false)]
    public void The_bytes_of_a_member_are_found_without_parsing_the_rest(string data, bool isThere)
    {
        byte[] frame = Encoding.UTF8.GetBytes($$"""{"type":"response","id":1,"success":true,"data":{{data}}}""");
        ResponseSuccess read = (ResponseSuccess)ModuleFrame.Read(frame);
        ResponseSuccess given = new() { Id = new RequestId(1), Data = JsonElement.Parse(data) };
        foreach (ResponseSuccess response in new[] { read, given })
        {
            Assert.Equal(isThere, response.TryGetBytes("b", out ReadOnlyMemory<byte> bytes));
            Assert.Equal(isThere ? [0, 1] : [], bytes.ToArray());
        }
    }

    // Returns whether both read it.
    private static bool Same(string definition, byte[] text)
    {
        IProtocolMessage? thorough = null;
        ProtocolViolationException? expected = null;
        try
        {
            thorough = Thorough(definition, text);
        }
        catch (ProtocolViolationException e)
        {
            expected = e;
        }

        try
        {
            IProtocolMessage read = Readers.ByDefinition[definition](text);
            Assert.True(thorough is not null, "Accepted, though the thorough reader refuses: " + Encoding.UTF8.GetString(text));
            Assert.Equal(thorough.ToUtf8(), read.ToUtf8());
            return true;
        }
        catch (ProtocolViolationException e)
        {
            Assert.True(expected is not null, "Refused, though the thorough reader accepts: " + Encoding.UTF8.GetString(text));
            Assert.Equal((expected.Code, expected.Pointer, expected.Message), (e.Code, e.Pointer, e.Message));
            return false;
        }
    }

    private static IProtocolMessage Thorough(string definition, byte[] text)
    {
        JsonSlice root = JsonText.Root(text);
        try
        {
            return definition == "RuntimeFrame" ? RuntimeFrame.Read(root, "") : ModuleFrame.Read(root, "");
        }
        catch (JsonException e)
        {
            throw JsonText.NotJson(e);
        }
    }

    private static void SameText(IProtocolMessage message) =>
        Assert.True(ByPlatform(message).AsSpan().SequenceEqual(message.ToUtf8()), Encoding.UTF8.GetString(message.ToUtf8()));

    private static byte[] ByPlatform(IProtocolMessage message)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer, ProtocolJson.WriterOptions);
        message.Write(writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
