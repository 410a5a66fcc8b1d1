using Ixt.Session;

namespace Ixt.Nexus;

/// <summary>The directory that a daemon's socket is in: made with mode 0700, and refused when others could reach into it.</summary>
internal static class SocketDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int GroupAndWorldWrite = 0b000_010_010;
    private const int WorldWrite = 0b000_000_010;
    private const int GroupAndWorld = 0b000_111_111;

    /// <summary>Makes the directory if need be and checks it and everything above it.</summary>
    /// <exception cref="NodeIpcException"><c>E_IPC_ADDRESS_INVALID</c>.</exception>
    internal static void Prepare(string directory)
    {
        try
        {
            CheckParents(directory);
            Make(directory);
            CheckItself(directory, FileStatus.Of(directory));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeIpcException(NodeIpcErrorCode.AddressInvalid, $"The directory '{directory}' can't be made: {e.Message}", e);
        }
    }

    // One by one: .NET gives the mode to the last one only.
    private static void Make(string directory)
    {
        if (FileStatus.Of(directory) is null)
        {
            Make(Path.GetDirectoryName(directory)!);
            Directory.CreateDirectory(directory, OwnerOnly);
        }
    }

    private static void CheckParents(string directory)
    {
        for (int end = 0; end < directory.Length; end = directory.IndexOf('/', end + 1) is var next && next < 0 ? directory.Length : next)
        {
            string parent = end == 0 ? "/" : directory[..end];
            if (FileStatus.Of(parent) is not { } status)
            {
                return; // what does not exist will be made, with everything below it
            }

            CheckKind(parent, status);
            bool isSystems = status.Owner == 0 && (status.IsSticky || (status.Permissions & WorldWrite) == 0);
            if (!isSystems && (status.Owner != CurrentUser.Id || (status.Permissions & GroupAndWorldWrite) != 0))
            {
                throw Unsafe(parent, "others may write to it");
            }
        }

        if (FileStatus.Of(directory) is { } existing)
        {
            CheckKind(directory, existing);
        }
    }

    private static void CheckItself(string directory, FileStatus? found)
    {
        if (found is not { } status)
        {
            throw Unsafe(directory, "it has vanished");
        }

        CheckKind(directory, status);
        if (status.Owner != CurrentUser.Id && !(status.IsSticky && status.Owner == 0))
        {
            throw Unsafe(directory, "it belongs to another user");
        }

        if ((status.Permissions & GroupAndWorld) != 0)
        {
            throw Unsafe(directory, "others may enter it; chmod 700 it, or use another");
        }
    }

    private static void CheckKind(string path, FileStatus status)
    {
        if (!status.IsDirectory)
        {
            throw Unsafe(path, status.IsLink ? "it is a symbolic link" : "it is no directory");
        }
    }

    private static NodeIpcException Unsafe(string path, string why) => new(NodeIpcErrorCode.AddressInvalid, $"'{path}' is not safe for a socket: {why}.");
}
