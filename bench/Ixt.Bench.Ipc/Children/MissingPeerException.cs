namespace Ixt.Bench.Ipc;

/// <summary>What a contestant needs is not on this machine.</summary>
internal sealed class MissingPeerException(string message, Exception? cause = null) : Exception(message, cause);
