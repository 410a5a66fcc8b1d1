using System.Text.Json.Nodes;

namespace Porting.Orders;

/// <summary>A request that cannot be served: code, message and details of the answer.</summary>
internal sealed class OrderException(string code, string message, JsonObject? details = null) : Exception(message)
{
    public string Code { get; } = code;

    public JsonObject? Details { get; } = details;
}
