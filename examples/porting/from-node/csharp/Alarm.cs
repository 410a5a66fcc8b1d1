namespace Porting.FromNode;

internal sealed record Alarm(int Sensor, double Value);
