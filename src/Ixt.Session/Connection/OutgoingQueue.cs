using System.Buffers;

namespace Ixt.Session;

/// <summary>
/// Frames on their way out: bounded in bytes and frames, written by one writer at a time, many frames per write.
/// Senders wait for room; the reader never does (a reader that waits for a writer deadlocks two peers whose buffers are full),
/// its own answers go in past the bound, and it stops reading only when those pile up against a peer that does not read.
/// </summary>
internal sealed class OutgoingQueue : IThreadPoolWorkItem
{
    // A frame up to this length is copied behind others into one chunk; a longer one goes out from its own array.
    private const int CopyLimit = 16 * 1024;
    private const int ChunkSize = 64 * 1024;

    // Held frames go out when there is this much of them, or after the patience with user code, which may keep whoever holds them.
    private const int HoldLimit = 32 * 1024;

    // So many small ones go out without waiting for the rest, so that the peer begins while this side goes on.
    private const int HoldFrames = 16;

    private readonly Lock _gate = new();
    private readonly Queue<OutgoingChunk> _chunks = new();
    private readonly Queue<RoomWaiter> _waiters = new();
    private readonly Transport _transport;
    private readonly Action<Exception> _onFailure;
    private readonly TimeProvider _time;
    private readonly int _maxBytes;
    private readonly int _maxFrames;
    private readonly long _readerMaxBytes;
    private readonly long _readerMaxFrames;

    private byte[] _tail = [];
    private int _tailLength;
    private int _tailFrames;
    private long _bytes;
    private int _frames;
    private int _reserved;
    private bool _active;
    private bool _closed;
    private ITimer? _watch;
    private bool _isWatched;
    private int _writes;
    private int _watchedWrite;
    private TaskCompletionSource? _idle;
    private TaskCompletionSource? _relief;

    internal OutgoingQueue(Transport transport, int maxBytes, int maxFrames, Action<Exception> onFailure, TimeProvider? time = null)
    {
        _time = time ?? ThreadWatch.Time;
        _transport = transport;
        _maxBytes = maxBytes;
        _maxFrames = maxFrames;
        _readerMaxBytes = 4L * maxBytes;
        _readerMaxFrames = 4L * maxFrames;
        _onFailure = onFailure;
    }

    /// <summary>Bytes queued, being written, or promised room.</summary>
    internal long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Waits for room for a frame. After <see langword="true"/>, <see cref="Append"/> must follow.</summary>
    /// <returns><see langword="false"/> when the queue is closed.</returns>
    internal ValueTask<bool> ReserveAsync(int length)
    {
        RoomWaiter waiter;
        lock (_gate)
        {
            if (_closed)
            {
                return ValueTask.FromResult(false);
            }

            if (_waiters.Count == 0 && HasRoom(length))
            {
                Count(length);
                _reserved++;
                return ValueTask.FromResult(true);
            }

            waiter = new RoomWaiter(length, null);
            _waiters.Enqueue(waiter);
        }

        return new ValueTask<bool>(waiter.Task);
    }

    /// <summary>Queues a finished frame if there is room now, and then takes over the serializer.</summary>
    /// <returns><see langword="false"/> when it has to wait, or the queue is closed: <see cref="EnqueueAsync"/> tells.</returns>
    internal bool TryEnqueue(FrameSerializer frame, bool now, bool hold = false)
    {
        FillUnlessNext(frame, now || hold);
        bool start;
        lock (_gate)
        {
            if (_closed || _waiters.Count > 0 || !HasRoom(frame.Length))
            {
                return false;
            }

            Count(frame.Length);
            start = hold ? AddHeld(frame) : Add(frame, now);
        }

        frame.Return();
        Start(start, now || hold);
        return true;
    }

    /// <summary>Queues a finished frame, at once or in its turn as soon as there is room. Takes over the serializer in any case.</summary>
    /// <returns><see langword="false"/> when the queue is closed, and the frame was dropped.</returns>
    /// <exception cref="OperationCanceledException">The caller's token fired first; the frame was dropped.</exception>
    internal ValueTask<bool> EnqueueAsync(FrameSerializer frame, CancellationToken cancellationToken)
    {
        // Its sender does not wait for it.
        frame.FillLate();
        RoomWaiter? waiter = null;
        bool start = false;
        bool closed;
        lock (_gate)
        {
            closed = _closed;
            if (!closed)
            {
                if (_waiters.Count == 0 && HasRoom(frame.Length))
                {
                    Count(frame.Length);
                    start = Add(frame);
                }
                else
                {
                    waiter = new RoomWaiter(frame.Length, frame);
                    _waiters.Enqueue(waiter);
                }
            }
        }

        if (waiter is not null)
        {
            return WaitAsync(waiter, cancellationToken);
        }

        frame.Return();
        Start(start, now: false);
        return ValueTask.FromResult(!closed);
    }

