using System.Text;
using Ixt.Conformance.Matching;
using Ixt.Conformance.Schemas;

namespace Ixt.Conformance.Tests.Execution;

public sealed class ModuleFrameSchemaTests
{
    [Theory]
    [InlineData("""{"type":"response","id":"1","success":true,"data":{},"more":1}""")]
    [InlineData("""{"data":{},"success":true,"id":9007199254740991,"type":"response"}""")]
    [InlineData("""{"type":"response","id":null,"success":false,"error":{"code":"X","message":"","details":null}}""")]
    [InlineData("""{"type":"service_request","id":"m-1","service":"kv","method":"set","params":{"key":"k","value":"AA=="}}""")]
    [InlineData("""{"type":"service_request","service":"logging","method":"log","params":{"level":"info","message":"m"}}""")]
    [InlineData("""{"type":"response","id":"\ud800","success":true,"data":{}}""")]
    [InlineData("""{"type":"response","id":"1","success":true,"data":{"\u0041":1e400,"n":[9223372036854775808,123456789012345678901234567890]}}""")]
    public async Task What_a_module_may_send_has_no_violation(string frame) => Assert.Empty(await CheckAsync(frame));

    [Theory]
    [InlineData("""{"type":"response","id":null,"success":true,"data":{}}""", "ResponseSuccess")]
    [InlineData("""{"type":"response","id":"1","success":true,"data":[]}""", "data")]
    [InlineData("""{"type":"response","id":"1","success":false,"error":{"code":"X"}}""", "message")]
    [InlineData("""{"type":"response","id":1.5,"success":true,"data":{}}""", "id")]
    [InlineData("""{"type":"response","id":"1","success":"yes","data":{}}""", "/success")]
    [InlineData("""{"type":"handle","id":"1"}""", "/type")]
    [InlineData("""{"id":"1"}""", "missing")]
    [InlineData("""{"type":"service_request","id":"m-1","service":"kv","method":"set","params":{"key":"k","value":"AA"}}""", "base64")]
    [InlineData("""{"type":"service_request","id":"m-1","service":"kv","method":"set","params":{"key":"k"}}""", "value")]
    [InlineData("""{"type":"service_request","id":"m-1","service":"kv","method":"swap","params":{}}""", "kv.swap")]
    [InlineData("""{"type":"service_request","id":"m-1","service":"message_bus","method":"send","params":{"topic":"t","payload":"","priority":1.0}}""", "priority")]
    [InlineData("""{"type":"response","id":"1","success":true,"data":{"a":["\ud800"]}}""", "/data/a/0")]
    [InlineData("""{"type":"response","id":"1","success":true,"data":{"a":{"\ud800":1}}}""", "member name")]
    [InlineData("""{"type":"response","id":"1","success":true,"data":{"a":NaN}}""", "JSON")]
    [InlineData("[]", "object")]
    [InlineData("{", "JSON")]
    public async Task What_it_may_not_is_told(string frame, string part) =>
        Assert.Contains(await CheckAsync(frame), v => v.Contains(part, StringComparison.Ordinal));

    [Theory]
    [InlineData("\"success\":true,\"data\":{}")]
    [InlineData("\"success\":false,\"error\":{\"code\":\"X\",\"message\":\"m\"}")]
    public async Task An_id_of_128_code_points_may_be_echoed(string rest)
    {
        Assert.Empty(await CheckAsync(WithId(128)));
        Assert.NotEmpty(await CheckAsync(WithId(129)));

        string WithId(int length) => "{\"type\":\"response\",\"id\":\"" + string.Concat(Enumerable.Repeat("😀", length)) + "\"," + rest + "}";
    }

    [Fact]
    public async Task A_number_of_thousands_of_digits_is_a_number()
    {
        string digits = new('7', 5000);
        Assert.Empty(await CheckAsync("""{"type":"response","id":"1","success":true,"data":{"n":[-#,0.#,"#"]}}""".Replace("#", digits, StringComparison.Ordinal)));
        Assert.Empty(await CheckAsync("""{"type":"service_request","service":"logging","method":"log","params":{"level":"info","message":"m","fields":{"n":#}}}""".Replace("#", digits, StringComparison.Ordinal)));
        Assert.NotEmpty(await CheckAsync("""{"type":"response","id":#,"success":true,"data":{}}""".Replace("#", digits, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Depth_64_is_allowed_and_65_is_not()
    {
        Assert.Empty(await CheckAsync(Nested(63)));
        Assert.Contains(await CheckAsync(Nested(64)), v => v.Contains("65 levels", StringComparison.Ordinal));

        // The frame is level 1, data is one of the levels inside it.
        static string Nested(int inside) => $$$"""{"type":"response","id":"1","success":true,"data":{"n":{{{new string('[', inside - 1)}}}{{{new string(']', inside - 1)}}}}}""";
    }

    private static async Task<IReadOnlyList<string>> CheckAsync(string frame)
    {
        ModuleFrameSchema schema = await ModuleFrameSchema.LoadAsync(Path.Combine(Repository.Root, "spec", "schema", "protocol.schema.json"), TestContext.Current.CancellationToken);
        byte[] bytes = Encoding.UTF8.GetBytes(frame);
        return schema.Check(bytes, Read(bytes));
    }

    private static System.Text.Json.JsonElement? Read(byte[] bytes)
    {
        try
        {
            return JsonText.Parse(bytes);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
