using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ixt.Protocol;

namespace Ixt.Sdk;

public abstract partial class IxtProcessModule
{
    /// <inheritdoc cref="ModuleResult.Success()"/>
    protected static ModuleResult Success() => ModuleResult.Success();

    /// <inheritdoc cref="ModuleResult.Success(ReadOnlySpan{ValueTuple{string, FieldValue}})"/>
    protected static ModuleResult Success(params ReadOnlySpan<(string Name, FieldValue Value)> members) => ModuleResult.Success(members);

    /// <inheritdoc cref="ModuleResult.Success(JsonObject)"/>
    protected static ModuleResult Success(JsonObject data) => ModuleResult.Success(data);

    /// <inheritdoc cref="ModuleResult.Success(JsonElement)"/>
    protected static ModuleResult Success(JsonElement data) => ModuleResult.Success(data);

    /// <inheritdoc cref="ModuleResult.Success{T}(T, JsonTypeInfo{T})"/>
    protected static ModuleResult Success<T>(T data, JsonTypeInfo<T> contract) => ModuleResult.Success(data, contract);

    /// <inheritdoc cref="ModuleResult.Success(Action{Utf8JsonWriter})"/>
    protected static ModuleResult Success(Action<Utf8JsonWriter> write) => ModuleResult.Success(write);

    /// <inheritdoc cref="ModuleResult.Success(ReadOnlySpan{byte})"/>
    protected static ModuleResult Success(ReadOnlySpan<byte> utf8Json) => ModuleResult.Success(utf8Json);

    /// <inheritdoc cref="ModuleResult.Error(string, string)"/>
    protected static ModuleResult Error(string code, string message) => ModuleResult.Error(code, message);

    /// <inheritdoc cref="ModuleResult.Error(string, string, JsonNode)"/>
    protected static ModuleResult Error(string code, string message, JsonNode? details) => ModuleResult.Error(code, message, details);

    /// <inheritdoc cref="ModuleResult.Error(string, string, JsonElement)"/>
    protected static ModuleResult Error(string code, string message, JsonElement details) => ModuleResult.Error(code, message, details);

    /// <inheritdoc cref="ModuleResult.Error(string, string, ReadOnlySpan{ValueTuple{string, FieldValue}})"/>
    protected static ModuleResult Error(string code, string message, params ReadOnlySpan<(string Name, FieldValue Value)> details) =>
        ModuleResult.Error(code, message, details);

    /// <inheritdoc cref="ModuleResult.Error{T}(string, string, T, JsonTypeInfo{T})"/>
    protected static ModuleResult Error<T>(string code, string message, T details, JsonTypeInfo<T> contract) =>
        ModuleResult.Error(code, message, details, contract);

    /// <inheritdoc cref="ModuleResult.Error(ErrorBody)"/>
    protected static ModuleResult Error(ErrorBody error) => ModuleResult.Error(error);

    /// <summary>Bytes as base64 text, as payloads are written in JSON (IXT-ENV-017).</summary>
    /// <param name="data">Any bytes.</param>
    protected static string EncodePayload(ReadOnlySpan<byte> data) => PayloadEncoding.Encode(data);

    /// <summary>A text, in UTF-8, as base64 text.</summary>
    /// <param name="text">Any text.</param>
    protected static string EncodePayload(string text) => PayloadEncoding.Encode(Encoding.UTF8.GetBytes(text));

    /// <summary>Base64 text as bytes. A message's own payload is decoded already: <c>message.Payload</c>.</summary>
    /// <param name="payload">RFC 4648 §4, padded, without white space.</param>
    /// <exception cref="FormatException">It is not.</exception>
    protected static byte[] DecodePayload(string payload) => PayloadEncoding.Decode(payload);
}
