namespace Ixt.Nexus;

/// <summary>One follower of a <see cref="NexusStore"/>. All of it is changed under the store's lock.</summary>
internal sealed class StoreSubscription(NexusRef callback)
{
    internal NexusRef Callback { get; } = callback;

    /// <summary>Completes when what the next, or last, publication holds has been acknowledged.</summary>
    internal TaskCompletionSource Delivery { get; private set; } = NewDelivery();

    /// <summary>Whether there are changes that it has not been sent.</summary>
    internal bool IsDirty { get; private set; }

    /// <summary>Publications that it has not acknowledged.</summary>
    internal int InFlight { get; set; }

    /// <summary>Ends it with its session.</summary>
    internal CancellationTokenRegistration Session { get; set; }

    internal void MarkDirty()
    {
        if (!IsDirty)
        {
            IsDirty = true;
            Delivery = NewDelivery();
        }
    }

    internal void MarkSent() => IsDirty = false;

    internal void Fail(NexusException error)
    {
        Delivery.TrySetException(error);
        _ = Delivery.Task.Exception; // an action that waits for it sees it; nobody has to
    }

    private static TaskCompletionSource NewDelivery() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
