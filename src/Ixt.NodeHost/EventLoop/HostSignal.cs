namespace Ixt.NodeHost.EventLoop;

/// <summary>A signal a program can be sent.</summary>
internal sealed record HostSignal(string Name, int Number)
{
    private static readonly HostSignal[] s_all =
        [new("SIGHUP", 1), new("SIGINT", 2), new("SIGKILL", 9), new("SIGUSR2", 12), new("SIGTERM", 15)];

    public int ExitCode => 128 + Number;

    /// <exception cref="ArgumentException">No such signal here.</exception>
    public static HostSignal Parse(string name) =>
        Array.Find(s_all, s => s.Name == name) ?? throw new ArgumentException($"'{name}' is not one of {string.Join(", ", s_all.Select(static s => s.Name))}.", nameof(name));
}
