using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ixt.Conformance.Cases.Steps;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Cases;

/// <summary>Finds out whether a case needs the topics of the conformance module, or can be put to any module.</summary>
/// <remarks>
/// A handle that never reaches a handler (the answer is an error that the SDK itself gives) needs no particular module,
/// whatever its topic; so the framing, envelope, lifecycle and error cases run against an ordinary module as well.
/// </remarks>
internal static partial class ConformanceModuleUse
{
    private const string Need = "it uses a topic of the conformance module";

    /// <summary>The reason, in words, or null when any module will do.</summary>
    public static string? Of(ConformanceCase item)
    {
        if (item.Requirements.Any(r => r.Id == "IXT-LIF-018"))
        {
            return "it is about a module without a health hook of its own";
        }

        if (item.Init?.Config is { } config && config.TryGetProperty("conformance", out _))
        {
            return "its init carries a conformance script";
        }

        RequestCounts counts = new();
        counts.Count(item.Steps);
        return InSteps(item.Steps, counts);
    }

    private static string? InSteps(IReadOnlyList<Step> steps, RequestCounts counts)
    {
        foreach (Step step in steps)
        {
            string? reason = step switch
            {
                SendStep send => InFrame(send.Frame, counts),
                SendManyStep many => InFrame(many.Frame, counts),
                SendAllStep all => all.Frames.Select(f => InFrame(f, counts)).FirstOrDefault(r => r is not null),
                SendRawStep raw => InRaw(raw, counts),
                EitherStep either => either.Alternatives.Select(a => InSteps(a, counts)).FirstOrDefault(r => r is not null),
                _ => null,
            };
            if (reason is not null)
            {
                return reason;
            }
        }

        return null;
    }

    private static string? InRaw(SendRawStep raw, RequestCounts counts)
    {
        byte[] bytes = raw.ToBytes();
        try
        {
            return InFrame(JsonText.Parse(bytes.AsMemory().TrimEnd((byte)'\n')), counts);
        }
        catch (JsonException)
        {
            // No frame, or several, or pieces of some: what counts is whether an answer from a handler is expected to one of them.
            string text = Encoding.Latin1.GetString(bytes);
            return text.Contains("\"conformance.", StringComparison.Ordinal) && HandleId().Matches(text).Any(m => counts.IsHandled(m.Groups["id"].Value))
                ? Need
                : null;
        }
    }

    private static string? InFrame(JsonElement frame, RequestCounts counts)
    {
        if (frame.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (frame.TryGetProperty("config", out JsonElement config)
            && config.ValueKind == JsonValueKind.Object && config.TryGetProperty("conformance", out _))
        {
            return "an init of it carries a conformance script";
        }

        bool reachesHandler = frame.TryGetProperty("message", out JsonElement message)
            && message.ValueKind == JsonValueKind.Object
            && message.TryGetProperty("topic", out JsonElement topic)
            && JsonText.TryGetString(topic, out string name)
            && name.StartsWith("conformance.", StringComparison.Ordinal)
            && !(frame.TryGetProperty("id", out JsonElement id) && counts.AllRefused(id.GetRawText()));
        return reachesHandler ? Need : null;
    }

    [GeneratedRegex("\"type\":\"handle\",\"id\":(?<id>\"[^\"]*\"|[0-9]+)")]
    private static partial Regex HandleId();
}
