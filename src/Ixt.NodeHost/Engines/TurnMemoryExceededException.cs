namespace Ixt.NodeHost.Engines;

/// <summary>A turn allocated more than its limit. Scripts cannot catch it.</summary>
internal sealed class TurnMemoryExceededException(string message) : Exception(message);
