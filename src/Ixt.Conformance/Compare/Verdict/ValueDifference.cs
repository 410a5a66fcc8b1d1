using System.Text.Json;

namespace Ixt.Conformance.Compare.Verdict;

/// <summary>A place at which two values part.</summary>
/// <param name="Pointer">Where; it goes on inside base64 of JSON.</param>
/// <param name="Left">The reference's value; null when there is none.</param>
/// <param name="Right">The other's value; null when there is none.</param>
/// <param name="SameInside">Both are base64 of the same JSON, written differently.</param>
internal sealed record ValueDifference(string Pointer, JsonElement? Left, JsonElement? Right, bool SameInside);