    /// <summary>Queues a finished frame and returns the serializer.</summary>
    /// <param name="frame">Holds the frame.</param>
    /// <param name="room">By what right.</param>
    /// <param name="now">Write on this thread if nobody writes yet; else a pool thread does, which lets more frames gather.</param>
    /// <param name="hold">Leave the writing to <see cref="Flush"/>, which will follow; what has gathered by then goes out in between, on this thread.</param>
    internal void Append(FrameSerializer frame, QueueRoom room, bool now, bool hold = false)
    {
        FillUnlessNext(frame, now || hold);
        bool start = false;
        lock (_gate)
        {
            if (room == QueueRoom.Reserved)
            {
                _reserved--;
            }

            if (!_closed && room != QueueRoom.None)
            {
                if (room == QueueRoom.Unbounded)
                {
                    Count(frame.Length);
                }

                start = hold ? AddHeld(frame) : Add(frame, now);
            }
        }

        frame.Return();
        Start(start, now || hold);
    }

    /// <summary>Starts writing what was held, on this thread, unless somebody writes already.</summary>
    internal void Flush()
    {
        bool start;
        lock (_gate)
        {
            start = !_closed && !_active && (_chunks.Count > 0 || _tailFrames > 0);
            _active |= start;
        }

        Start(start, now: true);
    }

    /// <summary>Whether the reader's answers have not piled up. A glance without the lock: for between two frames of one read.</summary>
    internal bool ReaderMayGoOn => Volatile.Read(ref _bytes) <= _readerMaxBytes && Volatile.Read(ref _frames) <= _readerMaxFrames;

    /// <summary>Completes at once unless answers of the reader itself have piled up; then when the peer has read.</summary>
    internal Task ReaderMayGoOnAsync()
    {
        lock (_gate)
        {
            if (_closed || (_bytes <= _readerMaxBytes && _frames <= _readerMaxFrames))
            {
                return Task.CompletedTask;
            }

            _relief ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _relief.Task;
        }
    }

