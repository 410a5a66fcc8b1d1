namespace Ixt.Bench.Ipc;

/// <summary>One row of the table.</summary>
/// <param name="Payload">Bytes of payload, before base64.</param>
/// <param name="InFlight">Requests outstanding at a time; 1 is a plain round trip.</param>
internal sealed record BenchCase(int Payload, int InFlight)
{
    /// <summary>As people write it: <c>64 KiB × 32</c>.</summary>
    internal string Name => $"{SizeName} × {InFlight}";

    /// <summary>The payload as people write it.</summary>
    internal string SizeName => Payload switch { < 1024 => $"{Payload} B", < 1024 * 1024 => $"{Payload / 1024} KiB", _ => $"{Payload / (1024 * 1024)} MiB" };

    internal bool IsSequential => InFlight == 1;
}
