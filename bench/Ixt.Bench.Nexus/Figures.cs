namespace Ixt.Bench.Nexus;

/// <summary>One measurement, per call.</summary>
/// <param name="Micros">Elapsed microseconds.</param>
/// <param name="Cpu">Processor time of both processes in microseconds: what is left when other programs take their turns on the cores.</param>
/// <param name="ClientBytes">Bytes allocated by a C# client's process; 0 for others.</param>
/// <param name="DaemonBytes">Bytes allocated by a C# daemon's process; 0 for others.</param>
internal readonly record struct Figures(double Micros, double Cpu, double ClientBytes, double DaemonBytes);
