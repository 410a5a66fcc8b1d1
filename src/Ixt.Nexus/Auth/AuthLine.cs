namespace Ixt.Nexus;

/// <summary>A line off the stream, without its line feed, and what came behind it.</summary>
/// <param name="Text">Empty when more came than a line may have.</param>
/// <param name="Behind">Bytes that belong to what follows.</param>
internal readonly record struct AuthLine(ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> Behind);
