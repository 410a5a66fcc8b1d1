namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>One line of a transcript.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Connection">Which of the recorded connections.</param>
/// <param name="Kind">What it is.</param>
/// <param name="FromClient">The direction; of an end: whose stream ended first. Null: not recorded.</param>
/// <param name="Bytes">A packet's text, or the bytes of the stream.</param>
/// <param name="Stream">A packet's bytes where they are to be sent just like that: they are not what an encoder would make.</param>
/// <param name="Altered">What is expected in the place of the recorded bytes: a replay must notice.</param>
internal sealed record TranscriptLine(int Number, int Connection, LineKind Kind, bool? FromClient, byte[] Bytes, byte[]? Stream = null, byte[]? Altered = null)
{
    private Packet? _packet;

    /// <summary>The bytes that must come from the side that is replayed.</summary>
    public byte[] ExpectedBytes => Altered ?? Bytes;

    /// <summary>The packet that must come from the side that is replayed.</summary>
    public Packet Expected => Altered is null ? Packet : Transcripts.Packet.Of(Altered);

    public Packet Packet => _packet ??= Kind == LineKind.Packet ? Transcripts.Packet.Of(Bytes) : throw new InvalidOperationException($"Line {Number} is no packet.");
}
