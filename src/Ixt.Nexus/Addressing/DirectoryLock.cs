using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ixt.Nexus;

/// <summary>Keeps two daemons from starting at the same socket at once: a lock on its directory, which leaves no file behind and ends with the process.</summary>
internal sealed partial class DirectoryLock : IDisposable
{
    private const int OpenDirectory = 0x10000;
    private const int CloseOnExec = 0x80000;
    private const int Exclusive = 2;
    private const int NonBlocking = 4;

    private readonly SafeFileHandle _handle;

    private DirectoryLock(SafeFileHandle handle) => _handle = handle;

    /// <summary>Takes the lock, or returns null if somebody has it.</summary>
    /// <exception cref="IOException">The directory can't be opened.</exception>
    internal static DirectoryLock? TryTake(string directory)
    {
        int flags = CloseOnExec | (RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 ? 0x4000 : OpenDirectory);
        SafeFileHandle handle = Open(directory, flags);
        if (handle.IsInvalid)
        {
            throw new IOException($"'{directory}': {Marshal.GetLastPInvokeErrorMessage()}");
        }

        if (Flock(handle, Exclusive | NonBlocking) == 0)
        {
            return new DirectoryLock(handle);
        }

        handle.Dispose();
        return null;
    }

    public void Dispose() => _handle.Dispose();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeFileHandle handle, int operation);
}
