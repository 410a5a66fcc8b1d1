namespace Ixt.Nexus;

/// <summary>What a session needs of the daemon or client that it belongs to.</summary>
internal abstract class SessionHost
{
    private long _lastCall;
    private long _lastHandshake;
    private long _lastResource;
    private long _lastConnection;

    /// <summary>This side's identity; a new session starts with it.</summary>
    internal abstract NexusIdentity Identity { get; }

    internal abstract NexusPolicy? Policy { get; }

    internal abstract TimeProvider Time { get; }

    internal abstract TimeSpan CallTimeout { get; }

    internal abstract NexusLimits Limits { get; }

    /// <summary>Tokens of the services provided now.</summary>
    internal abstract string[] ProvidedTokens { get; }

    internal abstract bool TryGetService(string token, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out ServiceEntry service);

    /// <summary>A session can be used: tell who waits for it.</summary>
    internal abstract void OnReady(NexusSession session);

    /// <summary>What a session's peer provides, or who it says it is, has changed.</summary>
    internal abstract void OnPeerChanged(NexusSession session);

    internal abstract void OnClosed(NexusSession session);

    // As in the original: counted by the whole instance, one count for handshakes, one for calls.
    internal long NextCallId() => Interlocked.Increment(ref _lastCall);

    internal long NextHandshakeId() => Interlocked.Increment(ref _lastHandshake);

    internal string NextResourceId() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"res-{Interlocked.Increment(ref _lastResource)}");

    internal string NextConnectionId() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"conn-{Interlocked.Increment(ref _lastConnection)}");
}
