namespace Porting.Shutdown;

/// <summary>What is saved between two runs.</summary>
internal sealed class State
{
    public int Next { get; set; } = 1;

    public int Runs { get; set; }
}
