using System.Runtime.InteropServices;

namespace Ixt.Nexus;

/// <summary>What <c>statx</c> says of a path itself, links not followed: .NET tells neither owner nor kind of a socket.</summary>
internal readonly partial record struct FileStatus(uint Owner, int Mode, ulong Inode)
{
    private const int AtFdCwd = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7ff;
    private const int NotFound = 2;
    private const int NotADirectory = 20;

    internal bool IsLink => (Mode & 0xF000) == 0xA000;

    internal bool IsDirectory => (Mode & 0xF000) == 0x4000;

    internal bool IsSocket => (Mode & 0xF000) == 0xC000;

    internal bool IsSticky => (Mode & 0x200) != 0;

    internal int Permissions => Mode & 0x1FF;

    /// <summary>The status, or null if there is nothing.</summary>
    /// <exception cref="IOException">It can't be told.</exception>
    internal static FileStatus? Of(string path)
    {
        if (StatX(AtFdCwd, path, NoFollow, BasicStats, out Raw raw) == 0)
        {
            return new FileStatus(raw.Uid, raw.Mode, raw.Inode);
        }

        int error = Marshal.GetLastPInvokeError();
        return error is NotFound or NotADirectory ? null : throw new IOException($"'{path}': {Marshal.GetPInvokeErrorMessage(error)}");
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int directory, string path, int flags, uint mask, out Raw status);

    // struct statx: the same on every architecture of Linux.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Raw
    {
        [FieldOffset(20)]
        public uint Uid;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;
    }
}
