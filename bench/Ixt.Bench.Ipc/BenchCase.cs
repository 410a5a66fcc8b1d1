namespace Ixt.Bench.Ipc;

/// <summary>One row of the table.</summary>
/// <param name="Payload">Bytes of payload, before base64.</param>
/// <param name="InFlight">Requests outstanding at a time; 1 is a plain round trip.</param>
internal sealed record BenchCase(int Payload, int InFlight);
