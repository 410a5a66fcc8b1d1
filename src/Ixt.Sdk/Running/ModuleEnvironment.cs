namespace Ixt.Sdk;

/// <summary>What a module is told by its environment (IXT-TRN-001, IXT-TRN-002, IXT-TRN-005).</summary>
internal readonly record struct ModuleEnvironment(string SocketPath, string ModuleId)
{
    internal const string SocketVariable = "IXT_IPC_SOCKET";
    internal const string ModuleIdVariable = "IXT_MODULE_ID";

    private const string SocketHint = SocketVariable + " to the path of the runtime's Unix socket (for example " + SocketVariable + "=/tmp/ixt-module-abc123.sock)";
    private const string ModuleIdHint = ModuleIdVariable + " to name:version/instance (for example " + ModuleIdVariable + "=my-module:1.0.0/instance-001)";

    /// <summary>Reads the variables.</summary>
    /// <param name="read">The environment.</param>
    /// <param name="needsSocket">Whether the socket's path is wanted, too.</param>
    /// <param name="problem">One line that says what to set; <see langword="null"/> when all is there.</param>
    internal static ModuleEnvironment Read(Func<string, string?> read, bool needsSocket, out string? problem)
    {
        string socket = needsSocket ? read(SocketVariable) ?? "" : "";
        string moduleId = read(ModuleIdVariable) ?? "";
        problem = (needsSocket && socket.Length == 0, moduleId.Length == 0) switch
        {
            (true, true) => $"{SocketVariable} and {ModuleIdVariable} are not set. The IXT runtime sets them when it starts a module; to start one by hand set {SocketHint} and {ModuleIdHint}.",
            (true, false) => $"{SocketVariable} is not set. The IXT runtime sets it when it starts a module; to start one by hand set {SocketHint}.",
            (false, true) => $"{ModuleIdVariable} is not set. The IXT runtime sets it when it starts a module; to start one by hand set {ModuleIdHint}.",
            _ => null,
        };
        return new ModuleEnvironment(socket, moduleId);
    }

    internal static string Unusable(string reason) => $"{reason} Set {SocketHint}.".ReplaceLineEndings(" ");
}
