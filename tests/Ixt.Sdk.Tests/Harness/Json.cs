using System.Text.Json;

namespace Ixt.Sdk.Tests;

/// <summary>JSON in tests: written with single quotes.</summary>
internal static class Json
{
    internal static JsonElement Parse(string text) => JsonElement.Parse(text.Replace('\'', '"'));

    internal static void Equal(string expected, JsonElement? actual)
    {
        Assert.NotNull(actual);
        JsonElement wanted = Parse(expected);
        Assert.True(JsonElement.DeepEquals(wanted, actual.Value), $"Expected {wanted.GetRawText()}\nActual   {actual.Value.GetRawText()}");
    }
}
