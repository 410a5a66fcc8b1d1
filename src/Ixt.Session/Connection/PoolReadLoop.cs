using System.Runtime.CompilerServices;
using Ixt.Wire;

namespace Ixt.Session;

/// <summary>The reader of a transport whose reads can only be awaited: the next read is handed over before user code runs, to go on on whichever thread its bytes arrive.</summary>
internal sealed class PoolReadLoop : ReadLoop
{
    private readonly Action _onRead;
    private readonly Action _onRelief;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _read;

    internal PoolReadLoop(Transport transport, FrameReader reader, OutgoingQueue queue, IFrameSink sink, Action<FrameFormat> onFormat)
        : base(transport, reader, queue, sink, onFormat)
    {
        _onRead = OnRead;
        _onRelief = Wait;
    }

    private protected override void Start() =>
        ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.Wait(), this, preferLocal: false);

    // The reader's thread: begins a read and goes on when it is over.
    private void Wait()
    {
        try
        {
            ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter read = Begin();
            if (read.IsCompleted)
            {
                GoOn(read.GetResult());
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
        Transport.ReadAsync(Reader.GetMemory(), CancellationToken.None).ConfigureAwait(false).GetAwaiter();
#pragma warning restore CA2012

    private void OnRead()
    {
        try
        {
            GoOn(_read.GetResult());
        }
#pragma warning disable CA1031 // As above.
        catch (Exception e)
#pragma warning restore CA1031
        {
            End(e);
        }
    }

    private void GoOn(int count)
    {
        while (count > 0)
        {
            IReadBatch? batch = HandOn(count, out Task relief);
            if (!relief.IsCompleted)
            {
                batch?.Run(mayRunHere: false);
                relief.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_onRelief);
                return;
            }

            ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter read = Begin();
            if (!read.IsCompleted)
            {
                _read = read;
                read.UnsafeOnCompleted(_onRead);

                // From here on another thread may be the reader: nothing of the reader's may be touched.
                batch?.Run(mayRunHere: true);
                return;
            }

            // This thread goes on reading.
            batch?.Run(mayRunHere: false);
            count = read.GetResult();
        }

        End(null);
    }
}
