using Ixt.Session;

namespace Ixt.Nexus;

/// <summary>A call that waits for the peer's answer.</summary>
internal sealed class PendingCall(NexusSession session, long id, TimeSpan timeout) : DeadlineEntry
{
    // Continuations never run on the thread that completes them: that is the reader.
    private readonly TaskCompletionSource<NexusValue> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal NexusSession Session => session;

    internal long Id { get; } = id;

    internal Task<NexusValue> Task => _source.Task;

    internal TimeSpan Timeout { get; } = timeout;

    internal void Succeed(NexusValue result) => _source.TrySetResult(result);

    internal void Fail(Exception exception) => _source.TrySetException(exception);

    internal void Cancel(CancellationToken cancellationToken) => _source.TrySetCanceled(cancellationToken);

    internal override void OnDeadline() => session.TimedOut(this);
}
