using System.Text;

namespace Ixt.Nexus.Tests.Values;

/// <summary>JSON as Node reads and writes it.</summary>
public sealed class JsonTests
{
    [Theory]
    [InlineData("\"\\u00e9\\ud83d\\ude00\\/\\b\\f\\n\\r\\t\\\"\\\\\"", "é😀/\b\f\n\r\t\"\\")]
    [InlineData("\"\u2028\u2029\u007f\ufeff\"", "\u2028\u2029\u007f\ufeff")]
    [InlineData("\"a\\u0000b\"", "a\0b")]
    public void Text_is_read(string json, string expected) => Assert.Equal(expected, Text.Decode(json).AsString());

    [Theory]
    [InlineData("é€😀\u2028\u2029\u007f\ufeff</script>'+&", "\"é€😀\u2028\u2029\u007f\ufeff</script>'+&\"")]
    [InlineData("\b\f\n\r\t\"\\\u0001\u001f", "\"\\b\\f\\n\\r\\t\\\"\\\\\\u0001\\u001f\"")]
    public void Text_is_written_as_Node_writes_it(string text, string json) => Assert.Equal(json, Text.Encode(text));

    [Fact]
    public void Lone_surrogates_are_escapes()
    {
        foreach ((string text, string json) in new[] { ("\ud83d", """ "\ud83d" """), ("\ude00\ud83d", """ "\ude00\ud83d" """), ("a\ud83db\ud83d\ude00", """ "a\ud83db😀" """) })
        {
            Assert.Equal(json.Trim(), Text.Encode(text));
            Assert.Equal(text, Text.Decode(json).AsString());
            Assert.Equal(text, Text.Decode(json.Replace("\\ud83d", "\\uD83D")).AsString());
        }
    }

    [Fact]
    public void Every_UTF_16_unit_survives_the_way_there_and_back()
    {
        for (int unit = 0; unit <= 0xffff; unit++)
        {
            string text = $"{(char)unit}x{(char)unit}";
            Assert.Equal(text, Text.Decode(Text.Encode(text)).AsString());
            Assert.Equal(text, Text.Decode(Text.Encode(NexusValue.From(new NexusSet { text }))).AsSet()[0].AsString());
        }
    }

    [Fact]
    public void Member_names_with_lone_surrogates_and_controls_survive()
    {
        NexusObject members = new() { ["\ud83d"] = 1, ["\u0003U"] = 2, ["\0"] = 3, [""] = 4 };
        string json = Text.Encode(members);
        Assert.Equal("""{"\ud83d":1,"\u0003U":2,"\u0000":3,"":4}""", json);
        Assert.Equal(members, Text.Decode(json).AsObject());
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0xff, 0xfe, 0x62 }, "a\ufffd\ufffdb")]
    [InlineData(new byte[] { 0xe2, 0x82 }, "\ufffd")]
    [InlineData(new byte[] { 0xe2, 0x82, 0x41 }, "\ufffdA")]
    [InlineData(new byte[] { 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80 }, "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd")]
    [InlineData(new byte[] { 0xf0, 0x9f, 0x98 }, "\ufffd")]
    [InlineData(new byte[] { 0xc0, 0xaf }, "\ufffd\ufffd")]
    [InlineData(new byte[] { 0xf5, 0x80, 0x80, 0x80 }, "\ufffd\ufffd\ufffd\ufffd")]
    public void Malformed_UTF_8_is_replaced_as_Node_replaces_it(byte[] content, string expected)
    {
        byte[] plain = [(byte)'"', .. content, (byte)'"'];
        Assert.Equal(expected, Text.Read(plain, plain: true, null, out _).AsString());
        byte[] escaped = [(byte)'"', .. content, .. "\\n\""u8];
        Assert.Equal(expected + "\n", Text.Read(escaped, plain: true, null, out _).AsString());
    }

    [Fact]
    public void Malformed_UTF_8_outside_of_text_is_no_JSON() => Assert.Throws<NexusWireException>(() => Text.Read([(byte)'[', 0xff, (byte)']'], plain: true, null, out _));

    [Fact]
    public void One_byte_order_mark_is_passed_over()
    {
        Assert.Equal(5, Text.Decode("\ufeff 5").AsInt32());
        Assert.Throws<NexusWireException>(() => Text.Decode("\ufeff\ufeff5"));
        Assert.Throws<NexusWireException>(() => Text.Decode(" \ufeff5"));
    }

    [Fact]
    public void White_space_may_stand_anywhere_between() =>
        Assert.Equal("""{"a":[1,{}],"b":null}""", Text.Encode(Text.Decode("\t\r\n { \"a\" : [ 1 ,\n{ } ] , \"b\" : null } \n")));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":}")]
    [InlineData("{1:1}")]
    [InlineData("'a'")]
    [InlineData("\"\t\"")]
    [InlineData("\"\n\"")]
    [InlineData("\"a")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\u 123\"")]
    [InlineData("\"\\u+123\"")]
    [InlineData("\"\\u123\"")]
    [InlineData("\"\\")]
    [InlineData("tru")]
    [InlineData("True")]
    [InlineData("nul")]
    [InlineData("undefined")]
    [InlineData("[1] 2")]
    [InlineData("[1]]")]
    [InlineData("[}")]
    [InlineData("// comment\n1")]
    [InlineData("1\0")]
    [InlineData("\u00a01")]
    public void What_is_no_JSON_is_refused_and_skipped_over_neither(string json)
    {
        Assert.Throws<NexusWireException>(() => Text.Decode(json));
        Assert.Throws<NexusWireException>(() =>
        {
            JsonCursor cursor = new(Encoding.UTF8.GetBytes(json));
            cursor.Skip();
            cursor.End();
        });
    }

    [Fact]
    public void Of_duplicate_names_the_last_one_counts_in_the_place_of_the_first()
    {
        Assert.Equal("""{"a":3,"b":2}""", Text.Encode(Text.Decode("""{"a":1,"b":2,"a":3}""")));
        string many = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"k{i % 20}\":{i}"));
        Assert.Equal(20, Text.Decode($"{{{many}}}").AsObject().Count);
    }

    [Fact]
    public void Names_that_are_array_indices_are_written_first_in_their_order()
    {
        NexusObject members = new() { ["b"] = 1, ["10"] = 2, ["9"] = 3, ["a"] = 4, ["0"] = 5, ["01"] = 6, ["-1"] = 7, ["4294967294"] = 8, ["4294967295"] = 9, ["1.5"] = 10 };
        Assert.Equal("""{"0":5,"9":3,"10":2,"4294967294":8,"b":1,"a":4,"01":6,"-1":7,"4294967295":9,"1.5":10}""", Text.Encode(members));
        Assert.Equal(Text.Encode(members), Text.EncodePlain(members));
    }

    [Fact]
    public void Long_text_is_whole_wherever_its_characters_fall()
    {
        // Written and read in pieces: a character of four bytes at each place around the borders of a piece.
        foreach (int length in new[] { 16 * 1024, 32 * 1024, 64 * 1024 })
        {
            for (int offset = -4; offset <= 4; offset++)
            {
                string text = new string('é', length + offset) + "😀\ud83d\0\"😀" + new string('x', 20_000);
                Assert.Equal(text, Text.Decode(Text.Encode(text)).AsString());
            }
        }
    }
}
