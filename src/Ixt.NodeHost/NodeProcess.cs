namespace Ixt.NodeHost;

/// <summary>One running Node program, hosted in this process: its own engine, thread, timers and sockets.</summary>
/// <remarks>
/// Not an isolation boundary for hostile code: it is for a trusted module that meets hostile input. When <see cref="Completion"/> is done,
/// every socket and timer of the program is closed and its thread is ending.
/// </remarks>
public sealed class NodeProcess
{
    private readonly NodeRuntime _runtime;

    private NodeProcess(NodeRuntime runtime)
    {
        _runtime = runtime;
    }

    /// <summary>Completes when the program has ended, however it ended. Never faults.</summary>
    public Task<NodeExit> Completion => _runtime.Completion;

    /// <summary>Starts a program and returns at once.</summary>
    /// <param name="options">What to run and what it is given.</param>
    /// <param name="cancellationToken">Kills the program, in the middle of a turn if need be.</param>
    /// <returns>The running program.</returns>
    public static NodeProcess Start(NodeHostOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        NodeRuntime runtime = new(options, cancellationToken);
        runtime.Start();
        return new NodeProcess(runtime);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="options">What to run and what it is given.</param>
    /// <param name="cancellationToken">Kills the program; the task then completes with <see cref="NodeExitReason.Killed"/>, it is not cancelled.</param>
    /// <returns>How the program ended.</returns>
    public static Task<NodeExit> RunAsync(NodeHostOptions options, CancellationToken cancellationToken = default) =>
        Start(options, cancellationToken).Completion;

    /// <summary>Delivers a signal as the kernel would: to the program's handlers, or ends it with 128 + the signal's number when it has none.</summary>
    /// <param name="name"><c>SIGTERM</c>, <c>SIGINT</c>, <c>SIGHUP</c>, <c>SIGUSR2</c> or <c>SIGKILL</c> (which cannot be handled).</param>
    /// <exception cref="ArgumentException">Another name.</exception>
    public void Signal(string name) => _runtime.Signal(name);

    /// <summary>Ends the program now, without its exit handlers. Does nothing once it has ended.</summary>
    public void Kill() => _runtime.Signal("SIGKILL");
}
