using System.Text.Json;
using Ixt.Conformance.Cases.Steps;
using Ixt.Conformance.Connection;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Execution;

/// <summary>Decides between alternatives by what comes first, then plays the one that fits.</summary>
/// <remarks>
/// An alternative that begins with a barrier (or is empty) says "nothing else comes": the barrier's health_check is sent before the decision,
/// and if another alternative is taken its answer is skipped.
/// </remarks>
internal static class EitherRunner
{
    /// <exception cref="CaseFailedException">No alternative fits, or the one that does fails later.</exception>
    public static async Task RunAsync(CaseSession session, EitherStep either, string number)
    {
        string? barrier = either.Alternatives.Any(IsQuiet) ? await session.SendBarrierAsync().ConfigureAwait(false) : null;
        string expected = string.Join(", or ", either.Alternatives.Select(a => a.Count == 0 ? "nothing" : StepText.Describe(a[0])));
        Incoming first = await session.PeekAsync(expected).ConfigureAwait(false);
        JsonElement? frame = first is Incoming.Frame whole ? CaseSession.Read(whole).Json : null;
        bool isBarrier = barrier is not null && CaseSession.Answers(frame, barrier);

        for (int i = 0; i < either.Alternatives.Count; i++)
        {
            IReadOnlyList<Step> alternative = either.Alternatives[i];
            if (isBarrier ? !IsQuiet(alternative) : !Fits(session, alternative, first, frame))
            {
                continue;
            }

            if (isBarrier)
            {
                await StepRunner.AnswerToBarrierAsync(session, barrier!).ConfigureAwait(false);
            }
            else if (barrier is not null)
            {
                session.Absorb(barrier);
            }

            await StepRunner.RunAsync(session, isBarrier && alternative.Count > 0 ? [.. alternative.Skip(1)] : alternative, $"{number}, alternative {i + 1}, step ").ConfigureAwait(false);
            return;
        }

        switch (first)
        {
            case Incoming.Frame other:
                throw session.FailUnexpected(CaseSession.Read(other), expected);
            default:
                // The end of the stream or of sense: taking it says which.
                await session.TakeFrameAsync(expected).ConfigureAwait(false);
                break;
        }
    }

    private static bool IsQuiet(IReadOnlyList<Step> alternative) => alternative.Count == 0 || alternative[0] is BarrierStep;

    private static bool Fits(CaseSession session, IReadOnlyList<Step> alternative, Incoming first, JsonElement? frame) => (alternative.FirstOrDefault(), first) switch
    {
        (ExpectStep step, Incoming.Frame) => frame is { } json && JsonMatcher.Fits(step.Frame, json, session.Scope),
        (ExpectAllStep step, Incoming.Frame) => frame is { } json && step.Frames.Any(m => JsonMatcher.Fits(m, json, session.Scope)),
        (ExpectManyStep step, Incoming.Frame) => frame is { } json && JsonMatcher.Fits(step.Each, json, session.Scope),
        (ExpectCloseStep or ExpectExitStep, Incoming.End) => true,
        _ => false,
    };
}
