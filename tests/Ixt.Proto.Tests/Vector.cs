namespace Ixt.Proto.Tests;

/// <summary>A message twice.</summary>
/// <param name="Definition">Its name in the schema.</param>
/// <param name="Message">The message of <c>ixt.v1</c> that the bytes are.</param>
/// <param name="Json">As JSON text.</param>
/// <param name="Bytes">As protobuf.</param>
internal sealed record Vector(string Definition, string Message, string Json, byte[] Bytes);
