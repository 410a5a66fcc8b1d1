namespace Porting.Health;

internal sealed class Counters
{
    public int Handled { get; set; }

    public int Refused { get; set; }
}
