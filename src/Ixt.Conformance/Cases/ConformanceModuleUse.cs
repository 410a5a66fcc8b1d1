using System.Text.Json;
using Ixt.Conformance.Cases.Steps;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Cases;

/// <summary>Finds out whether a case needs the topics of the conformance module, or can be put to any module.</summary>
/// <remarks>
/// A handle that never reaches a handler (the answer is an error that the SDK itself gives) needs no particular module,
/// whatever its topic; so the framing, envelope, lifecycle and error cases run against an ordinary module as well.
/// </remarks>
internal static class ConformanceModuleUse
{
    private static readonly HashSet<string> _answeredBeforeTheHandler = new(StringComparer.Ordinal)
    {
        "PROTOCOL_ERROR", "NOT_INITIALIZED", "SHUTTING_DOWN", "INVALID_PAYLOAD", "EXPIRED", "OVERLOADED",
    };

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

        HashSet<string> refused = new(StringComparer.Ordinal);
        HashSet<string> answered = new(StringComparer.Ordinal);
        CollectAnswers(item.Steps, refused, answered);
        refused.ExceptWith(answered);
        return InSteps(item.Steps, refused);
    }

    private static string? InSteps(IReadOnlyList<Step> steps, HashSet<string> refused)
    {
        foreach (Step step in steps)
        {
            string? reason = step switch
            {
                SendStep send => InFrame(send.Frame, refused),
                SendManyStep many => InFrame(many.Frame, refused),
                SendAllStep all => all.Frames.Select(f => InFrame(f, refused)).FirstOrDefault(r => r is not null),
                SendRawStep raw => InRaw(raw, refused),
                EitherStep either => either.Alternatives.Select(a => InSteps(a, refused)).FirstOrDefault(r => r is not null),
                _ => null,
            };
            if (reason is not null)
            {
                return reason;
            }
        }

        return null;
    }

    private static string? InRaw(SendRawStep raw, HashSet<string> refused)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(raw.ToBytes().AsMemory().TrimEnd((byte)'\n'));
            return InFrame(document.RootElement, refused);
        }
        catch (JsonException)
        {
            // Not a frame: no handler will see it, unless it is a piece of one.
            return !raw.Framed && raw.ToBytes().AsSpan().IndexOf("conformance."u8) >= 0 ? "it uses a topic of the conformance module" : null;
        }
    }

    private static string? InFrame(JsonElement frame, HashSet<string> refused)
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
            && !(frame.TryGetProperty("id", out JsonElement id) && refused.Contains(id.GetRawText()));
        return reachesHandler ? "it uses a topic of the conformance module" : null;
    }

    // An id may be used twice: one answer of a handler is enough to need one.
    private static void CollectAnswers(IReadOnlyList<Step> steps, HashSet<string> refused, HashSet<string> answered)
    {
        foreach (Step step in steps)
        {
            switch (step)
            {
                case ExpectStep expect:
                    AddAnswer(expect.Frame, refused, answered);
                    break;
                case ExpectAllStep all:
                    foreach (JsonElement frame in all.Frames)
                    {
                        AddAnswer(frame, refused, answered);
                    }

                    break;
                case EitherStep either:
                    foreach (IReadOnlyList<Step> alternative in either.Alternatives)
                    {
                        CollectAnswers(alternative, refused, answered);
                    }

                    break;
            }
        }
    }

    private static void AddAnswer(JsonElement frame, HashSet<string> refused, HashSet<string> answered)
    {
        if (frame.ValueKind != JsonValueKind.Object || !frame.TryGetProperty("id", out JsonElement id))
        {
            return;
        }

        bool isRefusal = frame.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object
            && error.TryGetProperty("code", out JsonElement code) && code.ValueKind == JsonValueKind.String
            && _answeredBeforeTheHandler.Contains(code.GetString()!);
        (isRefusal ? refused : answered).Add(id.GetRawText());
    }
}
