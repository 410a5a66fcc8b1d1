namespace Ixt.Session;

/// <summary>The answers of one read, and the calls that they complete one after another on one thread.</summary>
/// <remarks>
/// What awaits a call is user code and may keep the thread: then others, the pool's, take over the rest (<see cref="AnswerBatches{TAnswer}"/>).
/// Calls that are made meanwhile on the batch's thread wait for its end and go out in one write.
/// </remarks>
internal abstract class AnswerBatch : IThreadPoolWorkItem, IReadBatch
{
    [ThreadStatic]
    private static OutgoingQueue? t_current;

    private readonly OutgoingQueue _queue;
    private int _next;

    private protected AnswerBatch(OutgoingQueue queue)
    {
        _queue = queue;
    }

    /// <summary>Where the batch that runs on this thread sends its frames, if one does.</summary>
    internal static OutgoingQueue? Current => t_current;

    /// <summary>Whether somebody has taken the last of them.</summary>
    internal bool IsTaken => Volatile.Read(ref _next) >= Count;

    private protected abstract int Count { get; }

    /// <summary>Whether more threads than the first may be in it.</summary>
    internal bool IsShared { get; set; }

    // On the pool: as the first, because the reader had no thread to spare, or as another that helps.
    void IThreadPoolWorkItem.Execute()
    {
        if (IsShared)
        {
            RunHere();
        }
        else
        {
            RunFirst();
        }
    }

    /// <summary>Completes the calls that nobody has completed yet. May run on several threads.</summary>
    private protected void RunHere()
    {
        OutgoingQueue? outer = t_current;
        t_current = _queue;
        try
        {
            int index;
            while ((index = Interlocked.Increment(ref _next) - 1) < Count)
            {
                Complete(index);
            }
        }
        finally
        {
            t_current = outer;
            _queue.Flush();
        }
    }

    /// <inheritdoc/>
    public abstract void Run(bool mayRunHere);

    /// <summary>Runs the batch on this thread, watched: if user code keeps the thread, others help.</summary>
    private protected abstract void RunFirst();

    private protected abstract void Complete(int index);

    private protected void Restart() => Volatile.Write(ref _next, 0);
}
