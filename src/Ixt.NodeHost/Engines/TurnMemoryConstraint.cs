using Jint;

namespace Ixt.NodeHost.Engines;

/// <summary>Caps what one turn allocates on the engine's thread. Between two looks a single allocation is capped by <see cref="NodeHostOptions.MaxAllocation"/>.</summary>
internal sealed class TurnMemoryConstraint(long? limit) : Constraint
{
    private long _allowed = long.MaxValue;

    // It only observes a counter, so looking every few statements is enough and keeps tight loops fast.
    public override bool IsAmortizable => true;

    public void Begin() =>
        _allowed = limit is null ? long.MaxValue : GC.GetAllocatedBytesForCurrentThread() + limit.Value;

    public void End() => _allowed = long.MaxValue;

    public override void Check()
    {
        if (_allowed != long.MaxValue && GC.GetAllocatedBytesForCurrentThread() > _allowed)
        {
            throw new TurnMemoryExceededException($"one turn allocated more than {limit} bytes");
        }
    }

    // The engine resets constraints at each entry; a turn has many entries, so its budget must survive them.
    public override void Reset()
    {
    }
}
