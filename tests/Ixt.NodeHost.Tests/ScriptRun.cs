namespace Ixt.NodeHost.Tests;

/// <summary>One run of a script that lives in memory, and what it wrote.</summary>
internal sealed record ScriptRun(NodeExit Exit, string Stdout, string Stderr)
{
    public const string Main = "/app/main.js";

    public string[] Lines => Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<ScriptRun> RunAsync(string source, Func<NodeHostOptions, NodeHostOptions>? configure = null) =>
        RunAsync(new Dictionary<string, string> { [Main] = source }, configure);

    public static async Task<ScriptRun> RunAsync(Dictionary<string, string> files, Func<NodeHostOptions, NodeHostOptions>? configure = null)
    {
        (NodeProcess process, StringWriter stdout, StringWriter stderr) = Start(files, configure);
        NodeExit exit = await process.Completion.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return new ScriptRun(exit, stdout.ToString(), stderr.ToString());
    }

    public static (NodeProcess Process, StringWriter Stdout, StringWriter Stderr) Start(
        Dictionary<string, string> files, Func<NodeHostOptions, NodeHostOptions>? configure = null)
    {
        StringWriter stdout = new();
        StringWriter stderr = new();
        NodeHostOptions options = new()
        {
            Program = new NodeProgram { EntryFile = Main, Files = files },
            Stdout = stdout,
            Stderr = stderr,
        };
        return (NodeProcess.Start(configure is null ? options : configure(options), TestContext.Current.CancellationToken), stdout, stderr);
    }
}
