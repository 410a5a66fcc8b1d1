using System.Net.Sockets;
using System.Text;

namespace Ixt.NodeHost.Tests;

/// <summary>What the host's end of the socket sees; what the script sees is compared with Node's by <see cref="DifferentialTests"/>.</summary>
public sealed class NetTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("nodehost");
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _path;

    public NetTests()
    {
        _path = Path.Combine(_directory.FullName, "s");
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Bytes_go_both_ways_and_the_peer_sees_the_half_close()
    {
        (NodeProcess process, StringWriter stdout, _) = Start(
            "const s = require('net').connect(process.env.S); s.setEncoding('utf8'); s.on('data', (d) => { console.log(d); s.end('bye'); }); s.on('close', (e) => console.log('closed', e));");
        using Socket peer = await AcceptAsync();

        await peer.SendAsync("héllo"u8.ToArray(), Token);
        string received = await ReadToEndAsync(peer);
        peer.Dispose();
        NodeExit exit = await process.Completion;

        Assert.Equal("bye", received);
        Assert.Equal("héllo\nclosed false\n", stdout.ToString());
        Assert.Equal(new NodeExit(0, NodeExitReason.LoopEmpty, null), exit);
    }

    [Fact]
    public async Task What_was_written_before_exit_arrives_and_the_socket_is_closed_with_the_program()
    {
        (NodeProcess process, _, _) = Start("const s = require('net').connect(process.env.S, () => { s.write('last words'); process.exit(0); });");
        using Socket peer = await AcceptAsync();

        Assert.Equal("last words", await ReadToEndAsync(peer));
        Assert.Equal(NodeExitReason.ExitCalled, (await process.Completion).Reason);
    }

    [Fact]
    public async Task Killing_the_program_closes_its_socket()
    {
        (NodeProcess process, _, _) = Start("require('net').connect(process.env.S).resume();");
        using Socket peer = await AcceptAsync();

        process.Kill();

        Assert.Equal("", await ReadToEndAsync(peer));
        Assert.Equal(NodeExitReason.Killed, (await process.Completion).Reason);
    }

    [Fact]
    public async Task A_peer_that_does_not_read_makes_write_return_false_and_drain_follows_when_it_does()
    {
        LineSink sink = new();
        (NodeProcess process, _, _) = Start(
            "const s = require('net').connect(process.env.S); const b = Buffer.alloc(4e6, 'x'); s.on('drain', () => { console.log('drain', s.writableLength); s.end(); }); " +
            "s.on('connect', () => console.log(s.write(b), s.writableLength));",
            sink);
        using Socket peer = await AcceptAsync();
        Assert.Equal("false 4000000", await sink.NextAsync());

        string all = await ReadToEndAsync(peer);

        Assert.Equal(4_000_000, all.Length);
        Assert.Equal("drain 0", await sink.NextAsync());
        peer.Dispose();
        Assert.Equal(0, (await process.Completion).ExitCode);
    }

    [Fact]
    public async Task A_script_that_does_not_read_makes_the_peer_wait()
    {
        (NodeProcess process, _, _) = Start("const s = require('net').connect(process.env.S); s.pause(); s.on('error', () => {}); setInterval(() => {}, 1e8);");
        using Socket peer = await AcceptAsync();
        peer.Blocking = false;
        byte[] block = new byte[1 << 16];
        long sent = 0;

        // Whatever the buffers on the way hold, they end; a host that reads regardless would take all of it.
        while (sent < 256L << 20)
        {
            int n = peer.Send(block, SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock)
            {
                break;
            }

            sent += n;
        }

        Assert.InRange(sent, 1, 64L << 20);
        process.Kill();
        await process.Completion;
    }

    [Fact]
    public async Task Writing_to_a_peer_that_is_gone_is_EPIPE()
    {
        LineSink sink = new();
        (NodeProcess process, _, _) = Start(
            "const s = require('net').connect(process.env.S, () => { process.once('SIGUSR2', () => s.write('x')); console.log('up'); }); s.pause(); setInterval(() => {}, 1e8).unref();" +
            "s.on('error', (e) => { console.log(e.code, e.syscall, e.message); process.exit(2); }); const hold = setInterval(() => {}, 1e8);",
            sink);
        Socket peer = await AcceptAsync();
        Assert.Equal("up", await sink.NextAsync());

        peer.Dispose();
        process.Signal("SIGUSR2");

        Assert.Equal("EPIPE write write EPIPE", await sink.NextAsync());
        Assert.Equal(2, (await process.Completion).ExitCode);
    }

    [Fact]
    public async Task Only_allowed_paths_can_be_connected_to()
    {
        ScriptRun run = await ScriptRun.RunAsync(
            "require('net').connect(process.env.S).on('error', (e) => console.log(e.code, e.syscall)).on('close', (had) => console.log(had));",
            o => o with { Env = Environment(), AllowedSocketPaths = ["/some/other"] });

        Assert.Equal(["EACCES connect", "true"], run.Lines);
    }

    [Fact]
    public async Task A_socket_keeps_the_program_alive_until_unref()
    {
        ScriptRun run = await ScriptRun.RunAsync(
            "const s = require('net').connect(process.env.S, () => { console.log('up'); s.unref(); }); s.on('close', () => console.log('never'));", o => o with { Env = Environment() });

        Assert.Equal(["up"], run.Lines);
        Assert.Equal(NodeExitReason.LoopEmpty, run.Exit.Reason);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Dictionary<string, string> Environment() => new() { ["S"] = _path };

    private (NodeProcess Process, StringWriter Stdout, StringWriter Stderr) Start(string source, TextWriter? sink = null) =>
        ScriptRun.Start(
            new Dictionary<string, string> { [ScriptRun.Main] = source },
            o => o with { Env = Environment(), AllowedSocketPaths = [_path], Stdout = sink ?? o.Stdout });

    private async Task<Socket> AcceptAsync() => await _listener.AcceptAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token);

    private static async Task<string> ReadToEndAsync(Socket peer)
    {
        List<byte> all = [];
        byte[] buffer = new byte[1 << 16];
        for (int n; (n = await peer.ReceiveAsync(buffer, Token).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Token)) > 0;)
        {
            all.AddRange(buffer.AsSpan(0, n));
        }

        return Encoding.UTF8.GetString([.. all]);
    }
}
