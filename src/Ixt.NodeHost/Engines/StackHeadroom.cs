namespace Ixt.NodeHost.Engines;

/// <summary>How much native stack the engine's thread has left. The engine guards its function calls itself; its JSON reader and writer recurse without looking.</summary>
internal sealed class StackHeadroom
{
    /// <summary>Stack of an engine thread, in bytes: about 12,000 script frames, as many as Node has by default.</summary>
    public const int StackSize = 16 * 1024 * 1024;

    private readonly nuint _base = Here();

    /// <summary>Bytes left, as seen from the thread that made this object.</summary>
    public long Left => StackSize - (long)(_base - Here());

    private static unsafe nuint Here()
    {
        byte marker;
        return (nuint)(&marker);
    }
}
