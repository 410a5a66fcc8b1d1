using System.Text.Json;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Diagnosis;

/// <summary>What is known about a failed run when its cause is guessed at.</summary>
/// <param name="Framing">What the runner spoke.</param>
/// <param name="Failure">How it failed.</param>
/// <param name="Stderr">The last lines of the testee's output.</param>
internal sealed record Symptom(Framing Framing, Failure Failure, IReadOnlyList<string> Stderr)
{
    /// <summary>The bytes at which it failed; empty when it was not at bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Failure.Frame;

    /// <summary>The frame at which it failed as JSON, or null.</summary>
    public JsonElement? Frame { get; } = Read(Failure.Frame);

    /// <summary>What was expected at the place of the difference, when that was a plain JSON value.</summary>
    public JsonElement? Expected { get; } = Failure.Pointer is null ? null : Read(System.Text.Encoding.UTF8.GetBytes(Failure.Expected));

    /// <summary>What came at the place of the difference, when it is JSON.</summary>
    public JsonElement? Got { get; } = Failure.Pointer is null ? null : Read(System.Text.Encoding.UTF8.GetBytes(Failure.Got));

    /// <summary>Whether the difference is at a member of that name.</summary>
    public bool IsAt(string member) => Failure.Pointer is { } pointer && pointer.EndsWith($"/{member}", StringComparison.Ordinal);

    private static JsonElement? Read(byte[]? bytes)
    {
        if (bytes is null or [])
        {
            return null;
        }

        try
        {
            return JsonText.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
