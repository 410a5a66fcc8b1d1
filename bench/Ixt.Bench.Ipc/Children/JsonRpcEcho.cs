namespace Ixt.Bench.Ipc;

/// <summary>The echo as a target of StreamJsonRpc. It carries less than a handle does: no context.</summary>
internal sealed class JsonRpcEcho
{
    // Public members are what a client can call.
    public byte[] Echo(string topic, byte[] payload) => payload;

    public long Allocated() => GC.GetTotalAllocatedBytes(precise: false);
}
