using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Shop;

/// <summary>A shop's payloads: text, bytes, JSON, large integers, money, dates, what is absent and what is no number.</summary>
internal sealed partial class PayloadModule : IxtProcessModule
{
    // Throws where bytes.decode() would; message.GetPayloadText() is decode("utf-8", "replace").
    private static readonly UTF8Encoding s_strictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly string[] s_isoFormats = [PythonText.IsoSeconds, PythonText.IsoMicroseconds];
    private string? _note;

    #region text
    [Topic("shop.greet")]
    private static ModuleResult Greet(HandleMessage message)
    {
        try
        {
            string name = s_strictUtf8.GetString(message.Payload.Span);
            return Success(("text", $"Grüß dich, {name}!"), ("length", name.EnumerateRunes().Count()));
        }
        catch (DecoderFallbackException)
        {
            return Error("INVALID_TEXT", "The name is not UTF-8");
        }
    }
    #endregion

    #region bytes
    [Topic("shop.label")]
    private static ModuleResult Label(HandleMessage message)
    {
        ReadOnlySpan<byte> payload = message.Payload.Span;
        if (payload.Length < 6)
        {
            return Error("TOO_SHORT", $"A label has 6 bytes or more, not {payload.Length}");
        }

        byte[] rest = payload[6..].ToArray();
        string hash = Convert.ToHexStringLower(SHA256.HashData(rest));
        Array.Reverse(rest);
        return Success(
            ("kind", BinaryPrimitives.ReadUInt16LittleEndian(payload)),
            ("number", BinaryPrimitives.ReadUInt32LittleEndian(payload[2..])),
            ("sha256", hash),
            ("reversed", rest)); // bytes become base64 by themselves
    }
    #endregion

    #region json
    [Topic("shop.order")]
    private static ModuleResult Buy(HandleMessage message)
    {
        try
        {
            Order order = message.GetPayload(ShopJson.Default.Order);
            decimal total = order.Lines.Sum(line => line.Price * line.Quantity);
            decimal vat = decimal.Round(total * 0.19m, 2); // half to even, as quantize
            return Success(new Receipt(order.OrderId, order.Customer, total, vat), ShopJson.Default.Receipt);
        }
        catch (Exception e) when (e is JsonException or OverflowException)
        {
            return Error("INVALID_ORDER", "The payload is not an order");
        }
    }
    #endregion

    #region null
    [Topic("shop.note")]
    private ModuleResult ChangeNote(HandleMessage message)
    {
        NotePatch patch = JsonSerializer.Deserialize(message.Payload.Span, ShopJson.Default.NotePatch)!;
        string change = "kept";
        if (patch.Note.ValueKind != JsonValueKind.Undefined)
        {
            _note = patch.Note.GetString(); // null for JSON null
            change = _note is null ? "cleared" : "set";
        }

        return Success(("change", change), ("note", _note));
    }
    #endregion

    #region dates
    [Topic("shop.due")]
    private static ModuleResult Due(HandleMessage message, MessageContext context)
    {
        string text = message.GetPayloadText();
        if (!DateTimeOffset.TryParseExact(text, s_isoFormats, CultureInfo.InvariantCulture, default, out DateTimeOffset ordered))
        {
            return Error("INVALID_DATE", "The payload is no date with time and offset");
        }

        // "O" writes seven digits, the serializer as few as it can; IsoFormat (PythonText.cs) what isoformat() does.
        return Success(
            ("due", ordered.AddHours(36).IsoFormat()),
            ("ordered_utc", ordered.ToUniversalTime().IsoFormat()),
            ("asked", context.GetSentAt().IsoFormat()));
    }
    #endregion

    #region numbers
    [Topic("shop.mean")]
    private static ModuleResult Mean(HandleMessage message)
    {
        double[] values = JsonSerializer.Deserialize(message.Payload.Span, ShopJson.Default.DoubleArray)!;
        double? mean = values.Length == 0 ? null : values.Sum() / values.Length;
        return Success(
            ("mean", (JsonNode?)mean),
            ("text", mean?.ToString("F2", CultureInfo.InvariantCulture) ?? "none"));
    }

    [Topic("shop.ratio")]
    private static ModuleResult Ratio(HandleMessage message)
    {
        double[] values = JsonSerializer.Deserialize(message.Payload.Span, ShopJson.Default.DoubleArray)!;
        // Division by 0 throws nothing here: it is Infinity or NaN, which Success refuses. HANDLER_ERROR both.
        return Success(("ratio", values[0] / values[1]));
    }
    #endregion

    #region canonical
    /// <summary>The hash of a JSON text: here each byte of it counts.</summary>
    [Topic("shop.fingerprint")]
    private static ModuleResult Fingerprint(HandleMessage message)
    {
        // Not JsonSerializer: each of its encoders escapes 🙂. Dumps (PythonText.cs) writes what json.dumps does.
        string text = PythonText.Dumps(JsonElement.Parse(message.Payload.Span));
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return Success(("text", text), ("sha256", hash));
    }
    #endregion
}
