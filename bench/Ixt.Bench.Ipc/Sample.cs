namespace Ixt.Bench.Ipc;

/// <summary>One measurement, per call.</summary>
/// <param name="Micros">Elapsed microseconds.</param>
/// <param name="Cpu">Processor time of both processes in microseconds: what is left when other programs take their turns on the cores.</param>
/// <param name="Allocated">Bytes allocated by the module's process; 0 for the raw echo.</param>
internal readonly record struct Sample(double Micros, double Cpu, double Allocated);
