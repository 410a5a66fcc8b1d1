using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ixt.Protocol;

namespace Ixt.Sdk;

/// <summary>What a handler answers: success with a JSON object, or an error (IXT-ENV-011, IXT-HDL-003, IXT-HDL-004).</summary>
/// <remarks>
/// Built eagerly: what was handed over may change afterwards without changing the answer. Immutable, and safe to return more than once.
/// Data may nest 63 levels and, with its frame, fill 16 MiB − 1 bytes; more is answered <c>FRAME_TOO_LARGE</c> in its place (IXT-HDL-012).
/// </remarks>
public sealed class ModuleResult
{
    private const string DataName = "The data of a success";
    private const string DetailsName = "The details of an error";
    private static readonly ModuleResult s_emptySuccess = new(JsonBytes.Empty);

    // The text of the data, a text with bytes beside it, or an error: one field, since there is one of these per message.
    private readonly object _content;

    private ModuleResult(byte[] data, BinaryMember[]? binary = null)
    {
        _content = binary is null ? data : new SplitData(data, binary);
    }

    private ModuleResult(ErrorBody failure)
    {
        _content = failure;
    }

    /// <summary>Whether this is a success.</summary>
    public bool IsSuccess => Failure is null;

    /// <summary>The error; <see langword="null"/> for a success.</summary>
    public ErrorBody? Failure => _content as ErrorBody;

    /// <summary>The text of the data, without what <see cref="Binary"/> holds.</summary>
    internal byte[]? Data => _content as byte[] ?? (_content as SplitData)?.Text;

    /// <summary>Members of the data that are many bytes: base64 text, or bytes, only when the frame is written.</summary>
    internal BinaryMember[]? Binary => (_content as SplitData)?.Binary;

    /// <summary>Reads the data of a success, for code that looks into a result, such as a test.</summary>
    /// <returns>The object, parsed anew; <see langword="null"/> for an error.</returns>
    public JsonElement? GetData() => Data is null ? null : JsonElement.Parse(JsonBytes.Join(Data, Binary));

    /// <summary>Success with <c>{}</c>.</summary>
    public static ModuleResult Success() => s_emptySuccess;

    /// <summary>Success with the given members: <c>Success(("result", bytes), ("count", 3))</c>.</summary>
    /// <param name="members">Names and values, in order; of equal names the last counts.</param>
    /// <exception cref="InvalidOperationException">A value nests too deep.</exception>
    public static ModuleResult Success(params ReadOnlySpan<(string Name, FieldValue Value)> members) =>
        members.IsEmpty ? s_emptySuccess : new(JsonBytes.WriteObject(DataName, members, out BinaryMember[]? binary), binary);

    /// <summary>Success with an object.</summary>
    /// <param name="data">Written now.</param>
    /// <exception cref="InvalidOperationException">The object nests too deep.</exception>
    public static ModuleResult Success(JsonObject data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new(JsonBytes.WriteObject(DataName, data, static (writer, value) => value.WriteTo(writer)));
    }

    /// <summary>Success with an object.</summary>
    /// <param name="data">Written now.</param>
    /// <exception cref="InvalidOperationException">It is not an object, or nests too deep.</exception>
    public static ModuleResult Success(JsonElement data) =>
        new(JsonBytes.WriteObject(DataName, data, static (writer, value) => value.WriteTo(writer)));

    /// <summary>Success with a value that its source-generated contract writes as an object.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="data">Written now.</param>
    /// <param name="contract">For example <c>MyJsonContext.Default.Answer</c>.</param>
    /// <exception cref="InvalidOperationException">The contract writes something else than an object, or nests too deep.</exception>
    public static ModuleResult Success<T>(T data, JsonTypeInfo<T> contract) => new(Typed(DataName, data, contract));

    /// <summary>Success with whatever the callback writes: exactly one JSON object.</summary>
    /// <param name="write">Called once, now.</param>
    /// <exception cref="InvalidOperationException">It wrote something else, or nested too deep.</exception>
    public static ModuleResult Success(Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        return new(JsonBytes.WriteObject(DataName, write, static (writer, callback) => callback(writer)));
    }

