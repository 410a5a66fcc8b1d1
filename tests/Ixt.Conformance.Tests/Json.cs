using System.Text;
using System.Text.Json;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Tests;

/// <summary>Reads JSON written in a test.</summary>
internal static class Json
{
    public static JsonElement Of(string text) => JsonText.Parse(Encoding.UTF8.GetBytes(text));
}
