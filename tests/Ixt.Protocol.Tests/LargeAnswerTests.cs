using System.Text;
using System.Text.Json;

namespace Ixt.Protocol.Tests;

/// <summary>Large binary members of an answer are kept as bytes, which nobody can tell but by the time it takes.</summary>
public sealed class LargeAnswerTests
{
    private static readonly byte[] s_bytes = [.. Enumerable.Range(0, 3_000).Select(static i => (byte)(i * 7))];
    private static readonly string s_base64 = Convert.ToBase64String(s_bytes);

    public static TheoryData<string> Texts =>
    [
        $$"""{"b":"{{s_base64}}"}""",
        $$"""{"n":1,"b":"{{s_base64}}","more":{"b":"{{s_base64}}"} }""",
        $$"""{ "x" : "" , "b" : "{{s_base64}}" , "y":"ü\n" }""",
        $$"""{"b":"short","b":"{{s_base64}}"}""",
        $$"""{"c":"{{s_base64}}","b":"{{s_base64}}","":"{{s_base64}}","d":""}""",
        $$"""{"\u0062":"{{s_base64}}"}""",
        $$"""{"b":"{{s_base64[..^4]}}"}""",
        $$"""{"b":"{{s_base64.Replace("A", "\\u0041", StringComparison.Ordinal)}}"}""",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_text_and_the_bytes_are_those_that_came(string data)
    {
        ResponseSuccess response = Read(data);
        Assert.Equal(data, response.Data.GetRawText());

        ResponseSuccess fresh = Read(data);
        Assert.True(fresh.TryGetBytes("b", out ReadOnlyMemory<byte> bytes));
        Assert.Equal(JsonElement.Parse(data).GetProperty("b").GetBytesFromBase64(), bytes.ToArray());
        Assert.False(fresh.TryGetBytes("none", out _));
        Assert.True(fresh.DataText.IsUnparsed);
        Assert.True(response.TryGetBytes("b", out ReadOnlyMemory<byte> again));
        Assert.Equal(bytes.ToArray(), again.ToArray());
    }

    [Fact]
    public void What_only_looks_like_base64_stays_text()
    {
        string[] texts =
        [
            s_base64[..^1] + "*",
            s_base64 + "A",
            s_base64[..^4] + "    ",
            new string('A', 1_022) + "B=",
            new string('A', 1_021) + "é",
        ];
        foreach (string text in texts)
        {
            ResponseSuccess response = Read($$"""{"b":"{{text}}","c":1}""");
            Assert.False(response.TryGetBytes("b", out _));
            Assert.Equal(text, response.Data.GetProperty("b").GetString());
        }
    }

    [Fact]
    public void Of_a_name_that_stands_twice_the_last_counts_whichever_is_large()
    {
        ResponseSuccess smallLast = Read($$"""{"b":"{{s_base64}}","b":"AAE="}""");
        Assert.True(smallLast.TryGetBytes("b", out ReadOnlyMemory<byte> bytes));
        Assert.Equal([0, 1], bytes.ToArray());
        Assert.False(Read($$"""{"b":"{{s_base64}}","b":"?"}""").TryGetBytes("b", out _));
        Assert.False(Read($$"""{"b":"{{s_base64}}","b":1}""").TryGetBytes("b", out _));
    }

    [Fact]
    public void The_bytes_are_handed_out_without_a_copy()
    {
        ResponseSuccess response = Read($$"""{"b":"{{s_base64}}"}""");
        Assert.True(response.TryGetBytes("b", out ReadOnlyMemory<byte> one));
        Assert.True(response.TryGetBytes("b", out ReadOnlyMemory<byte> two));
        Assert.True(one.Span.Overlaps(two.Span, out int offset) && offset == 0);
    }

    [Fact]
    public void A_faulty_frame_around_large_members_is_refused()
    {
        string frame = Frame($$"""{"b":"{{s_base64}}","c":[1]}""");
        for (int cut = frame.Length - 1; cut > frame.Length - 30; cut--)
        {
            Assert.Throws<ProtocolViolationException>(() => ModuleFrame.Read(Encoding.UTF8.GetBytes(frame[..cut])));
        }

        Assert.Throws<ProtocolViolationException>(() => Read($$"""{"b":"{{s_base64}}" "c":1}"""));
        Assert.Throws<ProtocolViolationException>(() => Read($$"""{"b":"{{s_base64}}","\ud800":1}"""));
    }

    private static string Frame(string data) => $$"""{"type":"response","id":1,"success":true,"data":{{data}}}""";

    private static ResponseSuccess Read(string data) => Assert.IsType<ResponseSuccess>(ModuleFrame.Read(Encoding.UTF8.GetBytes(Frame(data))));
}
