namespace Ixt.Protocol.Tests;

/// <summary>Reads a message of the type that a definition is generated into.</summary>
internal delegate IProtocolMessage MessageReader(ReadOnlySpan<byte> utf8);
