using System.Text.Json.Serialization;

namespace Ixt.Sdk.Tests;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TestSettings))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(TestHealth))]
internal sealed partial class TestJsonContext : JsonSerializerContext;