    /// <summary>Success with the JSON text of an object.</summary>
    /// <param name="utf8Json">UTF-8; checked and copied now. Line breaks between tokens are taken out.</param>
    /// <exception cref="InvalidOperationException">It is not one JSON object in UTF-8 within the depth limit.</exception>
    public static ModuleResult Success(ReadOnlySpan<byte> utf8Json) => new(JsonBytes.CopyObject(DataName, utf8Json));

    /// <summary>An error without details.</summary>
    /// <param name="code">The module's own code, for example <c>INVALID_INPUT</c>, or a reserved one in its meaning (IXT-ERR-008).</param>
    /// <param name="message">For people; the code stands in for an empty one (IXT-ERR-010).</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty.</exception>
    public static ModuleResult Error(string code, string message) => Fail(code, message, null);

    /// <summary>An error with details.</summary>
    /// <param name="code">As for <see cref="Error(string, string)"/>.</param>
    /// <param name="message">For people.</param>
    /// <param name="details">For programs: any JSON, written now. <see langword="null"/> leaves the member out.</param>
    public static ModuleResult Error(string code, string message, JsonNode? details) =>
        Fail(code, message, details is null ? null : JsonBytes.Write(DetailsName, details, static (writer, value) => value.WriteTo(writer)));

    /// <summary>An error with details.</summary>
    /// <param name="code">As for <see cref="Error(string, string)"/>.</param>
    /// <param name="message">For people.</param>
    /// <param name="details">For programs: any JSON, written now.</param>
    public static ModuleResult Error(string code, string message, JsonElement details) =>
        Fail(code, message, JsonBytes.Write(DetailsName, details, static (writer, value) => value.WriteTo(writer)));

    /// <summary>An error whose details are the given members: <c>Error("TOO_MANY", "…", ("limit", 10))</c>.</summary>
    /// <param name="code">As for <see cref="Error(string, string)"/>.</param>
    /// <param name="message">For people.</param>
    /// <param name="details">Names and values of an object.</param>
    public static ModuleResult Error(string code, string message, params ReadOnlySpan<(string Name, FieldValue Value)> details) =>
        Fail(code, message, JsonBytes.Write(DetailsName, details, FieldValueWriter));

    /// <summary>An error whose details a source-generated contract writes.</summary>
    /// <typeparam name="T">The details' type.</typeparam>
    /// <param name="code">As for <see cref="Error(string, string)"/>.</param>
    /// <param name="message">For people.</param>
    /// <param name="details">For programs; written now.</param>
    /// <param name="contract">For example <c>MyJsonContext.Default.Problem</c>.</param>
    public static ModuleResult Error<T>(string code, string message, T details, JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return Fail(code, message, JsonBytes.Write(
            DetailsName,
            (details, contract),
            static (writer, s) => JsonSerializer.Serialize(writer, s.details, s.contract)));
    }

    /// <summary>An error as another module or service reported it, passed on as it is.</summary>
    /// <param name="error">For example <see cref="SendResponse.Error"/>.</param>
    public static ModuleResult Error(ErrorBody error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.Details is { } details ? Error(error.Code, error.Message, details) : Error(error.Code, error.Message);
    }

    private static void FieldValueWriter(Utf8JsonWriter writer, ReadOnlySpan<(string Name, FieldValue Value)> members) =>
        FieldValue.WriteObject(writer, members);

    private static byte[] Typed<T>(string what, T value, JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return JsonBytes.WriteObject(what, (value, contract), static (writer, s) => JsonSerializer.Serialize(writer, s.value, s.contract));
    }

    private static ModuleResult Fail(string code, string message, byte[]? details)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        return new(new ErrorBody
        {
            Code = code,
            Message = string.IsNullOrEmpty(message) ? code : message,
            Details = details is null ? null : JsonElement.Parse(details, new JsonDocumentOptions { MaxDepth = JsonBytes.MaxDetailsDepth }),
        });
    }

    private sealed record SplitData(byte[] Text, BinaryMember[] Binary);
}
