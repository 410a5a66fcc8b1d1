using System.Text.Json.Nodes;
using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Sdk.Testing;

/// <content>What a runtime asks of a module.</content>
public sealed partial class ModuleHarness
{
    private static readonly ProtocolOffer s_offer = new() { Versions = ["1.0", "1.1"], Encodings = ["json"], Features = ["cancel"] };

    /// <summary>Sends <c>init</c>: after <see cref="ConnectAsync"/>, and again after one that failed (IXT-LIF-005).</summary>
    /// <param name="config">The configuration; <see langword="null"/> (default): <see cref="HarnessOptions.Config"/>.</param>
    /// <returns>The answer: success, <c>INIT_FAILED</c> with the hook's message (IXT-LIF-004), or <c>ALREADY_INITIALIZED</c>.</returns>
    /// <exception cref="HarnessException"><c>WAIT_LIMIT</c>; <c>MODULE_ENDED</c>.</exception>
    public Task<HarnessResponse> InitAsync(JsonObject? config = null) =>
        AnswerAsync("init", _session.InitAsync(ToElement(config ?? _options.Config), s_offer));

    /// <summary>Sends a message and waits for the answer.</summary>
    /// <param name="topic">1 to 255 characters.</param>
    /// <param name="payload">A text, bytes or JSON; <c>default</c>: no bytes.</param>
    /// <param name="options">Priority, time to live and context. Default: <c>new()</c>.</param>
    /// <returns>The answer, an error as well as a success.</returns>
    /// <exception cref="HarnessException"><c>WAIT_LIMIT</c>; <c>MODULE_ENDED</c>; <c>FRAME_TOO_LARGE</c> when the payload does not fit into a frame.</exception>
    public Task<HarnessResponse> HandleAsync(string topic, PayloadValue payload = default, MessageOptions? options = null) =>
        StartHandle(topic, payload, options).Response;

    /// <summary>Sends a message, which the test may cancel, without waiting for the answer.</summary>
    /// <param name="topic">1 to 255 characters.</param>
    /// <param name="payload">A text, bytes or JSON; <c>default</c>: no bytes.</param>
    /// <param name="options">Priority, time to live and context. Default: <c>new()</c>.</param>
    /// <returns>The message on its way. Messages reach the module in the order of these calls.</returns>
    public HarnessCall StartHandle(string topic, PayloadValue payload = default, MessageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(topic);
        options ??= new MessageOptions();
        HandleMessage message = new() { Topic = topic, Payload = payload.Bytes, Priority = options.Priority, TtlMs = options.TtlMs };
        MessageContext context = new()
        {
            TraceId = options.TraceId,
            SourceModule = options.SourceModule,
            Timestamp = (options.SentAt ?? _time.GetUtcNow()).ToUnixTimeMilliseconds() / 1000d,
        };
        (RequestId id, Task<ModuleResponse> answer) = _session.StartHandle(message, context);
        return new HarnessCall(AnswerAsync($"message to '{topic}'", answer), () => _session.CancelAsync(id).AsTask());
    }

    /// <summary>Sends <c>health_check</c> (IXT-LIF-017).</summary>
    /// <returns>The answer: the module's report, or the failure of its hook.</returns>
    /// <exception cref="HarnessException"><c>WAIT_LIMIT</c>; <c>MODULE_ENDED</c>.</exception>
    public Task<HarnessResponse> HealthAsync() => AnswerAsync("health check", _session.HealthCheckAsync());

    private async Task<HarnessResponse> AnswerAsync(string request, Task<ModuleResponse> answer)
    {
        try
        {
            ModuleResponse response = await _waiter.ForAsync(answer, () => $"the answer to the {request}").ConfigureAwait(false);
            return new HarnessResponse(request, response, _waiter.Stderr);
        }
        catch (SessionException e) when (e.Code == SessionException.ConnectionLostCode)
        {
            // How it ended is known when it has, which is about now.
            await Task.WhenAny(ExitAsync($"the end of the module, which closed the connection before it answered the {request}")).ConfigureAwait(false);
            throw Ended($"the {request} was answered");
        }
        catch (SessionException e)
        {
            throw HarnessException.Unsent(request, e.Code, e, _waiter.Stderr);
        }
    }
}
