using System.Collections.Concurrent;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Sdk.Testing;

/// <summary>The runtime's services. Called by the session's reader in the order of the stream: what is recorded is in the module's order.</summary>
internal sealed class HarnessServices(FakeKeyValueStore kv, SentMessages sent, Recording<LoggingLogParams> logs) : IServiceHandler
{
    private readonly ConcurrentDictionary<string, Func<SentMessage, Task<ModuleResult>>> _topics = new(StringComparer.Ordinal);
    private (string Topic, Exception Exception)? _callbackFailure;

    /// <summary>The first exception of a callback of the test.</summary>
    internal (string Topic, Exception Exception)? CallbackFailure
    {
        get
        {
            lock (_topics)
            {
                return _callbackFailure;
            }
        }
    }

    internal void OnTopic(string topic, Func<SentMessage, Task<ModuleResult>> answer) => _topics[topic] = answer;

    public async ValueTask<HandlerResult> HandleAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        try
        {
            switch (request.Service)
            {
                case KvGetParams.Service:
                    return await kv.ServeAsync(request.Method, request, cancellationToken).ConfigureAwait(false);
                case MessageBusSendParams.Service when request.Method == MessageBusSendParams.Method:
                    SentMessage message = new(MessageBusSendParams.Read(request.Params));
                    sent.Add(message);
                    return await DeliverAsync(message).ConfigureAwait(false);
                case LoggingLogParams.Service when request.Method == LoggingLogParams.Method:
                    logs.Add(LoggingLogParams.Read(request.Params));
                    return HandlerResult.Empty;
                case MessageBusSendParams.Service or LoggingLogParams.Service:
                    return HandlerResult.Failure(ErrorCodes.UnknownMethod, $"The service {request.Service} has no method '{request.Method}'.");
                default:
                    return HandlerResult.Failure(ErrorCodes.UnknownService, $"There is no service '{request.Service}'.");
            }
        }
        catch (ProtocolViolationException e)
        {
            // Past a limit of spec §9, for example: the runtime refuses what the SDK lets through.
            return HandlerResult.Failure(e.Code, e.Message);
        }
    }

    private async Task<HandlerResult> DeliverAsync(SentMessage message)
    {
        if (!_topics.TryGetValue(message.Topic, out Func<SentMessage, Task<ModuleResult>>? answer))
        {
            return HandlerResult.Failure(ErrorCodes.ModuleUnavailable, $"No running module provides the topic '{message.Topic}'.");
        }

        try
        {
            // The test's code stays off the reader.
            ModuleResult result = await Task.Run(() => answer(message)).ConfigureAwait(false);
            IProtocolMessage outcome = result.Failure is { } failure ? new SendFailure { Error = failure } : new SendSuccess { Data = result.GetData() ?? default };
            return HandlerResult.Success(outcome, static (writer, o) => ((IProtocolMessage)o!).Write(writer));
        }
#pragma warning disable CA1031 // An assertion in there may fail, for one: kept until the harness is disposed.
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (_topics)
            {
                _callbackFailure ??= (message.Topic, e);
            }

            return HandlerResult.Failure(ErrorCodes.HandlerError, $"The test's callback for the topic '{message.Topic}' threw: {e.Message}");
        }
    }
}
