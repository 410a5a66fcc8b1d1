using System.Runtime.CompilerServices;
using Ixt.Wire;

namespace Ixt.Session;

/// <summary>
/// The reader of a transport on which a thread can wait: a thread of its own, which the kernel wakes and which does everything up to the write,
/// without the detour over the thread that watches all sockets and the pool.
/// </summary>
/// <remarks>
/// If user code has kept that thread for <see cref="ThreadWatch.Patience"/>, a timer starts another one that reads from there on; the first ends when user
/// code comes back. If that happens again soon, user code runs on the pool for a while, each time for longer: code that blocks often is not waited
/// for each time, and code that does so once costs nothing afterwards.
/// </remarks>
internal sealed class ThreadReadLoop : ReadLoop
{
    // For how long user code runs elsewhere at most: patience is then a fortieth of the time.
    private const int LongestDistrustMs = 128;
    private const int ShortestDistrustMs = 4;

    // A thread that was not kept for so long is trusted as if nothing had been.
    private const int ForgetMs = 250;

    private readonly Spinner? _spinner;
    private readonly ITimer _watch;
    private long _distrustUntil = -ForgetMs;
    private int _distrustMs;

    // The batch that the reader's thread is in, 0 for none; who sets it back to 0 is the reader.
    private long _batch;
    private long _lastBatch;
    private long _watched;
    private int _isWatching;

    internal ThreadReadLoop(Transport transport, FrameReader reader, OutgoingQueue queue, IFrameSink sink, Action<FrameFormat> onFormat, TimeSpan spinTime)
        : base(transport, reader, queue, sink, onFormat)
    {
        _spinner = spinTime > TimeSpan.Zero ? new Spinner(transport, spinTime, SpinRoom.Process, Spinner.NewRound(), TimeProvider.System) : null;
        _watch = ThreadWatch.Time.CreateTimer(static loop => ((ThreadReadLoop)loop!).OnWatch(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override void Dispose() => _watch.Dispose();

    private protected override void Start() =>
        new Thread(static loop => ((ThreadReadLoop)loop!).Run()) { IsBackground = true, Name = "Ixt reader" }.UnsafeStart(this);

    // Optimized from the start: it is called once, and would wait for the compiler to replace it while it runs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run()
    {
        try
        {
            while (Read() is > 0 and int count)
            {
                IReadBatch? batch = HandOn(count, out Task relief);
                if (!relief.IsCompleted)
                {
                    batch?.Run(mayRunHere: false);
                    relief.GetAwaiter().GetResult();
                }
                else if (batch is null)
                {
                    continue;
                }
                else if (Environment.TickCount64 < _distrustUntil)
                {
                    batch.Run(mayRunHere: false);
                }
                else if (!RunWatched(batch))
                {
                    // Another thread reads by now.
                    return;
                }
            }

            End(null);
        }
#pragma warning disable CA1031 // Whatever a transport throws ends the session, instead of the process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            End(e);
        }
    }

    private int Read()
    {
        Memory<byte> buffer = Reader.GetMemory();
        while (true)
        {
            if (Transport.TryRead(buffer.Span, out int count) || _spinner?.TryRead(buffer.Span, out count) == true)
            {
                return count;
            }

            Transport.WaitToRead();
            _spinner?.Waited();
        }
    }

    // Returns whether this thread is still the reader.
    private bool RunWatched(IReadBatch batch)
    {
        long number = ++_lastBatch;
        Interlocked.Exchange(ref _batch, number);
        Watch();
        batch.Run(mayRunHere: true);
        return Interlocked.CompareExchange(ref _batch, 0, number) == number;
    }

    private void Watch()
    {
        if (Volatile.Read(ref _isWatching) == 0 && Interlocked.Exchange(ref _isWatching, 1) == 0)
        {
            Volatile.Write(ref _watched, Volatile.Read(ref _batch));
            _watch.Change(ThreadWatch.Patience, Timeout.InfiniteTimeSpan);
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
            TakeOver();
            return;
        }

        _watched = number;
        _watch.Change(ThreadWatch.Patience, Timeout.InfiniteTimeSpan);
    }

    private void TakeOver()
    {
        long now = Environment.TickCount64;
        _distrustMs = now - _distrustUntil > ForgetMs ? 0 : Math.Clamp(2 * _distrustMs, ShortestDistrustMs, LongestDistrustMs);
        _distrustUntil = now + _distrustMs;
        try
        {
            Start();
        }
        catch (OutOfMemoryException e)
        {
            // The system has no thread left.
            End(e);
        }
    }
}
