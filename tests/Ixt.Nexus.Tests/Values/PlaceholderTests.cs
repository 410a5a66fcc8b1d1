using System.Numerics;

namespace Ixt.Nexus.Tests.Values;

/// <summary>Everything that JSON lacks, both ways.</summary>
public sealed class PlaceholderTests
{
    public static TheoryData<string> Forms =>
    [
        """null""", """true""", """false""", """0""", "\"\"", "\"text\"", """[]""", """{}""", """[[],{},[{}]]""",
        """{"a":[1,null,{"b":"c"}],"d":true}""", "\"\\u0003U\"", "[\"\\u0003U\",{\"x\":\"\\u0003U\"}]",
        "\"\\u0003N:0\"", "\"\\u0003N:-123456789012345678901234567890\"",
        """ "\u0003M:[]" """, """ "\u0003M:[[\"a\",1],[2,{\"b\":[1,null]}]]" """, """ "\u0003S:[]" """, """ "\u0003S:[1,\"two\",null,{\"q\":1}]" """,
        """ "\u0004\u0003U" """, """ "\u0004\u0004" """, """ "\u0004\u0004\u0003U" """, """ "\u0004\u0003" """, """ "\u0004\u0003R:res-1" """, "\"a\\u0003U\"",
        """{"\u0003U":1,"\u0004x":2}""",
    ];

    [Theory, MemberData(nameof(Forms))]
    public void What_is_read_is_written_again_as_it_was(string json) => Assert.Equal(json.Trim(), Text.Encode(Text.Decode(json)));

    [Fact]
    public void Undefined_is_not_null()
    {
        Assert.Equal(NexusKind.Undefined, Text.Decode("\"\\u0003U\"").Kind);
        Assert.Equal(NexusKind.Null, Text.Decode("null").Kind);
        Assert.NotEqual(NexusValue.Undefined, NexusValue.Null);
        Assert.Equal(NexusKind.Undefined, Text.Decode("\"\\u0003U:whatever\"").Kind);
    }

    [Theory]
    [InlineData("\u0003")]
    [InlineData("\u0003:x")]
    [InlineData("\u0003UU")]
    [InlineData("\u0003Q:1")]
    [InlineData("\u0003u")]
    [InlineData("\u0003NN:1")]
    public void An_unknown_placeholder_is_left_as_it_came(string text)
    {
        Assert.Equal(text, Text.Decode(Text.EncodePlain(text)).AsString());
        Assert.Equal(text, Text.Decode(Text.Encode(text)).AsString());
    }

    [Fact]
    public void Just_one_escape_is_taken_off_and_put_on()
    {
        Assert.Equal("\u0003U", Text.Decode(Text.EncodePlain("\u0004\u0003U")).AsString());
        Assert.Equal("", Text.Decode(Text.EncodePlain("\u0004")).AsString());
        Assert.Equal("plain", Text.Decode(Text.EncodePlain("\u0004plain")).AsString());
        Assert.Equal(Text.EncodePlain("\u0004\u0004\u0004"), Text.Encode("\u0004\u0004"));
    }

    [Fact]
    public void In_plain_JSON_nothing_is_a_placeholder()
    {
        Assert.Equal("\u0003U", Text.Parse("\"\\u0003U\"").AsString());
        Assert.Equal("\u0004x", Text.Parse("\"\\u0004x\"").AsString());
        Assert.Equal("\"\\u0003U\"", Text.EncodePlain("\u0003U"));
    }

    [Fact]
    public void Inside_of_a_Map_or_Set_nothing_is_a_placeholder()
    {
        NexusMap map = Text.Decode(Text.EncodePlain("\u0003M:[[\"\\u0003U\",\"\\u0004x\"],[\"n\",\"\\u0003N:1\"]]")).AsMap();
        Assert.Equal("\u0003U", map[0].Key.AsString());
        Assert.Equal("\u0004x", map[0].Value.AsString());
        Assert.Equal("\u0003N:1", map[1].Value.AsString());
        Assert.Equal("\u0003R:res-1", Text.Decode(Text.EncodePlain("\u0003S:[\"\\u0003R:res-1\"]")).AsSet()[0].AsString());
    }

