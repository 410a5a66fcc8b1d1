using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session;

/// <summary>Chooses from a runtime's offer.</summary>
internal static class Negotiation
{
    internal static bool TryChoose(
        ProtocolOffer offer, ModuleSessionOptions own, FrameFormat framing, [NotNullWhen(true)] out ProtocolChoice? choice, [NotNullWhen(false)] out string? problem)
    {
        choice = null;
        string? version = own.Versions.Where(offer.Versions.Contains).MaxBy(Rank);
        if (version is null)
        {
            problem = $"No protocol version in common: offered {List(offer.Versions)}, spoken here {List(own.Versions)}.";
            return false;
        }

        string[] encodings = [.. own.Encodings.Where(e => e != Encodings.Protobuf || framing == FrameFormat.LengthLittleEndian)];
        string? encoding = encodings.LastOrDefault(offer.Encodings.Contains);
        if (encoding is null)
        {
            problem = $"No encoding in common: offered {List(offer.Encodings)}, spoken here {List(encodings)}.";
            return false;
        }

        problem = null;
        choice = new ProtocolChoice { Version = version, Encoding = encoding, Features = [.. own.Features.Where(offer.Features.Contains)] };
        return true;
    }

    // MAJOR.MINOR in decimal; compared as numbers, so that 1.10 is later than 1.9.
    private static (int Major, int Minor) Rank(string version)
    {
        int dot = version.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && int.TryParse(version.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            && int.TryParse(version.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int minor)
            ? (major, minor)
            : (-1, -1);
    }

    private static string List(IReadOnlyList<string> names) => "[" + string.Join(", ", names) + "]";
}
