namespace Ixt.Conformance.Execution;

/// <summary>Says what a process's exit code means.</summary>
internal static class ExitCodes
{
    private const int SignalBase = 128;

    private static readonly Dictionary<int, string> _signals = new()
    {
        [1] = "SIGHUP", [2] = "SIGINT", [3] = "SIGQUIT", [4] = "SIGILL", [6] = "SIGABRT", [7] = "SIGBUS", [8] = "SIGFPE", [9] = "SIGKILL", [11] = "SIGSEGV", [13] = "SIGPIPE", [15] = "SIGTERM",
    };

    /// <summary>The code, with the signal's name when it was one.</summary>
    public static string Describe(int code) =>
        code > SignalBase && _signals.TryGetValue(code - SignalBase, out string? name) ? $"{code} ({name})" : $"{code}";
}
