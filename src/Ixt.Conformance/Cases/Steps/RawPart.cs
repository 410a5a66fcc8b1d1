namespace Ixt.Conformance.Cases.Steps;

/// <summary>Bytes, repeated.</summary>
internal sealed record RawPart(ReadOnlyMemory<byte> Bytes, int Times);
