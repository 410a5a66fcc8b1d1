using System.Runtime.CompilerServices;
using Ixt.Wire;

namespace Ixt.Session;

/// <summary>Reads, hands on frames, and runs what they set going on the thread that read them: a wake-up of another thread would cost more than most handlers.</summary>
/// <remarks>
/// User code may keep that thread, but never the reader. Without spinning, the next read is handed over first, to go on on whichever thread its
/// bytes arrive. With spinning, the same thread reads again afterwards and looks for bytes for a short while before it waits; if
/// user code has not come back after <see cref="ThreadWatch.Patience"/>, a timer has another thread read instead.
/// </remarks>
internal sealed class ReadLoop : IDisposable
{
    private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Transport _transport;
    private readonly FrameReader _reader;
    private readonly OutgoingQueue _queue;
    private readonly IFrameSink _sink;
    private readonly Spinner? _spinner;
    private readonly Action<FrameFormat> _onFormat;
    private readonly Action _onRead;
    private readonly Action _onRelief;
    private readonly ITimer? _watch;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _read;
    private bool _isFormatKnown;

    // Spinning only: the batch that the reader's thread is in, 0 for none; who sets it back to 0 is the reader.
    private long _batch;
    private long _lastBatch;
    private long _watched;
    private int _isWatching;

    internal ReadLoop(Transport transport, FrameReader reader, OutgoingQueue queue, IFrameSink sink, Action<FrameFormat> onFormat, TimeSpan spinTime)
    {
        _onFormat = onFormat;
        _transport = transport;
        _reader = reader;
        _queue = queue;
        _sink = sink;
        _onRead = OnRead;
        _onRelief = Wait;
        if (spinTime > TimeSpan.Zero && Environment.ProcessorCount > 1)
        {
            _spinner = new Spinner(transport, spinTime);
            _watch = ThreadWatch.Time.CreateTimer(static loop => ((ReadLoop)loop!).OnWatch(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Starts reading, on the pool.</summary>
    /// <returns>Completes when the stream ends: with <see langword="null"/> in order, else with what ended it. Never faults.</returns>
    internal Task<Exception?> RunAsync()
    {
        ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.Wait(), this, preferLocal: false);
        return _ended.Task;
    }

    public void Dispose() => _watch?.Dispose();

    // The reader's thread: begins a read and goes on when it is over.
    private void Wait()
    {
        try
        {
            ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter read = Begin();
            if (read.IsCompleted)
            {
                HandOn(read.GetResult());
                return;
            }

            _read = read;
            read.UnsafeOnCompleted(_onRead);
        }
#pragma warning disable CA1031 // Whatever a transport throws ends the session, instead of vanishing in a pool thread.
        catch (Exception e)
#pragma warning restore CA1031
        {
            End(e);
        }
    }

#pragma warning disable CA2012 // Its result is taken once: here at once, or in OnRead.
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter Begin() =>
        _transport.ReadAsync(_reader.GetMemory(), CancellationToken.None).ConfigureAwait(false).GetAwaiter();
#pragma warning restore CA2012

    private void OnRead()
    {
        try
        {
            HandOn(_read.GetResult());
        }
#pragma warning disable CA1031 // As above.
        catch (Exception e)
#pragma warning restore CA1031
        {
            End(e);
        }
    }

    private void HandOn(int count)
    {
        while (true)
        {
            if (count == 0)
            {
                End(null);
                return;
            }

            _reader.Advance(count);
            _sink.OnReadStart();
            while (_reader.TryRead(out ReadOnlySpan<byte> frame))
            {
                if (!_isFormatKnown)
                {
                    _isFormatKnown = true;
                    _onFormat(_reader.Format!.Value);
                }

                _sink.OnFrame(frame);
            }

            IReadBatch? batch = _sink.OnReadEnd();
            Task relief = _queue.ReaderMayGoOnAsync();
            if (!relief.IsCompleted)
            {
                batch?.Run(mayRunHere: false);
                relief.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_onRelief);
                return;
            }

            if (_spinner is { } spinner)
            {
                if (batch is not null && !RunWatched(batch))
                {
                    // Another thread reads by now.
                    return;
                }

                batch = null;
                if (spinner.TryRead(_reader.GetMemory().Span, out count))
                {
                    continue;
                }
            }

            ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter read = Begin();
            if (read.IsCompleted)
            {
                // This thread goes on reading.
                batch?.Run(mayRunHere: false);
                count = read.GetResult();
                continue;
            }

            _read = read;
            read.UnsafeOnCompleted(_onRead);

            // From here on another thread may be the reader: nothing of the reader's may be touched.
            batch?.Run(mayRunHere: true);
            return;
        }
    }

    // Returns whether this thread is still the reader.
    private bool RunWatched(IReadBatch batch)
    {
        long number = ++_lastBatch;
        Volatile.Write(ref _batch, number);
        Watch();
        batch.Run(mayRunHere: true);
        return Interlocked.CompareExchange(ref _batch, 0, number) == number;
    }

    private void Watch()
    {
        if (Interlocked.Exchange(ref _isWatching, 1) == 0)
        {
            Volatile.Write(ref _watched, Volatile.Read(ref _batch));
            _watch!.Change(ThreadWatch.Patience, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnWatch()
    {
        long number = Volatile.Read(ref _batch);
        if (number == 0)
        {
            // The next batch watches again; one that has begun meanwhile took this watch for its own.
            Interlocked.Exchange(ref _isWatching, 0);
            if (Volatile.Read(ref _batch) != 0)
            {
                Watch();
            }

            return;
        }

        if (number == _watched && Interlocked.CompareExchange(ref _batch, 0, number) == number)
        {
            Volatile.Write(ref _isWatching, 0);
            Wait();
            return;
        }

        _watched = number;
        _watch!.Change(ThreadWatch.Patience, Timeout.InfiniteTimeSpan);
    }

    private void End(Exception? fault)
    {
        // What the frames before the fault set going runs all the same.
        _sink.OnReadEnd()?.Run(mayRunHere: false);
        _ended.TrySetResult(fault);
    }
}
