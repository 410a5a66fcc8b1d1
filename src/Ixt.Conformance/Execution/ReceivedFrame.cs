using System.Text.Json;

namespace Ixt.Conformance.Execution;

/// <summary>A frame of the testee.</summary>
/// <param name="Bytes">As it came.</param>
/// <param name="Number">Its number in the conversation.</param>
/// <param name="Json">Read; null when it is not JSON.</param>
internal sealed record ReceivedFrame(byte[] Bytes, int Number, JsonElement? Json);
