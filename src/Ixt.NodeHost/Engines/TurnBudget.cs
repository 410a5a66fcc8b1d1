using Jint;
using Jint.Constraints;

namespace Ixt.NodeHost.Engines;

/// <summary>What one turn may use. It spans all entries into the engine that the turn makes.</summary>
internal sealed class TurnBudget(TimeSpan? time, long? memory)
{
    private readonly OperationDeadlineConstraint _deadline = new();
    private readonly TurnMemoryConstraint _memory = new(memory);

    public void Register(Options options) => options.Constraint(_deadline).Constraint(_memory);

    public void Begin(CancellationToken kill)
    {
        _deadline.Begin(time ?? Timeout.InfiniteTimeSpan, kill);
        _memory.Begin();
    }

    public void End()
    {
        _memory.End();
        _deadline.End();
    }
}
