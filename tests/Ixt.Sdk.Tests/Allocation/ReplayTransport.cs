using System.Buffers.Binary;
using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Sdk.Tests;

/// <summary>A runtime that allocates nothing: sends the bytes of one request, each time with the next id, and counts what comes back.</summary>
/// <remarks>So that every byte that the process allocates meanwhile is the module's, its session's or its wire's.</remarks>
internal sealed class ReplayTransport : Transport
{
    // Ids of one length, so that every request is as long as the next.
    private const int FirstId = 100_000_000;

    private readonly byte[] _request;
    private readonly int _idAt;
    private readonly int _inFlight;
    private readonly SemaphoreSlim _mayRead = new(0);
    private readonly SemaphoreSlim _isDone = new(0);
    private readonly byte[] _init;
    private int _toSend;
    private int _sent;
    private int _answered;
    private int _until;
    private long _received;
    private int _answerLength;
    private bool _isInitialized;
    private bool _isClosed;

    /// <param name="payload">Bytes of the request's payload.</param>
    /// <param name="inFlight">Requests that one read brings.</param>
    internal ReplayTransport(int payload, int inFlight)
    {
        _inFlight = inFlight;
        _init = Frame(new InitRequest { Id = new RequestId(1), Config = Json.Parse("{}") });
        _request = Frame(new HandleRequest
        {
            Id = new RequestId(FirstId),
            Message = new HandleMessage { Topic = "echo", Payload = new byte[payload] },
            Context = new MessageContext { TraceId = "0af7651916cd43dd8448eb211c80319c", SourceModule = "caller:1.0.0", Timestamp = 1234567890 },
        });
        _idAt = _request.AsSpan().IndexOf("100000000"u8);
    }
}
