using System.Text.Json;
using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Sdk;

/// <summary>Calls the runtime's services over the session that the module runs on.</summary>
internal sealed class ServiceClient
{
    private ModuleSession? _session;

    internal void Attach(ModuleSession session) => _session = session;

    /// <summary>Calls a method and returns the data of its success.</summary>
    internal async Task<JsonElement> CallAsync<TParams>(
        string service, string method, TParams parameters, TimeSpan? timeout, CancellationToken cancellationToken)
        where TParams : IProtocolMessage
    {
        ServiceResponse response;
        try
        {
            response = await Session.CallAsync(
                service,
                method,
                parameters,
                static (writer, value) => value.Write(writer),
                timeout,
                cancellationToken).ConfigureAwait(false);
        }
        catch (SessionException e)
        {
            throw IxtServiceException.From(e);
        }

        return response switch
        {
            ServiceSuccess success => success.Data,
            ServiceFailure failure => throw IxtServiceException.From(failure.Error),
            _ => throw new InvalidOperationException("The session returned an answer that is neither success nor failure."),
        };
    }

    /// <summary>Sends a one-way request; completes when it is queued.</summary>
    internal async ValueTask PostAsync<TParams>(string service, string method, TParams parameters, CancellationToken cancellationToken)
        where TParams : IProtocolMessage
    {
        try
        {
            await Session.PostAsync(service, method, parameters, static (writer, value) => value.Write(writer), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (SessionException e)
        {
            throw IxtServiceException.From(e);
        }
    }

    /// <summary>Reads a result as its type; the runtime's fault becomes a service exception.</summary>
    internal static T Read<T>(string service, string method, JsonElement data, Func<JsonElement, T> read)
    {
        try
        {
            return read(data);
        }
        catch (ProtocolViolationException e)
        {
            throw IxtServiceException.Malformed(service, method, e);
        }
    }

    private ModuleSession Session =>
        _session ?? throw new InvalidOperationException("The module is not connected: services are there from OnInitAsync to OnShutdownAsync.");
}
