using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Tests.Execution;

/// <summary>A module inside of the test: it conforms, in lines, unless told otherwise for a frame.</summary>
/// <param name="behave">Gets each frame; true when it has dealt with it itself.</param>
internal sealed class ScriptedTestee(Func<ScriptedPeer, JsonElement, Task<bool>>? behave = null) : ITestee
{
    public string Name => "scripted";

    public string Description => "a test's own module";

    public string Selector => "--testee scripted";

    public TesteeLimits Limits { get; init; }

    /// <summary>What it does right after it has connected.</summary>
    public Func<ScriptedPeer, Task>? Connected { get; init; }

    public RunningTestee Start(IReadOnlyDictionary<string, string?> environment, OutputCapture output) =>
        new Running(PlayAsync(environment["IXT_IPC_SOCKET"]!, output));

    private async Task<int?> PlayAsync(string path, OutputCapture output)
    {
        await Task.Yield();
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        ScriptedPeer peer = new(socket, output);
        try
        {
            if (Connected is not null)
            {
                await Connected(peer);
            }

            using NetworkStream stream = new(socket);
            using StreamReader reader = new(stream, new UTF8Encoding(false));
            while (await reader.ReadLineAsync() is { } line)
            {
                if (!line.StartsWith('{'))
                {
                    // Spoken to with length headers, which it does not know.
                    continue;
                }

                JsonElement frame = Json.Of(line);
                if (behave is null || !await behave(peer, frame))
                {
                    await peer.AnswerAsync(frame);
                }
            }

            return 0;
        }
        catch (ScriptedExitException e)
        {
            return e.Code;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The runner has hung up.
            return 0;
        }
    }

    private sealed class Running(Task<int?> exited) : RunningTestee
    {
        public override int? ProcessId => Environment.ProcessId;

        public override Task<int?> Exited => exited;

        public override void Signal(string name) => throw new NotSupportedException();

        public override async ValueTask DisposeAsync() => await exited;
    }
}
