using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Sdk.Tests;

/// <summary>The runtime's services for a test: a KV store in memory, a bus that the test routes, a log that it reads.</summary>
internal sealed class FakeServices : IServiceHandler
{
    private readonly ConcurrentDictionary<string, KvSetParams> _store = new();
    private readonly Channel<ServiceRequest> _requests = Channel.CreateUnbounded<ServiceRequest>();

    /// <summary>Answers in place of the store, bus and log; <see langword="null"/> leaves it to them.</summary>
    internal Func<ServiceRequest, CancellationToken, ValueTask<HandlerResult?>>? Intercept { get; set; }

    /// <summary>Delivers what modules send.</summary>
    internal Func<MessageBusSendParams, CancellationToken, Task<ModuleResponse>>? Bus { get; set; }

    /// <summary>What a test put into or finds in the store.</summary>
    internal KvSetParams? this[string key] => _store.GetValueOrDefault(key);

    internal Task<ServiceRequest> NextRequestAsync() => _requests.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().Soon();

    public async ValueTask<HandlerResult> HandleAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        _requests.Writer.TryWrite(request);
        if (Intercept is { } intercept && await intercept(request, cancellationToken) is { } answer)
        {
            return answer;
        }

        switch (request.Service + "." + request.Method)
        {
            case "kv.get":
                KvSetParams? entry = _store.GetValueOrDefault(KvGetParams.Read(request.Params).Key);
                return Success(new KvGetResult { Found = entry is not null, Value = entry?.Value });
            case "kv.set":
                KvSetParams set = KvSetParams.Read(request.Params);
                _store[set.Key] = set;
                return HandlerResult.Empty;
            case "kv.delete":
                return Success(new KvDeleteResult { Deleted = _store.TryRemove(KvDeleteParams.Read(request.Params).Key, out _) });
            case "kv.exists":
                return Success(new KvExistsResult { Exists = _store.ContainsKey(KvExistsParams.Read(request.Params).Key) });
            case "message_bus.send" when Bus is not null:
                ModuleResponse response = await Bus(MessageBusSendParams.Read(request.Params), cancellationToken);
                return response is ResponseSuccess success
                    ? Success(new SendSuccess { Data = success.Data })
                    : Success(new SendFailure { Error = ((ResponseError)response).Error });
            case "logging.log":
                return HandlerResult.Empty;
            default:
                return HandlerResult.Failure(ErrorCodes.UnknownService, $"No service {request.Service}.{request.Method} here.");
        }
    }

    private static HandlerResult Success(IProtocolMessage result) => HandlerResult.Success(result.ToElement());
}
