using Ixt.Protocol;

namespace Ixt.Sdk.Tests;

/// <summary>Every signature that a topic's method may have.</summary>
internal partial class AttributedModule : IxtProcessModule
{
    internal List<string> Calls { get; } = [];

    [Topic("result")]
    [Topic("alias \"quoted\" \\ ü")]
    private static ModuleResult Result(HandleMessage message) => Success(("topic", message.Topic));

    [Topic("result.later")]
    private async ValueTask<ModuleResult> ResultLaterAsync(CancellationToken cancellationToken, MessageContext context, HandleMessage message)
    {
        await Kv.SetAsync("k", message.Payload, cancellationToken: cancellationToken);
        return Success(("trace", context.TraceId));
    }

    [Topic("result.task")]
    private async Task<ModuleResult?> ResultTaskAsync(MessageContext context)
    {
        await Task.Yield();
        return Success(("source", context.SourceModule));
    }

    [Topic("nothing")]
    private void Nothing() => Calls.Add("nothing");

    [Topic("nothing.task")]
    private async Task NothingTaskAsync(HandleMessage message)
    {
        await Task.Yield();
        Calls.Add("nothing.task " + (SynchronizationContext.Current is ExclusiveContext));
    }

    [Topic("nothing.later")]
    private ValueTask NothingLaterAsync(CancellationToken cancellationToken) => throw new FormatException("no " + cancellationToken.CanBeCanceled);
}
