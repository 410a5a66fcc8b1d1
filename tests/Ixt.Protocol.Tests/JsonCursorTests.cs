using System.Text;
using System.Text.Json;

namespace Ixt.Protocol.Tests;

public sealed class JsonCursorTests
{
    private static readonly string[] s_pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\u00e9\"", "\"\\x\"", "\"\\u12\"", "\"", "0", "-", "-0", "01", "1.5", "1.", ".5", "1e5", "1E+", "1e-7",
        "true", "false", "null", "nul", "tru", " ", "\n", "\t", "\r", "\u0001", "é", "\"é\u0001\"", "\"0123456789012345678901234567890123456789\"",
    ];

    [Fact]
    public void It_accepts_what_the_platforms_reader_accepts_and_nothing_else()
    {
        Random random = new(20261123);
        int accepted = 0;
        for (int i = 0; i < 60_000; i++)
        {
            string text = "{" + string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => s_pieces[random.Next(s_pieces.Length)])) + "}";
            accepted += Same(text) ? 1 : 0;
            accepted += Same("{\"k\":" + text[1..]) ? 1 : 0;
        }

        Assert.InRange(accepted, 200, int.MaxValue);
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void It_counts_levels_as_the_platforms_reader_does(int levels, bool isRead)
    {
        Assert.Equal(isRead, Same(string.Concat(Enumerable.Repeat("{\"a\":", levels - 1)) + "{}" + new string('}', levels - 1)));
        Assert.Equal(isRead, Same("{\"a\":" + new string('[', levels - 1) + new string(']', levels - 1) + "}"));
    }

    private static bool Same(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        bool isJson = true;
        try
        {
            Utf8JsonReader reader = new(utf8, JsonText.ReaderOptions);
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            isJson = false;
        }

        bool isRead = true;
        try
        {
            ObjectScanner members = new(new JsonSlice(JsonTokenType.StartObject, utf8, isEscaped: false));
            while (members.Next(out _))
            {
                members.Skip();
            }
        }
        catch (JsonException)
        {
            isRead = false;
        }

        Assert.True(isJson == isRead, $"{(isJson ? "JSON" : "Not JSON")}, and {(isRead ? "accepted" : "refused")}: {text}");
        return isRead;
    }
}
