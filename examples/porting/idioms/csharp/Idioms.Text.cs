using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Idioms;

internal sealed partial class Idioms
{
    private static readonly UTF8Encoding s_strictUtf8 = new(false, throwOnInvalidBytes: true);

    [Topic("idioms.text")]
    private static ModuleResult Text(HandleMessage message)
    {
        JsonElement data = Parse(message.Payload);
        string line = data.GetProperty("line").GetString()!;
        string name = data.GetProperty("name").GetString()!;
        double ratio = data.GetProperty("ratio").GetDouble();
        byte[] bytes = [.. Integers(data, "bytes").Select(n => (byte)n)];

        string[] fields = line.Split(',', StringSplitOptions.TrimEntries);
        string joined = string.Join("; ", fields);
        string[] words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string greeting = $"{name.Trim()}: {ratio:F2}";
        bool isGet = line.StartsWith("get", StringComparison.Ordinal);
        string lower = line.ToLowerInvariant();
        int characters = name.EnumerateRunes().Count();
        byte[] raw = Encoding.UTF8.GetBytes(name);
        string digest = Convert.ToHexStringLower(SHA256.HashData(raw));
        bool valid;
        try
        {
            valid = s_strictUtf8.GetString(bytes).Length > 0;
        }
        catch (DecoderFallbackException)
        {
            valid = false;
        }

        string lenient = Encoding.UTF8.GetString(bytes);
        uint number = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return Success(
            ("joined", joined),
            ("words", ToJson(words)),
            ("greeting", greeting),
            ("is_get", isGet),
            ("lower", lower),
            ("characters", characters),
            ("digest", digest),
            ("valid", valid),
            ("lenient", lenient),
            ("number", number));
    }
}
