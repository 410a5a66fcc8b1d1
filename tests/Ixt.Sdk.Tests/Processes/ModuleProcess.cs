using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Session;
using Ixt.Wire;

namespace Ixt.Sdk.Tests;

/// <summary>A module as a real process, and the runtime's end of its real socket.</summary>
internal sealed class ModuleProcess : IAsyncDisposable
{
    internal const string ModuleId = "my-module:1.0.0/instance-001";

    private const int SigInt = 2;
    private const nint DefaultAction = 0;

    private readonly Process _process;

    private ModuleProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is not null)
            {
                Stderr.Write(e.Data + "\n");
            }
        };
        process.BeginErrorReadLine();
    }

    internal FakeServices Services { get; } = new();

    internal LineSink Stderr { get; } = new();

    internal RuntimeSession Session { get; private set; } = null!;

    /// <summary>The conformance module, as the build put it beside these tests.</summary>
    internal static string Testee
    {
        get
        {
            DirectoryInfo output = new(AppContext.BaseDirectory);
            return Path.Combine(output.Parent!.Parent!.FullName, "Ixt.Testee", output.Name, "Ixt.Testee");
        }
    }

    /// <summary>Starts a program without a runtime around it.</summary>
    internal static ModuleProcess Start(string path, params (string Name, string? Value)[] environment)
    {
        ProcessStartInfo start = new(path) { RedirectStandardError = true, StandardErrorEncoding = Encoding.UTF8 };
        foreach (string name in new[] { "IXT_IPC_SOCKET", "IXT_MODULE_ID" })
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        // A shell ignores SIGINT for its background jobs, and an ignored signal stays ignored in every child: handlers of the module would never run.
        _ = signal(SigInt, DefaultAction);
        return new ModuleProcess(Process.Start(start)!);
    }

    /// <summary>Starts a program as a runtime does, takes its connection and initialises it.</summary>
    internal static async Task<ModuleProcess> RunAsync(string path, string config = "{}", FrameFormat framing = FrameFormat.LengthLittleEndian)
    {
        await using UnixSocketListener listener = UnixSocketListener.Create();
        ModuleProcess module = Start(path, ("IXT_IPC_SOCKET", listener.Path), ("IXT_MODULE_ID", ModuleId));
        UnixSocketTransport transport = await listener.AcceptOneAsync(peer => peer.ProcessId == module._process.Id).Soon();
        module.Session = RuntimeSession.Start(
            transport, module.Services, new RuntimeSessionOptions { Framing = framing, CallTimeout = Timeout.InfiniteTimeSpan });
        Assert.IsType<ResponseSuccess>(await module.Session.InitAsync(Json.Parse(config), TestRuntime.Offer).Soon());
        return module;
    }

    internal Task<ModuleResponse> SendAsync(string topic, string payload = "") => Session.HandleAsync(
        new HandleMessage { Topic = topic, Payload = Encoding.UTF8.GetBytes(payload) },
        new MessageContext { TraceId = "trace-1", SourceModule = "caller:1.0.0", Timestamp = 1234567890 }).Soon();

    /// <summary>Plays a script on the conformance module.</summary>
    internal Task<ModuleResponse> PlayAsync(string steps) => SendAsync("conformance.run", $"{{\"steps\":{steps.Replace('\'', '"')}}}");

    internal async Task<JsonElement> SucceedAsync(string topic, string payload = "") => Assert.IsType<ResponseSuccess>(await SendAsync(topic, payload)).Data;

    internal async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", ["-" + signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().Soon();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>The exit code, once the process has ended and all of its stderr is here.</summary>
    internal async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().Soon();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (Session is not null)
        {
            await Session.DisposeAsync();
        }

        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync().Soon();
        _process.Dispose();
    }

    [DllImport("libc")]
    private static extern nint signal(int number, nint action);
}
