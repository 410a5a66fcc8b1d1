using System.Text.Json;
using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Sdk;

/// <summary>What the session calls: turns requests into calls of the author's hooks and their results into answers.</summary>
/// <remarks>Every method is async so that what a hook puts into an AsyncLocal does not leak into the next one on the same thread.</remarks>
internal sealed class ModuleHandler(IxtProcessModule module, TopicMap topics, BackgroundWork background, StderrLog log, bool includeExceptionDetails) : IModuleHandler
{
    public async ValueTask InitAsync(InitRequest request, CancellationToken cancellationToken)
    {
        background.Start();
        try
        {
            await module.OnInitAsync(new ModuleConfig(request.Config), cancellationToken).ConfigureAwait(true);
        }
        catch
        {
            // The next init starts afresh: what this one set going must not go on beside it.
            await background.StopAsync(cancellationToken).ConfigureAwait(true);
            throw;
        }
    }

    public bool ObservesCancellation(HandleRequest request) => topics.TakesToken(request.Message.Topic);

    public async ValueTask<HandlerResult> HandleAsync(HandleRequest request, CancellationToken cancellationToken)
    {
        HandleMessage message = request.Message;
        try
        {
            ModuleResult? result = topics.Find(message.Topic) is { } handler
                ? await handler(message, request.Context, cancellationToken).ConfigureAwait(true)
                : await module.OnHandleAsync(message, request.Context, cancellationToken).ConfigureAwait(true);
            return ToAnswer(result);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The session answers CANCELLED.
            throw;
        }
        catch (Exception e)
        {
            return ToFailure(message, e);
        }
    }

    public async ValueTask<HandlerResult> HealthCheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            HealthReport report = await module.OnHealthCheckAsync(cancellationToken).ConfigureAwait(true);
            return HandlerResult.SuccessChecked((report ?? HealthReport.Default).Data);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            log.Write("ERROR", $"The health check failed: {e}");
            return ToFailure(e);
        }
    }

    public async ValueTask ShutdownAsync(CancellationToken cancellationToken)
    {
        await background.StopAsync(cancellationToken).ConfigureAwait(true);
        await module.OnShutdownAsync(cancellationToken).ConfigureAwait(true);
    }

    private static HandlerResult ToAnswer(ModuleResult? result)
    {
        if (result is null)
        {
            // "Nothing" is success with {} (IXT-HDL-011): what a method without a result means.
            return HandlerResult.Empty;
        }

        return result.Failure is { } failure ? HandlerResult.Failure(failure) : HandlerResult.SuccessChecked(result.Data!, result.Binary);
    }

    private HandlerResult ToFailure(HandleMessage message, Exception exception)
    {
        try
        {
            if (module.OnHandlerException(message, exception) is { } answer)
            {
                return ToAnswer(answer);
            }
        }
        catch (Exception e)
        {
            log.Write("ERROR", $"{nameof(module.OnHandlerException)} failed: {e}");
        }

        log.Write("ERROR", $"The handler of {message.Topic} failed: {exception}");
        return ToFailure(exception);
    }

    private HandlerResult ToFailure(Exception exception)
    {
        string message = exception.Message.Length == 0 ? exception.GetType().Name : exception.Message;
        JsonElement? details = !includeExceptionDetails ? null : StructuredLog.ToElement(
            [("exception", exception.GetType().FullName), ("stack", exception.ToString())]);
        return HandlerResult.Failure(ErrorCodes.HandlerError, message, details);
    }
}
