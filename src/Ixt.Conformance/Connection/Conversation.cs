namespace Ixt.Conformance.Connection;

/// <summary>What happened in one run, in order; safe to add to from several threads. Keeps the beginning and the end of a long one.</summary>
internal sealed class Conversation(TimeProvider time)
{
    private const int KeptFirst = 120;
    private const int KeptLast = 60;
    private const int KeptBytes = 4096;

    private readonly Lock _gate = new();
    private readonly long _started = time.GetTimestamp();
    private readonly List<Item> _first = [];
    private readonly Queue<Item> _last = new();
    private int _left;
    private int _received;
    private int _wrong = -1;

    /// <summary>Time since the conversation began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>Adds a frame or bytes that the runner sent.</summary>
    /// <param name="bytes">Kept; not to be changed afterwards.</param>
    public void Sent(ReadOnlyMemory<byte> bytes) => Add(EntryKind.Sent, bytes, 0);

    /// <summary>Adds a frame or bytes of the testee.</summary>
    /// <param name="bytes">Kept; not to be changed afterwards.</param>
    /// <returns>Its number among those received.</returns>
    public int Received(ReadOnlyMemory<byte> bytes)
    {
        int number = Interlocked.Increment(ref _received);
        Add(EntryKind.Received, bytes, number);
        return number;
    }

    /// <summary>Adds an event or a line of output.</summary>
    public void Add(EntryKind kind, string text) => Add(new Item(Elapsed, kind, default, 0, 0, text));

    /// <summary>Says that the case failed at that frame.</summary>
    /// <param name="number">As <see cref="Received"/> gave it.</param>
    public void MarkWrong(int number) => _wrong = number;

    /// <summary>The entries so far.</summary>
    public IReadOnlyList<ConversationEntry> ToList()
    {
        lock (_gate)
        {
            if (_left == 0)
            {
                return [.. _first.Concat(_last).Select(Show)];
            }

            ConversationEntry gap = new(_last.Peek().At, EntryKind.Event, $"… {_left} more …", 0, Wrong: false);
            return [.. _first.Select(Show), gap, .. _last.Select(Show)];
        }
    }

    private ConversationEntry Show(Item item) =>
        new(item.At, item.Kind, item.Text ?? FrameText.Show(item.Bytes.Span), item.Size, item.Number > 0 && item.Number == _wrong);

    private void Add(EntryKind kind, ReadOnlyMemory<byte> bytes, int number) =>
        // A large frame is shown shortened, so that it is not held until the end of the run.
        Add(bytes.Length > KeptBytes
            ? new Item(Elapsed, kind, default, bytes.Length, number, FrameText.Show(bytes.Span))
            : new Item(Elapsed, kind, bytes, bytes.Length, number, null));

    private void Add(Item item)
    {
        lock (_gate)
        {
            if (_first.Count < KeptFirst)
            {
                _first.Add(item);
                return;
            }

            _last.Enqueue(item);
            if (_last.Count > KeptLast)
            {
                _last.Dequeue();
                _left++;
            }
        }
    }

    private readonly record struct Item(TimeSpan At, EntryKind Kind, ReadOnlyMemory<byte> Bytes, int Size, int Number, string? Text);
}
