namespace Ixt.Nexus;

/// <summary>What typed proxies and remote delegates stand on, and its release.</summary>
/// <remarks>
/// Whoever receives a callback or an object by reference owns the reference, as an argument or as a result: the peer keeps what is behind it until it is released,
/// the finalizer finds it unused, or the session ends.
/// </remarks>
public static class NexusReferences
{
    /// <summary>The reference behind a typed proxy or a delegate that a peer gave; null if there is none, because it is of this side or a service.</summary>
    public static NexusRef? Of(object? proxy) => proxy switch
    {
        NexusRef reference => reference,
        Delegate function => Of(function.Target),
        INexusProxy { Invoker: NexusRef reference } => reference,
        _ => null,
    };

    /// <summary>Frees the reference behind a typed proxy or a delegate at the peer. Does nothing if there is none, or it was released already.</summary>
    public static void Release(object? proxy) => Of(proxy)?.Release();

    /// <summary>Frees every reference in values that nobody is going to use.</summary>
    internal static void ReleaseAll(params ReadOnlySpan<NexusValue> values)
    {
        foreach (NexusValue value in values)
        {
            switch (value.Kind)
            {
                case NexusKind.Reference:
                    Release(value.Content);
                    break;
                case NexusKind.Array:
                    ReleaseAll(value.Items);
                    break;
                case NexusKind.Object:
                    foreach ((_, NexusValue member) in value.AsObject())
                    {
                        ReleaseAll(member);
                    }

                    break;
            }
        }
    }
}
