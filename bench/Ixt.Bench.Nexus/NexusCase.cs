namespace Ixt.Bench.Nexus;

/// <summary>One row of the table.</summary>
/// <param name="Size">Bytes of text to have echoed; 0: <c>add(a, b)</c>.</param>
/// <param name="InFlight">Calls under way at a time; 1: one after another.</param>
internal sealed record NexusCase(int Size, int InFlight)
{
    internal string Name => Size switch { 0 => "add(a, b)", < 1024 => $"echo {Size} B", _ => $"echo {Size / 1024} KiB" };

    /// <summary>Bytes of a call's frame, header included: what the raw echo gets.</summary>
    internal int FrameLength => 4 + (Size == 0 ? """[3,123456,null,["bench:echo","add"],[123456,1]]""".Length : """[3,123456,null,["bench:echo","echo"],[""]]""".Length + Size);
}
