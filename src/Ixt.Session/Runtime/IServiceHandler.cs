using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>The services a runtime offers to its module. Called by <see cref="RuntimeSession"/>, many at a time and never on the reader, unless <see cref="RuntimeSessionOptions.ServeOnReader"/> says otherwise.</summary>
public interface IServiceHandler
{
    /// <summary>Serves one request.</summary>
    /// <param name="request">Without id it is one-way: the result is dropped.</param>
    /// <param name="cancellationToken">Fires when the connection closes.</param>
    /// <returns>The answer. An unknown service or method is answered <c>UNKNOWN_SERVICE</c> or <c>UNKNOWN_METHOD</c> here.</returns>
    /// <remarks>An exception is answered <c>HANDLER_ERROR</c>.</remarks>
    ValueTask<HandlerResult> HandleAsync(ServiceRequest request, CancellationToken cancellationToken);
}
