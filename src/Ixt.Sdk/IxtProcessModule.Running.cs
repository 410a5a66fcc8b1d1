using Ixt.Session;

namespace Ixt.Sdk;

public abstract partial class IxtProcessModule
{
    /// <summary>Connects to the runtime that started this process and serves it until it ends.</summary>
    /// <param name="cancellationToken">Ends the module in order, as SIGTERM does.</param>
    /// <returns>
    /// The exit code: 0 after an orderly end; 1 after a fatal error of the stream or a shutdown hook that failed; 64 when
    /// <c>IXT_IPC_SOCKET</c> or <c>IXT_MODULE_ID</c> is missing or unusable, with one line on stderr that says what to set (IXT-TRN-005).
    /// </returns>
    /// <exception cref="InvalidOperationException">Called twice.</exception>
    public Task<int> RunAsync(CancellationToken cancellationToken = default) => RunAsync(new ModuleRunOptions(), cancellationToken);

    /// <summary>Serves the runtime until it ends, with other settings than usual.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="cancellationToken">Ends the module in order, as SIGTERM does.</param>
    /// <returns>The exit code, as for <see cref="RunAsync(CancellationToken)"/>.</returns>
    /// <exception cref="InvalidOperationException">Called twice.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or a topic has two handlers.</exception>
    public async Task<int> RunAsync(ModuleRunOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException("A module runs once; make another instance to run again.");
        }

        MapTopics();
        _topics.Freeze();
        Time = options.TimeProvider;
        _stderr = new StderrLog(options.Error);
        ModuleEnvironment environment = ModuleEnvironment.Read(options.Environment, needsSocket: options.Transport is null, out string? problem);
        if (environment.ModuleId.Length > 0)
        {
            ModuleId = _stderr.ModuleId = environment.ModuleId;
        }

        if (problem is not null)
        {
            _stderr.Write("ERROR", problem);
            return ExitCodes.StartedWrongly;
        }

        // Before connecting: a runtime may send its signal as soon as it has accepted.
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using StopSignals? signals = options.HandleSignals ? new StopSignals(stop.Cancel) : null;
        Transport transport;
        try
        {
            transport = options.Transport ?? await UnixSocketTransport.ConnectAsync(environment.SocketPath, stop.Token).ConfigureAwait(false);
        }
        catch (TransportException e)
        {
            _stderr.Write("ERROR", ModuleEnvironment.Unusable(e.Message));
            return ExitCodes.StartedWrongly;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped before there was anything to end in order.
            return ExitCodes.Ok;
        }

        int exitCode = await ServeAsync(transport, options, stop.Token).ConfigureAwait(false);
        if (signals is not null)
        {
            signals.ExitCode = exitCode;
        }

        return exitCode;
    }

    private async Task<int> ServeAsync(Transport transport, ModuleRunOptions options, CancellationToken stop)
    {
        ModuleSession session = new(
            transport,
            new ModuleHandler(this, _topics, _background, _stderr, options.IncludeExceptionDetails),
            new ModuleDispatcher(_execution),
            options.ToSessionOptions(new ModuleSessionLog(_stderr)));
        await using (session.ConfigureAwait(false))
        {
            _services.Attach(session);
            ModuleSessionResult result = await session.RunAsync(stop).ConfigureAwait(false);
            return ExitCodes.From(result);
        }
    }
}
