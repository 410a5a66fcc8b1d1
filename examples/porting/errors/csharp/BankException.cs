using System.Text.Json.Nodes;

namespace Banking;

/// <summary>An error that callers are meant to see, with the code that they go by.</summary>
internal sealed class BankException(string code, string message, JsonObject? details = null, Exception? inner = null)
    : Exception(message, inner)
{
    internal string Code { get; } = code;

    internal JsonObject? Details { get; } = details;
}
