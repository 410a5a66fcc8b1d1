namespace Ixt.Session;

/// <summary>A sender that waits for room in the queue. Its result says whether it got it (else the queue closed).</summary>
/// <param name="length">Bytes wanted.</param>
/// <param name="frame">
/// The frame itself if it is to be queued the moment there is room, which keeps it in order;
/// <see langword="null"/> if only room is wanted, because something has to happen just before.
/// </param>
internal sealed class RoomWaiter(int length, FrameSerializer? frame) : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private int _claimed;

    internal int Length { get; } = length;

    internal FrameSerializer? Frame { get; } = frame;

    internal bool IsClaimed => Volatile.Read(ref _claimed) != 0;

    /// <summary>
    /// Decides between room, cancellation and close. Apart from completing the task, because completing it lets the sender
    /// take its frame back, which must not happen before the frame was copied.
    /// </summary>
    internal bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;

    internal void CancelUnlessClaimed(CancellationToken cancellationToken)
    {
        if (TryClaim())
        {
            TrySetCanceled(cancellationToken);
        }
    }
}