    [Fact]
    public void What_JSON_lacks_is_lost_inside_of_a_Map_as_the_original_loses_it()
    {
        NexusFunction function = new((_, _) => default);
        NexusMap map = new()
        {
            { "undefined", NexusValue.Undefined },
            { "function", NexusValue.From(function) },
            { "NaN", double.NaN },
            { "Map", NexusValue.From(new NexusMap { { 1, 2 } }) },
            { "Set", NexusValue.From(new NexusSet { 1 }) },
            { "members", new NexusObject { ["gone"] = NexusValue.Undefined, ["stays"] = 1 } },
        };
        Assert.Equal(
            """[["undefined",null],["function",null],["NaN",null],["Map",{}],["Set",{}],["members",{"stays":1}]]""",
            Text.Parse(Text.Encode(NexusValue.From(map))).AsString()[3..]);
    }

    [Fact]
    public void A_BigInt_inside_of_a_Map_or_Set_cannot_be_sent()
    {
        NexusValue big = NexusValue.From(BigInteger.One);
        Assert.Throws<NexusValueException>(() => Text.Encode(NexusValue.From(new NexusMap { { "a", big } })));
        Assert.Throws<NexusValueException>(() => Text.Encode(NexusValue.From(new NexusSet { new[] { big } })));
    }

    [Theory]
    [InlineData("\u0003M")]
    [InlineData("\u0003M:")]
    [InlineData("\u0003M:zz")]
    [InlineData("\u0003M:{}")]
    [InlineData("\u0003M:[1]")]
    [InlineData("\u0003M:[[1,2]")]
    [InlineData("\u0003M:[[1,2]]x")]
    [InlineData("\u0003S")]
    [InlineData("\u0003S:5")]
    [InlineData("\u0003S:[")]
    [InlineData("\u0003S:null")]
    public void A_Map_or_Set_that_is_none_spoils_the_value_only(string text)
    {
        NexusValue packet = Text.Read(System.Text.Encoding.UTF8.GetBytes($"[{Text.EncodePlain(text)},1]"), plain: false, null, out NexusValueException? fault);
        Assert.NotNull(fault);
        Assert.Equal(1, packet[1].AsInt32());
    }

    [Fact]
    public void Keys_of_a_Map_and_values_of_a_Set_are_told_apart_as_JavaScript_does()
    {
        NexusMap map = Text.Decode(Text.EncodePlain("\u0003M:[[\"a\",1],[\"a\",2],[0,3],[-0,4],[{},5],[{},6],[null,7],[null,8]]")).AsMap();
        Assert.Equal([2.0, 4.0, 5.0, 6.0, 8.0], map.Select(e => e.Value.AsDouble()));
        NexusSet set = Text.Decode(Text.EncodePlain("\u0003S:[1,1,\"1\",[0],[0],{\"q\":1},{\"q\":1},true,true]")).AsSet();
        Assert.Equal(7, set.Count);
    }

    [Fact]
    public void A_Set_of_many_nested_arrays_is_read_at_once()
    {
        // If equal contents made equal keys, each of these would be compared with all before it, through all their levels.
        string nested = new string('[', 500) + new string(']', 500);
        string json = Text.EncodePlain($"\u0003S:[{string.Join(',', Enumerable.Repeat(nested, 10_000))}]");
        Assert.Equal(10_000, Text.Decode(json).AsSet().Count);
    }

    [Fact]
    public void A_reference_is_imported_each_time_and_exported_each_time()
    {
        RecordingReferences references = new();
        NexusValue value = Text.Decode("[\"\\u0003R:a\",{\"b\":\"\\u0003R:a\"},\"\\u0003R\",\"\\u0003R:x:y\"]", references);
        Assert.Equal(["a", "a", "", "x:y"], references.Imported.Select(r => r.Id));
        Assert.NotSame(value[0].AsRef(), value[1]["b"].AsRef());
        NexusFunction function = new((_, _) => default);
        Assert.Equal("""["\u0003R:out-1","\u0003R:out-2","\u0003R:out-3"]""", Text.Encode(new NexusValue[] { NexusValue.From(function), NexusValue.From(function), value[0] }, references));
        Assert.Same(value[0].AsRef(), references.Exported[2]);
    }

    [Fact]
    public void A_reference_where_none_can_stand_spoils_the_value()
    {
        Assert.Throws<NexusValueException>(() => Text.Decode("\"\\u0003R:a\""));
        Assert.Throws<NexusValueException>(() => Text.Encode(NexusValue.From(new NexusFunction((_, _) => default))));
    }
}
