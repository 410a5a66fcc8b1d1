namespace Ixt.Session;

/// <summary>Gathers the answers of a read and completes their calls, here or on the pool.</summary>
/// <typeparam name="TAnswer">What answers a call.</typeparam>
internal sealed class AnswerBatches<TAnswer>(OutgoingQueue queue) : IDisposable
    where TAnswer : class
{
    private readonly Lock _gate = new();
    private readonly List<Batch> _running = [];
    private Batch? _gathering;
    private Batch? _spare;
    private ITimer? _watch;
    private bool _isWatched;

    /// <summary>Adds an answer. On the reader.</summary>
    internal void Add(PendingCall<TAnswer> call, TAnswer answer)
    {
        _gathering ??= Interlocked.Exchange(ref _spare, null) ?? new Batch(this, queue);
        _gathering.Add(call, answer);
    }

    /// <summary>What was added since the last time, if anything. On the reader.</summary>
    internal AnswerBatch? Take()
    {
        Batch? batch = _gathering;
        _gathering = null;
        return batch;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isWatched = true;
            _watch?.Dispose();
        }
    }

    private void Watch(Batch batch)
    {
        lock (_gate)
        {
            batch.WasSeen = false;
            _running.Add(batch);
            if (!_isWatched)
            {
                _isWatched = true;
                _watch ??= ThreadWatch.Time.CreateTimer(static self => ((AnswerBatches<TAnswer>)self!).OnWatch(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _watch.Change(ThreadWatch.Patience, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Done(Batch batch)
    {
        if (batch.Size > 1)
        {
            lock (_gate)
            {
                _running.Remove(batch);
            }
        }

        if (!batch.IsShared)
        {
            batch.Clear();
            Volatile.Write(ref _spare, batch);
        }
    }

    private void OnWatch()
    {
        lock (_gate)
        {
            _isWatched = false;
            foreach (Batch batch in _running)
            {
                if (batch.IsTaken)
                {
                    continue;
                }

                _isWatched = true;
                if (batch.WasSeen)
                {
                    batch.IsShared = true;
                    ThreadPool.UnsafeQueueUserWorkItem(batch, preferLocal: false);
                }

                batch.WasSeen = true;
            }

            if (_isWatched)
            {
                _watch!.Change(ThreadWatch.Patience, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private sealed class Batch(AnswerBatches<TAnswer> owner, OutgoingQueue queue) : AnswerBatch(queue)
    {
        private readonly List<(PendingCall<TAnswer> Call, TAnswer Answer)> _answers = [];

        internal int Size => _answers.Count;

        /// <summary>Whether the watch has met it before, so that it has had its time. Under the owner's lock.</summary>
        internal bool WasSeen { get; set; }

        private protected override int Count => _answers.Count;

        internal void Add(PendingCall<TAnswer> call, TAnswer answer) => _answers.Add((call, answer));

        public override void Run(bool mayRunHere)
        {
            if (mayRunHere)
            {
                RunFirst();
            }
            else
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }

        private protected override void RunFirst()
        {
            if (Size > 1)
            {
                owner.Watch(this);
            }

            RunHere();
            owner.Done(this);
        }

        internal void Clear()
        {
            _answers.Clear();
            Restart();
        }

        private protected override void Complete(int index)
        {
            (PendingCall<TAnswer> call, TAnswer answer) = _answers[index];
            call.Succeed(answer);
        }
    }
}
