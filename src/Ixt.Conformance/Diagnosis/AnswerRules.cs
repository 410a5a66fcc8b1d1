using System.Text.Json;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Diagnosis;

/// <summary>Causes that show in which answer came.</summary>
internal static class AnswerRules
{
    /// <summary>A second answer to the same request.</summary>
    public static string? AnsweredTwice(Symptom symptom) =>
        symptom.Failure.WasAnswered && symptom.Frame is { ValueKind: JsonValueKind.Object } frame && frame.TryGetProperty("id", out JsonElement id)
            ? $"The request {id.GetRawText()} was answered before: each gets exactly one response (IXT-ENV-010)."
            : null;

    /// <summary>The same id as another JSON type.</summary>
    public static string? IdAsOtherType(Symptom symptom)
    {
        if (!symptom.IsAt("id") || symptom.Expected is not { } expected || symptom.Got is not { } got || expected.ValueKind == got.ValueKind)
        {
            return null;
        }

        return Plain(expected) == Plain(got)
            ? $"The id comes back as a {Name(got)} where a {Name(expected)} was sent: keep the JSON type (IXT-ENV-003)."
            : null;
    }

    /// <summary>An answer without its id.</summary>
    public static string? IdNotEchoed(Symptom symptom) =>
        symptom.IsAt("id") && symptom.Failure.Pointer == "/id" && symptom.Got is { ValueKind: JsonValueKind.Null } && symptom.Expected is { ValueKind: JsonValueKind.String or JsonValueKind.Number }
            ? "The answer carries id null although the request's id could be read (IXT-ERR-006)."
            : null;

    /// <summary>A frame before the runtime's first.</summary>
    public static string? SpokeFirst(Symptom symptom) =>
        symptom.Failure.LastSent is null && !symptom.Bytes.IsEmpty
            ? "It sends a frame before it has received one; until then it cannot know the framing (IXT-TRN-004)."
            : null;

    /// <summary>A stack trace in a message.</summary>
    public static string? StackTrace(Symptom symptom)
    {
        bool inMessage = symptom.IsAt("message") && symptom.Got is { } got && JsonText.TryGetString(got, out string text)
            && (text.Contains("\n    at ", StringComparison.Ordinal) || text.Contains("\n   at ", StringComparison.Ordinal) || text.Contains("Traceback (most recent call last)", StringComparison.Ordinal));
        return inMessage ? "The error carries the exception's stack trace: send its message only and write the trace to stderr (IXT-HDL-007)." : null;
    }

    private static string Plain(JsonElement element) => JsonText.TryGetString(element, out string text) ? text : element.GetRawText();

    private static string Name(JsonElement element) => element.ValueKind == JsonValueKind.Number ? "number" : "string";
}
