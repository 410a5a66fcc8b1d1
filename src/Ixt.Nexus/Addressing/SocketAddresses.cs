using System.Text;
using Ixt.Session;

namespace Ixt.Nexus;

/// <summary>From targets to paths of sockets: the rules of the original, with the length limited in bytes.</summary>
internal static class SocketAddresses
{
    internal const int MaxPathBytes = 107;

    /// <summary>The path of a target: what the resolver says, else <c>$XDG_RUNTIME_DIR/nexus/APP/INSTANCE.sock</c> or <c>/tmp/nexus-UID/APP/INSTANCE.sock</c>.</summary>
    internal static string PathOf(NexusTarget target, NodeIpcAddressResolver? resolver)
    {
        if (target.Context != NexusIdentity.DaemonContext || string.IsNullOrEmpty(target.AppId))
        {
            throw Invalid($"A target needs the context {NexusIdentity.DaemonContext} and an app id.");
        }

        if (resolver is null)
        {
            return DefaultPath(target.AppId, target.Instance ?? NexusIdentity.DefaultInstance);
        }

        NodeIpcSocketAddress? address;
        try
        {
            address = resolver(target);
        }
#pragma warning disable CA1031 // Whatever the resolver throws means that there is no address.
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw new NodeIpcException(NodeIpcErrorCode.AddressInvalid, $"The resolver failed for {target}: {e.Message}", e);
        }

        return Checked(address ?? throw Invalid($"The resolver knows no address of {target}."));
    }

    internal static string DefaultPath(string appId, string instance)
    {
        CheckSegment("app id", appId);
        CheckSegment("instance", instance);
        string? runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        string directory = string.IsNullOrEmpty(runtime) ? $"/tmp/nexus-{CurrentUser.Id}" : runtime + "/nexus";
        return CheckedPath($"{directory}/{appId}/{instance}.sock");
    }

    internal static string Checked(NodeIpcSocketAddress address) => address switch
    {
        NodeIpcSocketAddress.FilePath file => CheckedPath(file.Value),
        _ => throw Invalid("Abstract socket names are reserved; name a path."),
    };

    private static string CheckedPath(string path)
    {
        if (!path.StartsWith('/'))
        {
            throw Invalid($"The path of a socket must be absolute: '{path}'.");
        }

        // The original counts UTF-16 units, and the kernel then cuts longer paths off in silence.
        int length = Math.Max(path.Length, Encoding.UTF8.GetByteCount(path));
        if (length > MaxPathBytes)
        {
            throw new NodeIpcException(NodeIpcErrorCode.PathTooLong, $"The path of the socket has {length} bytes, at most {MaxPathBytes} are possible: '{path}'. Use a shorter app id, instance or XDG_RUNTIME_DIR.");
        }

        return path.Contains('\0', StringComparison.Ordinal) ? throw Invalid("The path of a socket holds a NUL.") : Path.GetFullPath(path);
    }

    private static void CheckSegment(string what, string segment)
    {
        if (segment is "" or "." or ".." || segment.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            throw Invalid($"The {what} '{segment}' must be one segment of a path.");
        }
    }

    private static NodeIpcException Invalid(string message) => new(NodeIpcErrorCode.AddressInvalid, message);
}
