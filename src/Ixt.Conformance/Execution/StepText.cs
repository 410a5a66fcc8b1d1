using System.Text;
using System.Text.Json;
using Ixt.Conformance.Cases.Steps;
using Ixt.Conformance.Connection;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Execution;

/// <summary>Says in words what a step does.</summary>
internal static class StepText
{
    private const int Shown = 400;

    /// <summary>The step's name in a case file.</summary>
    public static string Verb(Step step) => step switch
    {
        SendStep => "send",
        SendManyStep => "send_many",
        SendAllStep => "send_all",
        SendRawStep => "send_raw",
        ExpectStep => "expect",
        ExpectAllStep => "expect_all",
        ExpectManyStep => "expect_many",
        BarrierStep => "barrier",
        CloseStep => "close",
        ExpectCloseStep => "expect_close",
        ExpectExitStep => "expect_exit",
        ExpectStderrStep => "expect_stderr",
        SignalStep => "signal",
        EitherStep => "either",
        _ => step.GetType().Name,
    };

    /// <summary>One sentence, without its full stop.</summary>
    public static string Describe(Step step) => step switch
    {
        SendStep send => $"the runtime sends {Show(send.Frame)}",
        SendManyStep many => $"the runtime sends {many.Count} frames, numbered from {many.From}: {Show(many.Frame)}",
        SendAllStep all => $"the runtime sends {all.Frames.Count} frames {Cut(all.Cut)}: {string.Join(", ", all.Frames.Select(Show))}",
        SendRawStep raw => $"the runtime sends {Raw(raw)}",
        ExpectStep expect => $"the next frame is {Show(expect.Frame)}",
        ExpectAllStep all => $"the next {all.Frames.Count} frames are, in any order, {string.Join(" and ", all.Frames.Select(Show))}",
        ExpectManyStep many => $"each of the next {many.Count} frames is {Show(many.Each)}{(many.DistinctIds ? ", each with an id of its own" : string.Empty)}",
        BarrierStep => "the runtime sends a health_check, and the very next frame answers it: nothing else was sent",
        CloseStep close => close.Both ? "the runtime closes the connection" : "the runtime closes its sending half",
        ExpectCloseStep => "the module closes the connection without another frame",
        ExpectExitStep exit => $"the module's process ends with exit code {string.Join(" or ", exit.Codes)}",
        ExpectStderrStep stderr => $"a line on stderr has /{stderr.Pattern}/",
        SignalStep signal => $"the module's process gets {signal.Name}",
        EitherStep => "one of these happens",
        _ => Verb(step),
    };

    private static string Show(JsonElement element) => element.ValueKind == JsonValueKind.Object && JsonMatcher.MatcherName(element) is { } name && ValueMatchers.Names.Contains(name)
        ? JsonText.Shorten(MatcherText.Describe(element), Shown)
        : JsonText.Shorten(element, Shown);

    private static string Cut(Cut cut) => cut.Size switch
    {
        0 => "in one write",
        1 => "one byte per write",
        _ => $"{cut.Size} bytes per write",
    };

    private static string Raw(SendRawStep raw)
    {
        StringBuilder text = new(raw.Framed ? "a frame of these bytes: " : "these bytes as they are: ");
        foreach (RawPart part in raw.Parts)
        {
            text.Append(FrameText.Show(part.Bytes.Span));
            if (part.Times != 1)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $" (× {part.Times})");
            }

            text.Append(' ');
        }

        return raw.Cut.Size == 0 ? text.ToString().TrimEnd() : $"{text}({Cut(raw.Cut)})";
    }
}