    /// <summary>Completes when everything queued was written, or the queue is closed.</summary>
    internal Task WhenIdleAsync()
    {
        lock (_gate)
        {
            if (_closed || IsIdle)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    /// <summary>Drops what is queued; later frames are dropped too. A write under way ends with its transport.</summary>
    internal void Close()
    {
        List<RoomWaiter> waiters;
        TaskCompletionSource? idle;
        TaskCompletionSource? relief;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            while (_chunks.TryDequeue(out OutgoingChunk chunk))
            {
                chunk.Return();
            }

            DropTail();
            _watch?.Dispose();
            waiters = [.. _waiters];
            _waiters.Clear();
            (idle, relief) = (_idle, _relief);
            _idle = _relief = null;
        }

        foreach (RoomWaiter waiter in waiters)
        {
            if (waiter.TryClaim())
            {
                waiter.TrySetResult(false);
            }
        }

        idle?.TrySetResult();
        relief?.TrySetResult();
    }

    void IThreadPoolWorkItem.Execute() => _ = WriteAsync(single: false);

    private bool IsIdle => !_active && _chunks.Count == 0 && _tailFrames == 0 && _reserved == 0;

    private static async ValueTask<bool> WaitAsync(RoomWaiter waiter, CancellationToken cancellationToken)
    {
        try
        {
            using (cancellationToken.UnsafeRegister(static (w, token) => ((RoomWaiter)w!).CancelUnlessClaimed(token), waiter))
            {
                return await waiter.Task.ConfigureAwait(false);
            }
        }
        finally
        {
            waiter.Frame?.Return();
        }
    }

    // Not under the lock, if it can be told before that it has to be.
    private void FillUnlessNext(FrameSerializer frame, bool now)
    {
        if (!now || Volatile.Read(ref _active))
        {
            frame.FillLate();
        }
    }

    // Under the lock. Returns whether a writer has to be started. 'now': on this thread.
    private bool Add(FrameSerializer frame, bool now = false)
    {
        if (frame.Late.IsThere && (!now || _active || _chunks.Count > 0 || _tailFrames > 0))
        {
            // Others write before it: by its turn its bytes may have changed.
            frame.FillLate();
        }

        if (frame.Length <= CopyLimit)
        {
            CopyToTail(frame, frame.Length);
        }
        else
        {
            SealTail();
            _chunks.Enqueue(new OutgoingChunk(frame.Buffer.Detach(), frame.Length, 1, frame.Late));
        }

        bool start = !_active;
        _active = true;
        return start;
    }

    // Under the lock. Returns whether there is enough already to write.
    private bool AddHeld(FrameSerializer frame)
    {
        if (!Add(frame, now: true))
        {
            return false;
        }

        if (_chunks.Count > 0 || _tailLength > HoldLimit || _tailFrames >= HoldFrames)
        {
            return true;
        }

        _active = false;
        if (!_isWatched)
        {
            _watch ??= _time.CreateTimer(static queue => ((OutgoingQueue)queue!).OnWatch(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Watch();
        }

        return false;
    }

    // Under the lock.
    private void Watch()
    {
        _isWatched = true;
        _watchedWrite = _writes;
        _watch!.Change(ThreadWatch.Patience, Timeout.InfiniteTimeSpan);
    }

    private void OnWatch()
    {
        bool start;
        lock (_gate)
        {
            _isWatched = false;
            start = !_closed && !_active && (_chunks.Count > 0 || _tailFrames > 0);
            if (start && _watchedWrite != _writes)
            {
                // What was held then has gone out; this has had no time yet.
                Watch();
                return;
            }

            _active |= start;
        }

        Start(start, now: false);
    }

    private void Start(bool start, bool now)
    {
        if (!start)
        {
            return;
        }

        if (now)
        {
            _ = WriteAsync(single: true);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    // Never faults. 'single': this is a sender's thread, which writes what is there once and leaves the rest to the pool.
    private async Task WriteAsync(bool single)
    {
        while (TryTake(out OutgoingChunk chunk))
        {
            try
            {
                int done = chunk.Late.IsThere ? chunk.Late.Write(_transport, chunk.Array.AsSpan(0, chunk.Length)) : 0;
                ValueTask write = done == chunk.Length ? ValueTask.CompletedTask : _transport.WriteAsync(chunk.Memory[done..], CancellationToken.None);

                // What goes on after a wait is not on the sender's thread any more.
                single &= write.IsCompleted;
                await write.ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever a transport throws ends the session with that as its reason.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Close();
                _onFailure(e);
                return;
            }
            finally
            {
                chunk.Return();
            }

            if (Written(chunk) && single)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return;
            }
        }
    }

    private bool TryTake(out OutgoingChunk chunk)
    {
        TaskCompletionSource? idle = null;
        lock (_gate)
        {
            _writes++;
            if (_chunks.TryDequeue(out chunk))
            {
                return true;
            }

            if (_tailFrames > 0)
            {
                chunk = new OutgoingChunk(_tail, _tailLength, _tailFrames);
                _tail = [];
                _tailLength = _tailFrames = 0;
                return true;
            }

            _active = false;
            if (IsIdle)
            {
                (idle, _idle) = (_idle, null);
            }
        }

        idle?.TrySetResult();
        return false;
    }

    // Returns whether there is more to write.
    private bool Written(OutgoingChunk chunk)
    {
        lock (_gate)
        {
            Free(chunk.Length, chunk.Frames);
            return _chunks.Count > 0 || _tailFrames > 0;
        }
    }

    // Under the lock. Waiters continue on the pool, so completing them here runs no foreign code.
    private void Free(int bytes, int frames)
    {
        _bytes -= bytes;
        _frames -= frames;
        while (_waiters.TryPeek(out RoomWaiter? waiter) && (waiter.IsClaimed || HasRoom(waiter.Length)))
        {
            _waiters.Dequeue();
            if (!waiter.TryClaim())
            {
                continue;
            }

            Count(waiter.Length);
            if (waiter.Frame is { } frame)
            {
                // Only the writer frees room, so there is one that goes on to this frame.
                Add(frame);
            }
            else
            {
                _reserved++;
            }

            waiter.TrySetResult(true);
        }

        if (_relief is not null && _bytes <= _maxBytes && _frames <= _maxFrames)
        {
            _relief.TrySetResult();
            _relief = null;
        }
    }

    private bool HasRoom(int length) => _frames == 0 || (_bytes + length <= _maxBytes && _frames < _maxFrames);

    private void Count(int length)
    {
        _bytes += length;
        _frames++;
    }

    private void CopyToTail(FrameSerializer serializer, int length)
    {
        if (_tail.Length - _tailLength < length)
        {
            SealTail();
            _tail = ArrayPool<byte>.Shared.Rent(ChunkSize);
        }

        serializer.Buffer.Frame(length).CopyTo(_tail.AsSpan(_tailLength));
        _tailLength += length;
        _tailFrames++;
    }

    private void SealTail()
    {
        if (_tailFrames > 0)
        {
            _chunks.Enqueue(new OutgoingChunk(_tail, _tailLength, _tailFrames));
            _tail = [];
            _tailLength = _tailFrames = 0;
        }
        else
        {
            DropTail();
        }
    }

    private void DropTail()
    {
        if (_tail.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_tail);
        }

        _tail = [];
        _tailLength = _tailFrames = 0;
    }
}
