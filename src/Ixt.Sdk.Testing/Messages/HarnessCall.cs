using System.Runtime.CompilerServices;

namespace Ixt.Sdk.Testing;

/// <summary>A message on its way through the module. Await it for the answer.</summary>
public sealed class HarnessCall
{
    private readonly Func<Task> _cancel;

    internal HarnessCall(Task<HarnessResponse> response, Func<Task> cancel)
    {
        Response = response;
        _cancel = cancel;
    }

    /// <summary>The answer.</summary>
    public Task<HarnessResponse> Response { get; }

    /// <summary>Sends <c>cancel</c>, as a runtime does when nobody waits any more. The module still answers: <c>CANCELLED</c>, or what the handler makes of it (IXT-HDL-014).</summary>
    /// <returns>Completes when the frame is on its way, behind the message.</returns>
    /// <exception cref="InvalidOperationException">The module was not initialised.</exception>
    public Task CancelAsync() => _cancel();

    /// <summary>Awaits <see cref="Response"/>.</summary>
    public TaskAwaiter<HarnessResponse> GetAwaiter() => Response.GetAwaiter();
}
