namespace Porting.FromNode;

internal sealed record AlarmReport(List<Alarm> Alarms);
