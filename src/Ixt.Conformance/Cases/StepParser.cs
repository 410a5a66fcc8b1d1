using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ixt.Conformance.Cases.Steps;

namespace Ixt.Conformance.Cases;

/// <summary>Reads the steps of a case file that its schema has already accepted.</summary>
internal static class StepParser
{
    private static readonly Dictionary<string, Func<JsonElement, JsonElement, Step>> _readers = new(StringComparer.Ordinal)
    {
        ["send"] = (value, _) => new SendStep(value),
        ["handle"] = (value, _) => new SendStep(HandleSugar.ToFrame(value)),
        ["send_many"] = (value, _) => new SendManyStep(IntOr(value, "from", 0), value.GetProperty("count").GetInt32(), value.GetProperty("frame")),
        ["send_all"] = (value, step) => new SendAllStep([.. value.EnumerateArray()], ReadCut(step)),
        ["send_raw"] = (value, step) => new SendRawStep([.. value.EnumerateArray().Select(ReadPart)], BoolOr(step, "framed"), ReadCut(step)),
        ["expect"] = (value, _) => new ExpectStep(value),
        ["expect_all"] = (value, _) => new ExpectAllStep([.. value.EnumerateArray()]),
        ["expect_many"] = (value, _) => new ExpectManyStep(
            value.GetProperty("count").GetInt32(), value.GetProperty("each"), BoolOr(value, "distinct_ids")),
        ["barrier"] = (_, _) => new BarrierStep(),
        ["close"] = (value, _) => new CloseStep(value.GetString() == "both"),
        ["expect_close"] = (_, _) => new ExpectCloseStep(),
        ["expect_exit"] = (value, _) => new ExpectExitStep(ReadCodes(value.GetProperty("code"))),
        ["expect_stderr"] = (value, _) => new ExpectStderrStep(new Regex(value.GetString()!, RegexOptions.CultureInvariant)),
        ["signal"] = (value, _) => new SignalStep(value.GetString()!),
        ["either"] = (value, _) => new EitherStep([.. value.EnumerateArray().Select(Read)]),
    };

    /// <summary>Reads an array of steps.</summary>
    public static IReadOnlyList<Step> Read(JsonElement steps) => [.. steps.EnumerateArray().Select(ReadStep)];

    private static Step ReadStep(JsonElement element)
    {
        string? note = element.TryGetProperty("note", out JsonElement text) ? text.GetString() : null;
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (_readers.TryGetValue(member.Name, out Func<JsonElement, JsonElement, Step>? read))
            {
                return read(member.Value, element) with { Note = note };
            }
        }

        throw new SuiteFaultException($"Unknown step: {element.GetRawText()}");
    }

    private static RawPart ReadPart(JsonElement part)
    {
        byte[] bytes = part.TryGetProperty("text", out JsonElement text)
            ? Encoding.UTF8.GetBytes(text.GetString()!)
            : Convert.FromHexString(part.GetProperty("hex").GetString()!.Replace(" ", string.Empty, StringComparison.Ordinal));
        return new RawPart(bytes, IntOr(part, "times", 1));
    }

    private static Cut ReadCut(JsonElement step)
    {
        if (!step.TryGetProperty("cut", out JsonElement cut))
        {
            return Cut.None;
        }

        return cut.ValueKind == JsonValueKind.Number ? new Cut(cut.GetInt32()) : new Cut(cut.GetString() == "bytes" ? 1 : 0);
    }

    private static IReadOnlyList<int> ReadCodes(JsonElement code) =>
        code.ValueKind == JsonValueKind.Array ? [.. code.EnumerateArray().Select(c => c.GetInt32())] : [code.GetInt32()];

    private static int IntOr(JsonElement element, string name, int otherwise) =>
        element.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : otherwise;

    private static bool BoolOr(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.GetBoolean();
}
