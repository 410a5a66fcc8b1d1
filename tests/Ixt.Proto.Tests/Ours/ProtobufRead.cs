namespace Ixt.Proto.Tests;

/// <summary>Reads a message of the type that a definition is generated into, or of the union that it belongs to.</summary>
internal delegate IProtocolMessage ProtobufRead(ReadOnlySpan<byte> bytes);
