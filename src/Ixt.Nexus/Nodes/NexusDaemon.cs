using System.Collections.Concurrent;
using System.Net.Sockets;
using Ixt.Session;

namespace Ixt.Nexus;

/// <summary>The listening side: Node and .NET clients reach the services that it provides, and it the services of theirs.</summary>
public sealed class NexusDaemon : NexusNode
{
    private readonly NexusDaemonOptions _options;
    private readonly NodeIpcSocketAddress _address;
    private readonly Lock _gate = new();

    // Connections whose secret is being checked: they count as sessions, and end with the daemon.
    private readonly ConcurrentDictionary<UnixSocketTransport, bool> _arriving = [];
    private DaemonSocket? _socket;
    private Task _accepting = Task.CompletedTask;
    private bool _isStarting;
    private bool _disposed;

    private NexusDaemon(NexusDaemonOptions options)
        : base(options, new NexusObject
        {
            ["context"] = NexusIdentity.DaemonContext,
            ["appId"] = options.AppId,
            ["instance"] = options.Instance ?? NexusIdentity.DefaultInstance,
            ["pid"] = Environment.ProcessId,
        })
    {
        _options = options;
        SocketPath = options.SocketPath;
        _address = NodeIpcAddress.Path(SocketPath);
    }

    /// <summary>Where it listens.</summary>
    public string SocketPath { get; }

    /// <summary>Makes a daemon; nothing happens before <see cref="StartAsync"/>.</summary>
    /// <exception cref="NexusException"><c>E_CONFIGURATION_INVALID</c>; <c>E_IPC_ADDRESS_INVALID</c>, <c>E_IPC_PATH_TOO_LONG</c> or <c>E_IPC_AUTH_FAILED</c> as <see cref="NodeIpcException"/>.</exception>
    public static NexusDaemon Create(NexusDaemonOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new NexusDaemon(options);
    }

    /// <inheritdoc cref="NexusNode.ProvideUntyped"/>
    /// <returns>This daemon.</returns>
    public NexusDaemon Provide(string token, INexusDispatcher service, NexusPolicy? policy = null)
    {
        ProvideUntyped(token, service, policy);
        return this;
    }

    /// <summary>Provides a service. Peers that are connected learn of it; one of the same token is replaced.</summary>
    /// <typeparam name="T">Its interface, which has <see cref="NexusServiceAttribute"/>.</typeparam>
    /// <param name="service">What peers reach: the members of the interface, and nothing else of it.</param>
    /// <param name="policy">Who may call it, in place of the daemon's own rule.</param>
    /// <param name="token">Its name on the wire in place of the attribute's.</param>
    /// <returns>This daemon.</returns>
    /// <exception cref="NexusException"><c>E_USAGE_INVALID</c>: the interface has no contract.</exception>
    public NexusDaemon Provide<T>(T service, NexusPolicy? policy = null, string? token = null)
        where T : class
    {
        Add([NexusProvider.Of(service, policy, token)]);
        return this;
    }

    /// <summary>Provides services that were described elsewhere. Peers that are connected learn of all of them at once; those of the same tokens are replaced.</summary>
    /// <returns>This daemon.</returns>
    public NexusDaemon ProvideAll(params IReadOnlyList<NexusProvider> providers)
    {
        Add(providers);
        return this;
    }

    /// <summary>Listens. Clients can connect when it has completed.</summary>
    /// <exception cref="NexusException"><c>E_ENDPOINT_LISTEN_FAILED</c>; the cause is the <see cref="NodeIpcException"/>.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_isStarting || _disposed)
            {
                throw new NexusException(NexusErrorCodes.UsageInvalid, _disposed ? "The daemon was stopped." : "The daemon was started already.");
            }

            _isStarting = true;
        }

        DaemonSocket? socket = null;
        try
        {
            socket = await DaemonSocket.ListenAsync(SocketPath, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (NodeIpcException e)
        {
            throw new NexusException(NexusErrorCodes.EndpointListenFailed, $"{e.Code}: {e.Message}", e);
        }
        finally
        {
            lock (_gate)
            {
                _isStarting = socket is not null; // what failed can be tried again
                if (socket is not null && !_disposed)
                {
                    _socket = socket;
                    _accepting = AcceptAsync(socket);
                }
            }
        }

        if (!ReferenceEquals(socket, _socket))
        {
            socket.Dispose();
            throw new NexusException(NexusErrorCodes.UsageInvalid, "The daemon was stopped.");
        }
    }

    /// <summary>Stops listening, removes the socket, ends every session. Idempotent.</summary>
    public override async ValueTask DisposeAsync()
    {
        DaemonSocket? socket;
        lock (_gate)
        {
            _disposed = true;
            socket = _socket;
        }

        socket?.Dispose();
        await _accepting.ConfigureAwait(false);
        foreach (UnixSocketTransport transport in _arriving.Keys)
        {
            await transport.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async Task AcceptAsync(DaemonSocket socket)
    {
        while (await NextAsync(socket).ConfigureAwait(false) is { } connection)
        {
            if (SessionCount + _arriving.Count >= _options.Limits.MaxSessions)
            {
                connection.Dispose();
                continue;
            }

            _ = WelcomeAsync(connection);
        }
    }

    private async Task<Socket?> NextAsync(DaemonSocket socket)
    {
        while (true)
        {
            try
            {
                return await socket.AcceptAsync().ConfigureAwait(false);
            }
            catch (IOException)
            {
                // Out of descriptors, or a connection that was gone before it was accepted: others may come.
                await Task.Delay(TimeSpan.FromMilliseconds(50), _options.TimeProvider).ConfigureAwait(false);
            }
        }
    }

    private async Task WelcomeAsync(Socket connection)
    {
        UnixSocketTransport transport;
        try
        {
            transport = new UnixSocketTransport(connection, SocketPath);
        }
        catch (SocketException)
        {
            connection.Dispose(); // it was gone before the kernel could be asked who it is
            return;
        }

        ReadOnlyMemory<byte>? received = ReadOnlyMemory<byte>.Empty;
        if (_options.AuthToken is { } secret)
        {
            _arriving[transport] = true;
            received = await SharedSecret.CheckAsync(transport, secret, _options.MaxAuthLineBytes, _options.AuthTimeout, _options.TimeProvider).ConfigureAwait(false);
            _arriving.TryRemove(transport, out _);
        }

        if (received is { } rest)
        {
            Open(transport, isActive: false, rest, socket: _address);
        }
        else
        {
            await transport.DisposeAsync().ConfigureAwait(false);
        }
    }
}
