namespace Ixt.Nexus;

/// <summary>The first element of a packet.</summary>
internal enum PacketType
{
    Get = 1,
    Set = 2,
    Apply = 3,
    Result = 5,
    Error = 6,
    Release = 7,
    Batch = 8,
    BatchResult = 9,
    HandshakeRequest = 10,
    HandshakeAck = 11,
    HandshakeReject = 12,
    IdentityUpdate = 13,
    HandshakeReady = 14,
    ProviderAvailable = 15,
    ChunkStart = 16,
    ChunkData = 17,
}
