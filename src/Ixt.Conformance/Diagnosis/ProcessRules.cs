using Ixt.Conformance.Cases;
using Ixt.Conformance.Execution;

namespace Ixt.Conformance.Diagnosis;

/// <summary>Causes that show in what the process does.</summary>
internal static class ProcessRules
{
    private static readonly string[] _culprits = ["error", "exception", "panic", "fatal", "fault"];

    /// <summary>It refused the environment it was started in.</summary>
    public static string? RefusedSettings(Symptom symptom) =>
        symptom.Failure is { Kind: FailureKind.Crash, Stage: "start" } && symptom.Failure.Got.Contains("exit code 64", StringComparison.Ordinal)
            ? "It says that it was started wrongly (64), although IXT_IPC_SOCKET and IXT_MODULE_ID were set: see what it wrote to stderr."
            : null;

    /// <summary>It ended by an exception.</summary>
    public static string? Crashed(Symptom symptom)
    {
        if (symptom.Failure.Kind != FailureKind.Crash || symptom.Stderr.Count == 0)
        {
            return null;
        }

        // Runtimes name the exception in one line and go on about the stack, the versions, …
        string told = symptom.Stderr.LastOrDefault(l => _culprits.Any(c => l.Contains(c, StringComparison.OrdinalIgnoreCase))) ?? symptom.Stderr[^1];
        return $"The process ended by itself and wrote: {told.Trim()}";
    }

    /// <summary>Something keeps it alive.</summary>
    public static string? DoesNotEnd(Symptom symptom) =>
        symptom.Failure is { Kind: FailureKind.Timeout } failure && failure.Got.StartsWith("a process that still runs", StringComparison.Ordinal)
            ? "The connection is closed but the process lives: a timer, a thread or an open handle keeps it, or it waits for something that never comes (IXT-LIF-014)."
            : null;

    /// <summary>The very first answer is missing.</summary>
    public static string? InitUnanswered(Symptom symptom)
    {
        if (symptom.Failure is not { Kind: FailureKind.Timeout, Stage: "begin: init" })
        {
            return null;
        }

        return symptom.Framing != Framing.Ndjson
            ? "init was not answered. It came with a length header: does the module wait for a line end? (IXT-FRM-001, IXT-FRM-002.) Is what it writes flushed?"
            : "init was not answered. It came as a line: does the module take the first four bytes for a length? (IXT-FRM-002.) Is what it writes flushed?";
    }

    /// <summary>An answer is missing.</summary>
    public static string? Silent(Symptom symptom) =>
        symptom.Failure is { Kind: FailureKind.Timeout } && symptom.Stderr.Count > 0
            ? $"Nothing came; the last it wrote to stderr was: {symptom.Stderr[^1].Trim()}"
            : null;
}
