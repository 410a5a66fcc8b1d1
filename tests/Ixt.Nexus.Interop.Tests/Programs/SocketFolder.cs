namespace Ixt.Nexus.Interop.Tests;

/// <summary>A private folder with a short name for the sockets of one test; at its end nothing may be left in it.</summary>
internal sealed class SocketFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ixnx-");

    /// <summary>Its path.</summary>
    internal string Path => _folder.FullName;

    /// <summary>The path of a socket in it.</summary>
    internal string Socket(string name = "s") => System.IO.Path.Combine(Path, name + ".sock");

    /// <summary>What is left behind.</summary>
    internal string[] Sockets => Directory.GetFiles(Path, "*.sock", SearchOption.AllDirectories);

    public void Dispose() => _folder.Delete(recursive: true);
}
