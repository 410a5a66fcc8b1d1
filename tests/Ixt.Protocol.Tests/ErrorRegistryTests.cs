using System.Reflection;
using System.Text.Json;
using Ixt.SchemaGen.Model;

namespace Ixt.Protocol.Tests;

public sealed class ErrorRegistryTests
{
    private static JsonElement[] Registry => [.. Spec.Json("errors.json").GetProperty("errors").EnumerateArray()];

    [Fact]
    public void Every_reserved_code_has_a_constant_of_its_name_and_nothing_else_has()
    {
        Dictionary<string, string> constants = typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.IsLiteral)
            .ToDictionary(f => f.Name, f => (string)f.GetRawConstantValue()!);
        Dictionary<string, string> registered = Registry.Select(e => e.GetProperty("code").GetString()!).ToDictionary(Names.Pascal, code => code);

        Assert.Equal(registered, constants);
        Assert.Equal(registered.Values, ErrorCodes.All);
    }

    [Fact]
    public void Retryable_is_what_the_registry_says()
    {
        Assert.All(Registry, e => Assert.Equal(e.GetProperty("retryable").GetBoolean(), ErrorCodes.IsRetryable(e.GetProperty("code").GetString())));
        Assert.False(ErrorCodes.IsRetryable("UNKNOWN_TOPIC"));
        Assert.False(ErrorCodes.IsRetryable(null));
    }

    [Fact]
    public void The_registry_holds_the_codes_that_the_protocol_reserves()
    {
        string[] reserved = "PROTOCOL_ERROR NOT_INITIALIZED ALREADY_INITIALIZED INIT_FAILED HANDLER_ERROR INVALID_PAYLOAD EXPIRED TIMEOUT CANCELLED SHUTTING_DOWN OVERLOADED FRAME_TOO_LARGE UNKNOWN_SERVICE UNKNOWN_METHOD MODULE_UNAVAILABLE PERMISSION_DENIED".Split(' ');

        // Codes are never removed: this list may only grow, with the registry.
        Assert.Equal(reserved, ErrorCodes.All);
    }
}
