namespace Ixt.Conformance.Testees;

/// <summary>One started testee. Disposing it ends it and everything it started.</summary>
internal abstract class RunningTestee : IAsyncDisposable
{
    /// <summary>The process that will connect, or null when it is not known.</summary>
    public abstract int? ProcessId { get; }

    /// <summary>Completes with the exit code when it has ended; with null when it has ended and the code cannot be known.</summary>
    public abstract Task<int?> Exited { get; }

    /// <summary>Sends it a signal.</summary>
    /// <param name="name"><c>SIGTERM</c> or <c>SIGINT</c>.</param>
    public abstract void Signal(string name);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
