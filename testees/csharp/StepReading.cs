using System.Text.Json;

namespace Ixt.Testee;

/// <summary>Reads the members of a step.</summary>
internal static class StepReading
{
    internal static string Text(this JsonElement step, string name) => step.GetProperty(name).GetString()!;

    internal static byte[] Bytes(this JsonElement step, string name) => step.GetProperty(name).GetBytesFromBase64();

    internal static int Int(this JsonElement step, string name, int absent) =>
        step.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : absent;

    internal static TimeSpan? Ttl(this JsonElement step) =>
        step.TryGetProperty("ttl_ms", out JsonElement value) ? Span(value.GetInt64()) : null;

    // 2^53 − 1 milliseconds are ten times what fits.
    private static TimeSpan Span(long milliseconds) =>
        milliseconds > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond ? TimeSpan.MaxValue : TimeSpan.FromMilliseconds(milliseconds);

    internal static JsonElement? Optional(this JsonElement step, string name) =>
        step.TryGetProperty(name, out JsonElement value) ? value : null;
}
