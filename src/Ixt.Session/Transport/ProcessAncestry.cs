using System.Globalization;

namespace Ixt.Session;

/// <summary>Asks /proc whose child a process is.</summary>
public static class ProcessAncestry
{
    // A cycle can't be, but pids are reused while they are followed; no real chain is near this long.
    private const int MaxDepth = 64;

    /// <summary>Whether a process is another one or descends from it, e.g. a shell's child from the shell that was spawned.</summary>
    /// <param name="processId">The process in question, e.g. from <see cref="PeerCredentials.ProcessId"/>.</param>
    /// <param name="ancestorId">The process that was spawned.</param>
    /// <returns><see langword="false"/> too when the process has ended, or a parent between the two has (its child then belongs to another).</returns>
    public static bool IsSameOrDescendant(int processId, int ancestorId)
    {
        int current = processId;
        for (int depth = 0; depth < MaxDepth && current > 0; depth++)
        {
            if (current == ancestorId)
            {
                return true;
            }

            current = ParentOf(current);
        }

        return false;
    }

    private static int ParentOf(int processId)
    {
        string stat;
        try
        {
            stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }

        // "pid (name) state ppid …": the name may hold anything, parentheses and spaces too, so from its last one on.
        int afterName = stat.LastIndexOf(')');
        string[] rest = afterName < 0 ? [] : stat[(afterName + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return rest.Length > 1 && int.TryParse(rest[1], NumberStyles.None, CultureInfo.InvariantCulture, out int parent) ? parent : 0;
    }
}
