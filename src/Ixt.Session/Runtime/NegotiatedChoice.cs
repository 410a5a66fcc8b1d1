using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>Reads what a module chose, and refuses what was not offered.</summary>
internal static class NegotiatedChoice
{
    /// <exception cref="SessionException"><c>PROTOCOL_ERROR</c>: malformed, or outside of the offer.</exception>
    internal static ProtocolChoice Read(JsonElement chosen, ProtocolOffer offer)
    {
        string? version = Text(chosen, "version"u8);
        string? encoding = Text(chosen, "encoding"u8);
        if (version is null || !offer.Versions.Contains(version))
        {
            throw Outside("version", version);
        }

        if (encoding is null || !offer.Encodings.Contains(encoding))
        {
            throw Outside("encoding", encoding);
        }

        List<string> features = [];
        if (chosen.TryGetProperty("features"u8, out JsonElement list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in list.EnumerateArray())
            {
                string? feature = item.ValueKind == JsonValueKind.String ? item.GetString() : null;
                if (feature is null || !offer.Features.Contains(feature))
                {
                    throw Outside("feature", feature);
                }

                features.Add(feature);
            }
        }

        return new ProtocolChoice { Version = version, Encoding = encoding, Features = features };
    }

    private static string? Text(JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    private static SessionException Outside(string what, string? value) =>
        SessionException.Malformed("init", new InvalidDataException($"the module chose the {what} '{value ?? "(none)"}', which was not offered."));
}
