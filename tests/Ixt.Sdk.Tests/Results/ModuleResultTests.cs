using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ixt.Protocol;

namespace Ixt.Sdk.Tests;

public sealed class ModuleResultTests
{
    [Fact]
    public void Success_without_data_is_an_empty_object() => Assert.Equal("{}", Text(ModuleResult.Success()));

    [Fact]
    public void Data_can_be_read_back_and_an_error_has_none()
    {
        Json.Equal("{'a':1}", ModuleResult.Success(("a", 1)).GetData());
        Json.Equal("{}", ModuleResult.Success().GetData());
        Assert.Null(ModuleResult.Error("MINE", "x").GetData());
    }

    [Fact]
    public void Members_are_written_by_their_kind()
    {
        ModuleResult result = ModuleResult.Success(
            ("s", "ü"), ("i", 3), ("l", 9007199254740993), ("d", 0.5), ("b", true), ("n", (string?)null), ("x", new byte[] { 0, 255 }),
            ("m", (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes("hello")), ("e", Json.Parse("[1]")), ("j", new JsonArray(1, 2)), ("z", default));
        Assert.Equal(
            """{"s":"ü","i":3,"l":9007199254740993,"d":0.5,"b":true,"n":null,"x":"AP8=","m":"aGVsbG8=","e":[1],"j":[1,2],"z":null}""", Text(result));
    }

    [Fact]
    public void What_may_be_missing_and_lists_are_written_too()
    {
        ModuleResult result = ModuleResult.Success(
            ("i", (int?)null), ("l", (long?)7), ("d", (double?)null), ("b", (bool?)true), ("m", 10.50m), ("u", (decimal)ulong.MaxValue), ("h", (ushort)3), ("w", uint.MaxValue), ("t", new[] { "a", "ü" }),
            ("none", (string[]?)null), ("o", FieldValue.Of(new TestSettings { DatabaseUrl = "x" }, TestJsonContext.Default.TestSettings)));
        Assert.Equal(
            """{"i":null,"l":7,"d":null,"b":true,"m":10.50,"u":18446744073709551615,"h":3,"w":4294967295,"t":["a","ü"],"none":null,"o":{"database_url":"x","retries":1}}""", Text(result));
        Assert.Throws<ArgumentException>(() => ModuleResult.Success(("x", (double?)double.NaN)));
    }

    [Fact]
    public void An_error_that_somebody_else_reported_is_passed_on_as_it_is()
    {
        ErrorBody plain = new() { Code = "NO_STOCK", Message = "none left" };
        Assert.Equal(("NO_STOCK", "none left", null), (ModuleResult.Error(plain).Failure!.Code, ModuleResult.Error(plain).Failure!.Message, ModuleResult.Error(plain).Failure!.Details));
        Json.Equal("{'left':0}", ModuleResult.Error(plain with { Details = Json.Parse("{'left':0}") }).Failure!.Details);
    }

    [Fact]
    public void Numbers_that_json_lacks_are_refused() => Assert.Throws<ArgumentException>(() => ModuleResult.Success(("x", double.NaN)));

    [Fact]
    public void Objects_values_and_callbacks_say_the_same()
    {
        Assert.Equal("""{"a":1}""", Text(ModuleResult.Success(new JsonObject { ["a"] = 1 })));
        Assert.Equal("""{"a":1}""", Text(ModuleResult.Success(Json.Parse("{'a':1}"))));
        Assert.Equal("""{"a":1}""", Text(ModuleResult.Success("""{"a":1}"""u8)));
        Assert.Equal("""{"database_url":"x","retries":1}""", Text(ModuleResult.Success(new TestSettings { DatabaseUrl = "x" }, TestJsonContext.Default.TestSettings)));
        Assert.Equal("""{"a":1}""", Text(ModuleResult.Success(static w =>
        {
            w.WriteStartObject();
            w.WriteNumber("a", 1);
            w.WriteEndObject();
        })));
    }

    [Fact]
    public void Data_that_is_not_an_object_is_refused_and_the_error_says_what_it_is()
    {
        AssertRefused("The data of a success must be a JSON object, but is an array.", () => ModuleResult.Success(Json.Parse("[]")));
        AssertRefused("but is an array", () => ModuleResult.Success([1], TestJsonContext.Default.Int32Array));
        AssertRefused("but is null", () => ModuleResult.Success(Json.Parse("null")));
        AssertRefused("but is a string", () => ModuleResult.Success(static w => w.WriteStringValue("x")));
        AssertRefused("must be a JSON object", () => ModuleResult.Success("[1]"u8));
        AssertRefused("one whole JSON value", () => ModuleResult.Success(static _ => { }));
        AssertRefused("one whole JSON value", () => ModuleResult.Success(static w => w.WriteStartObject()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{'a':}")]
    [InlineData("{'a':1}x")]
    [InlineData("{} {}")]
    public void Text_that_is_not_json_is_refused(string text) =>
        AssertRefused("", () => ModuleResult.Success(Encoding.UTF8.GetBytes(text.Replace('\'', '"')).AsSpan()));

    [Fact]
    public void Text_that_is_not_utf8_is_refused() =>
        AssertRefused("UTF-8", () => ModuleResult.Success((ReadOnlySpan<byte>)[.. "{\"a\":\""u8, 0xFF, .. "\"}"u8]));

    [Fact]
    public void Line_breaks_between_tokens_of_a_text_are_taken_out()
    {
        string text = Text(ModuleResult.Success("{\r\n  \"a\": [1,\n 2], \"b\": 1.50\n}"u8));
        Assert.DoesNotContain('\n', text);
        Assert.DoesNotContain('\r', text);
        Assert.Equal("""{"a":[1,2],"b":1.50}""", text);
    }

    [Theory]
    [InlineData(62)]
    [InlineData(63)]
    public void Data_may_nest_as_deep_as_a_frame_allows(int arrays)
    {
        // The object is level 1 of the data and level 2 of the frame, which may have 64.
        string json = "{\"a\":" + new string('[', arrays) + new string(']', arrays) + "}";
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        if (arrays + 2 <= 64)
        {
            Assert.Equal(json, Text(ModuleResult.Success(utf8)));
            Assert.Equal(json, Text(ModuleResult.Success(w => w.WriteRawNested(arrays))));
        }
        else
        {
            AssertRefused("", () => ModuleResult.Success(utf8));
            AssertRefused("", () => ModuleResult.Success(w => w.WriteRawNested(arrays)));
        }
    }

    [Fact]
    public void A_result_is_what_its_data_were_when_it_was_built()
    {
        JsonObject data = new() { ["a"] = 1 };
        ModuleResult result = ModuleResult.Success(data);
        data["a"] = 2;
        Assert.Equal("""{"a":1}""", Text(result));
    }

    [Fact]
    public void A_result_may_be_built_while_another_is_being_built()
    {
        ModuleResult? inner = null;
        ModuleResult outer = ModuleResult.Success(w =>
        {
            w.WriteStartObject();
            inner = ModuleResult.Success(("inner", 1));
            w.WriteNumber("outer", 2);
            w.WriteEndObject();
        });
        Assert.Equal("""{"outer":2}""", Text(outer));
        Assert.Equal("""{"inner":1}""", Text(inner!));
    }

    [Fact]
    public void A_callback_that_throws_leaves_nothing_behind()
    {
        Assert.Throws<FormatException>(() => ModuleResult.Success(static w =>
        {
            w.WriteStartObject();
            w.WriteNumber("half", 1);
            throw new FormatException();
        }));
        Assert.Equal("""{"whole":1}""", Text(ModuleResult.Success(("whole", 1))));
    }

    [Fact]
    public void Errors_carry_code_message_and_details()
    {
        Assert.Null(ModuleResult.Error("A", "m").Failure!.Details);
        Assert.Null(ModuleResult.Error("A", "m", (JsonNode?)null).Failure!.Details);
        Json.Equal("{'limit':10}", ModuleResult.Error("A", "m", ("limit", 10)).Failure!.Details);
        Json.Equal("[1]", ModuleResult.Error("A", "m", new JsonArray(1)).Failure!.Details);
        Json.Equal("'text'", ModuleResult.Error("A", "m", Json.Parse("'text'")).Failure!.Details);
        Json.Equal("[1,2]", ModuleResult.Error("A", "m", [1, 2], TestJsonContext.Default.Int32Array).Failure!.Details);
        ModuleResult error = ModuleResult.Error("CODE", "");
        Assert.False(error.IsSuccess);
        Assert.Equal(("CODE", "CODE"), (error.Failure!.Code, error.Failure.Message));
        Assert.Throws<ArgumentException>(() => ModuleResult.Error("", "m"));
    }

    [Fact]
    public void Health_reports_have_a_boolean_healthy()
    {
        Assert.Equal("""{"healthy":true}""", Encoding.UTF8.GetString(HealthReport.Default.Data));
        Assert.Equal("""{"healthy":true}""", Encoding.UTF8.GetString(HealthReport.Healthy().Data));
        Assert.Equal("""{"healthy":true,"n":1}""", Encoding.UTF8.GetString(HealthReport.Healthy(("n", 1)).Data));
        Assert.Equal("""{"healthy":false,"why":"disk"}""", Encoding.UTF8.GetString(HealthReport.Unhealthy(("why", "disk")).Data));
        Assert.Equal("""{"healthy":false,"queue":3}""", Encoding.UTF8.GetString(HealthReport.FromValue(new TestHealth(false, 3), TestJsonContext.Default.TestHealth).Data));
        Assert.Equal("""{"x":1,"healthy":true}""", Encoding.UTF8.GetString(HealthReport.FromJson("""{"x":1,"healthy":true}"""u8).Data));
        Assert.Throws<ArgumentException>(() => HealthReport.Healthy(("healthy", false)));
        AssertRefused("boolean member \"healthy\"", () => HealthReport.FromJson("{}"u8));
        AssertRefused("boolean member \"healthy\"", () => HealthReport.FromJson("""{"healthy":"yes"}"""u8));
    }

    [Fact]
    public void Payloads_are_strict_base64()
    {
        Assert.Equal("aGVsbG8gd29ybGQ=", PayloadEncoding.Encode("hello world"u8));
        Assert.Equal("hello world"u8.ToArray(), PayloadEncoding.Decode("aGVsbG8gd29ybGQ="));
        Assert.Empty(PayloadEncoding.Decode(""));
        foreach (string bad in new[] { "aGVsbG8", "aGVs bG8=", "aGVsbG8=\n", "a-_=", "é===" })
        {
            Assert.Throws<FormatException>(() => PayloadEncoding.Decode(bad));
        }
    }

    private static string Text(ModuleResult result) => Encoding.UTF8.GetString(result.Data!);

    private static void AssertRefused(string part, Action build) =>
        Assert.Contains(part, Assert.Throws<InvalidOperationException>(build).Message, StringComparison.Ordinal);
}
