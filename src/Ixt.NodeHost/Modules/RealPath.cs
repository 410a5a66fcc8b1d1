namespace Ixt.NodeHost.Modules;

/// <summary>Follows every symbolic link in a path, as Node does before it loads a module.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <param name="path">An absolute, normalised path.</param>
    /// <returns>The path without links; parts that do not exist stay as they are.</returns>
    /// <exception cref="IOException">More than 40 links: a loop.</exception>
    public static string Resolve(string path)
    {
        for (int links = 0; links <= MaxLinks; links++)
        {
            string? next = FollowFirstLink(path);
            if (next is null)
            {
                return path.Length > 1 ? path.TrimEnd('/') : path;
            }

            path = next;
        }

        throw new IOException($"Too many links in '{path}'.");
    }

    private static string? FollowFirstLink(string path)
    {
        int end = 0;
        while (end < path.Length)
        {
            end = path.IndexOf('/', end + 1);
            end = end < 0 ? path.Length : end;
            string part = path[..end];
            string? target = new FileInfo(part).LinkTarget;
            if (target is not null)
            {
                string parent = Path.GetDirectoryName(part) ?? "/";
                return Path.GetFullPath(Path.Combine(parent, target) + path[end..]);
            }
        }

        return null;
    }
}
