namespace Ixt.Session;

/// <summary>The shutdown hook as a piece of work; its end is awaited by the session.</summary>
internal sealed class ShutdownWork(IModuleHandler handler, CancellationToken cancellationToken) : ModuleWork
{
    private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public override ModuleWorkKind Kind => ModuleWorkKind.Shutdown;

    /// <summary>What the hook threw, if it did. Never faults.</summary>
    internal Task<Exception?> Ended => _ended.Task;

    /// <inheritdoc/>
    public override async Task RunAsync()
    {
        try
        {
            await handler.ShutdownAsync(cancellationToken).ConfigureAwait(false);
            _ended.TrySetResult(null);
        }
#pragma warning disable CA1031 // The hook may throw anything; it is answered.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _ended.TrySetResult(e);
        }
    }
}
