namespace Ixt.Nexus;

/// <summary>A service to provide: the original's <c>serviceProvider(token, service, { policy })</c>. Belongs to no daemon or client; several may take the same.</summary>
public sealed record NexusProvider
{
    /// <summary>Describes a service without an interface of its own.</summary>
    /// <param name="token">The service's name on the wire.</param>
    /// <param name="service">What peers reach.</param>
    /// <param name="policy">Who may call it, in place of the daemon's or client's own rule.</param>
    /// <exception cref="NexusException"><c>E_CONFIGURATION_INVALID</c>: a token that Node peers can't reach.</exception>
    public NexusProvider(string token, INexusDispatcher service, NexusPolicy? policy = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        ArgumentNullException.ThrowIfNull(service);
        if (token is "__proto__" or "prototype" or "constructor")
        {
            throw new NexusException(NexusErrorCodes.ConfigurationInvalid, $"A service can't be named {token}: Node peers can't reach it.");
        }

        Token = token;
        Service = service;
        Policy = policy;
    }

    /// <summary>The service's name on the wire.</summary>
    public string Token { get; }

    /// <summary>What peers reach.</summary>
    public INexusDispatcher Service { get; }

    /// <summary>Who may call it, in place of the daemon's or client's own rule; null: that rule.</summary>
    public NexusPolicy? Policy { get; init; }

    /// <summary>Describes a service by its interface.</summary>
    /// <typeparam name="T">Its interface, which has <see cref="NexusServiceAttribute"/>.</typeparam>
    /// <param name="service">What peers reach: the members of the interface, and nothing else of it.</param>
    /// <param name="policy">Who may call it, in place of the daemon's or client's own rule.</param>
    /// <param name="token">Its name on the wire in place of the attribute's.</param>
    /// <exception cref="NexusException"><c>E_USAGE_INVALID</c>: the interface has no contract, or no token.</exception>
    public static NexusProvider Of<T>(T service, NexusPolicy? policy = null, string? token = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(service);
        return new NexusProvider(NexusContracts.TokenOf<T>(token), NexusContracts.Of<T>().CreateDispatcher(service), policy);
    }
}
