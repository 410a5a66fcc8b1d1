using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ixt.Nexus.Tests;

/// <summary>A directory of the test's own in which sockets are safe, removed afterwards.</summary>
internal sealed class TempDirectory : IDisposable
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ixt-");

    public static bool IsRoot { get; } = Environment.IsPrivilegedProcess;

    /// <summary>What this process's files have no permission for.</summary>
    public static int Umask { get; } = Convert.ToInt32(
        File.ReadLines("/proc/self/status").Single(l => l.StartsWith("Umask:", StringComparison.Ordinal)).Split('\t')[1], 8);

    public static uint UserId { get; } = uint.Parse(
        File.ReadLines("/proc/self/status").Single(l => l.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1], System.Globalization.CultureInfo.InvariantCulture);

    public string Path => _directory.FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public static int ModeOf(string path) => (int)File.GetUnixFileMode(path);

    /// <summary>Makes a directory with just this mode, given in octal digits.</summary>
    public string MakeDirectory(string name, string mode = "700")
    {
        string path = this[name];
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(mode, 8));
        return path;
    }

    /// <summary>Gives a file or directory to another user; only root can.</summary>
    public static void GiveAway(string path, uint user)
    {
        if (ChangeOwner(path, user, user) != 0)
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
    }

    /// <summary>A socket on which nobody listens any more, as a killed daemon leaves it.</summary>
    public static void MakeStaleSocket(string path)
    {
        using (Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            socket.Listen(1);
            File.Move(path, path + "~"); // .NET removes the file of a socket that it closes
        }

        File.Move(path + "~", path);
    }

    public void Dispose()
    {
        foreach (string directory in Directory.GetDirectories(Path, "*", SearchOption.TopDirectoryOnly).Where(d => new DirectoryInfo(d).LinkTarget is null))
        {
            File.SetUnixFileMode(directory, OwnerOnly);
        }

        _directory.Delete(recursive: true);
    }

    [DllImport("libc", EntryPoint = "lchown", SetLastError = true)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);
}
