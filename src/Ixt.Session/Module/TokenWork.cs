using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>Fires a handler's token on the thread pool. Holds what it needs of the request, which may be answered before it runs.</summary>
internal sealed class TokenWork(ModuleSession session, CancellationTokenSource source, ModuleWorkKind kind, RequestId id) : IThreadPoolWorkItem
{
    public void Execute()
    {
        try
        {
            source.Cancel();
        }
        catch (AggregateException e)
        {
            // A callback that user code registered threw; the token has fired all the same.
            session.LogHandlerFailure(kind, id, e);
        }
    }
}
