using Ixt.Protocol;

namespace Ixt.Session.Tests;

/// <summary>A module whose hooks are set by the test; counts calls.</summary>
internal sealed class ScriptedHandler : IModuleHandler
{
    private int _inits;
    private int _handles;
    private int _shutdowns;

    public Func<InitRequest, CancellationToken, ValueTask> OnInit { get; set; } = static (_, _) => ValueTask.CompletedTask;

    public Func<HandleRequest, CancellationToken, ValueTask<HandlerResult>> OnHandle { get; set; } = static (_, _) => ValueTask.FromResult(HandlerResult.Empty);

    public Func<CancellationToken, ValueTask<HandlerResult>> OnHealth { get; set; } = static _ => ValueTask.FromResult(HandlerResult.Empty);

    public Func<CancellationToken, ValueTask> OnShutdown { get; set; } = static _ => ValueTask.CompletedTask;

    public Func<HandleRequest, bool> Observes { get; set; } = static _ => true;

    public int Inits => Volatile.Read(ref _inits);

    public int Handles => Volatile.Read(ref _handles);

    public int Shutdowns => Volatile.Read(ref _shutdowns);

    public ValueTask InitAsync(InitRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _inits);
        return OnInit(request, cancellationToken);
    }

    public bool ObservesCancellation(HandleRequest request) => Observes(request);

    public ValueTask<HandlerResult> HandleAsync(HandleRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _handles);
        return OnHandle(request, cancellationToken);
    }

    public ValueTask<HandlerResult> HealthCheckAsync(CancellationToken cancellationToken) => OnHealth(cancellationToken);

    public ValueTask ShutdownAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _shutdowns);
        return OnShutdown(cancellationToken);
    }
}
