using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

public sealed class UnixSocketTests
{
    [Fact]
    public async Task The_socket_is_0600_in_a_directory_0700_and_both_are_gone_after_the_one_accept()
    {
        await using UnixSocketListener listener = UnixSocketListener.Create();
        string directory = Path.GetDirectoryName(listener.Path)!;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(listener.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
        Task<UnixSocketTransport> accept = listener.AcceptOneAsync(peer => ProcessAncestry.IsSameOrDescendant(peer.ProcessId, Environment.ProcessId));
        await using UnixSocketTransport client = await UnixSocketTransport.ConnectAsync(listener.Path);
        await using UnixSocketTransport server = await accept.OrHang();
        Assert.False(Directory.Exists(directory));
        Assert.Equal(Environment.ProcessId, server.Peer?.ProcessId);
        Assert.Equal(client.Peer, server.Peer);
        await AssertEchoAsync(client, server);
    }

    [Fact]
    public async Task A_peer_that_is_not_the_expected_one_is_disconnected_and_the_wait_goes_on()
    {
        await using UnixSocketListener listener = UnixSocketListener.Create();
        int seen = 0;
        Task<UnixSocketTransport> accept = listener.AcceptOneAsync(_ => ++seen == 2);
        await using UnixSocketTransport stranger = await UnixSocketTransport.ConnectAsync(listener.Path);
        Assert.Equal(0, await stranger.ReadAsync(new byte[1], CancellationToken.None).AsTask().OrHang());
        await using UnixSocketTransport expected = await UnixSocketTransport.ConnectAsync(listener.Path);
        await using UnixSocketTransport server = await accept.OrHang();
        await AssertEchoAsync(expected, server);
    }

    [Fact]
    public async Task One_listener_accepts_many()
    {
        await using UnixSocketListener listener = UnixSocketListener.Create();
        for (int i = 0; i < 3; i++)
        {
            await using UnixSocketTransport client = await UnixSocketTransport.ConnectAsync(listener.Path);
            await using UnixSocketTransport server = await listener.AcceptAsync().OrHang();
            await AssertEchoAsync(client, server);
        }
    }

    [Theory]
    [InlineData(107, "CONNECT_FAILED")]
    [InlineData(108, "SOCKET_PATH_INVALID")]
    [InlineData(0, "SOCKET_PATH_INVALID")]
    public async Task A_path_that_does_not_fit_is_refused_early_and_named(int bytes, string code)
    {
        string path = bytes == 0 ? "" : "/tmp/" + new string('é', (bytes - 5) / 2) + new string('x', (bytes - 5) % 2);
        TransportException e = await Assert.ThrowsAsync<TransportException>(() => UnixSocketTransport.ConnectAsync(path));
        Assert.Equal(code, e.Code);
        Assert.Equal(path, e.Path);
        if (bytes == 108)
        {
            Assert.Contains(path, e.Message);
            Assert.Contains("108", e.Message);
            Assert.Contains("107", e.Message);
        }
    }

    [Fact]
    public void A_directory_that_is_too_deep_is_refused_before_anything_is_made()
    {
        string parent = Path.Combine(Path.GetTempPath(), new string('d', 100));
        Assert.Equal("SOCKET_PATH_INVALID", Assert.Throws<TransportException>(() => UnixSocketListener.Create(parent)).Code);
        Assert.False(Directory.Exists(parent));
    }

    [Fact]
    public async Task Half_close_ends_one_direction_only()
    {
        (UnixSocketTransport a, UnixSocketTransport b) = await PairAsync();
        await using (a)
        await using (b)
        {
            await a.CompleteWritesAsync();
            await a.CompleteWritesAsync();
            Assert.Equal(0, await b.ReadAsync(new byte[1], CancellationToken.None).AsTask().OrHang());
            await b.WriteAsync("still here"u8.ToArray(), CancellationToken.None);
            byte[] buffer = new byte[10];
            Assert.Equal(10, await a.ReadAsync(buffer, CancellationToken.None).AsTask().OrHang());
            await Assert.ThrowsAsync<IOException>(() => a.WriteAsync(buffer, CancellationToken.None).AsTask());
        }
    }

    [Fact]
    public async Task Dispose_ends_a_pending_read()
    {
        (UnixSocketTransport a, UnixSocketTransport b) = await PairAsync();
        await using (b)
        {
            Task<int> read = a.ReadAsync(new byte[1], CancellationToken.None).AsTask();
            await a.DisposeAsync();
            await a.DisposeAsync();
            Assert.Equal(0, await read.OrHang());
            Assert.Equal(0, await b.ReadAsync(new byte[1], CancellationToken.None).AsTask().OrHang());
        }
    }

    [Fact]
    public void Descent_is_told_from_proc()
    {
        using Process child = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "/bin/sh -c 'echo $$; read x'; true"]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        try
        {
            int grandchild = int.Parse(child.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
            Assert.True(ProcessAncestry.IsSameOrDescendant(grandchild, child.Id));
            Assert.True(ProcessAncestry.IsSameOrDescendant(grandchild, Environment.ProcessId));
            Assert.True(ProcessAncestry.IsSameOrDescendant(child.Id, child.Id));
            Assert.False(ProcessAncestry.IsSameOrDescendant(child.Id, grandchild));
            Assert.False(ProcessAncestry.IsSameOrDescendant(0, child.Id));
            Assert.False(ProcessAncestry.IsSameOrDescendant(int.MaxValue, child.Id));
        }
        finally
        {
            child.StandardInput.WriteLine();
            child.WaitForExit();
        }
    }

    [Theory, BothFramings]
    public async Task A_whole_session_runs_over_a_socket_with_calls_both_ways(FrameFormat format)
    {
        (UnixSocketTransport runtimeEnd, UnixSocketTransport moduleEnd) = await PairAsync();
        ScriptedHandler handler = new();
        await using ModuleSession module = new(moduleEnd, handler, new PoolDispatcher());
        handler.OnHandle = async (request, _) =>
        {
            ServiceResponse answer = await module.CallAsync("echo", "it", request.Message.Topic, static (writer, topic) =>
            {
                writer.WriteStartObject();
                writer.WriteString("topic", topic);
                writer.WriteEndObject();
            });
            return HandlerResult.Success(((ServiceSuccess)answer).Data);
        };
        Task<ModuleSessionResult> run = module.RunAsync(CancellationToken.None);
        ScriptedServices services = new() { OnRequest = static (request, _) => ValueTask.FromResult(HandlerResult.Success(request.Params)) };
        await using RuntimeSession runtime = RuntimeSession.Start(runtimeEnd, services, new RuntimeSessionOptions { Framing = format });
        Assert.IsType<ResponseSuccess>(await runtime.InitAsync(RuntimeBench.EmptyConfig, RuntimeBench.Offer).OrHang());
        Assert.Equal("1.1", runtime.NegotiatedProtocol?.Version);
        Task<ModuleResponse>[] calls = [.. Enumerable.Range(0, 500).Select(i => runtime.HandleAsync(RuntimeBench.Message($"t{i}"), RuntimeBench.Context))];
        ModuleResponse[] answers = await Task.WhenAll(calls).OrHang();
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"t{i}"), answers.Select(a => ((ResponseSuccess)a).Data.GetProperty("topic").GetString()));
        Assert.IsType<ResponseSuccess>(await runtime.ShutdownAsync().OrHang());
        Assert.Equal(ModuleSessionEnd.ShutdownRequested, (await run.OrHang()).End);
        Assert.Equal(SessionCloseReason.PeerClosed, (await runtime.Completion.OrHang()).Reason);
    }

    [Fact]
    public async Task A_runtime_that_dies_ends_the_module_as_the_end_of_the_stream_does()
    {
        (UnixSocketTransport runtimeEnd, UnixSocketTransport moduleEnd) = await PairAsync();
        ScriptedHandler handler = new();
        await using ModuleSession module = new(moduleEnd, handler, new PoolDispatcher());
        TaskCompletionSource entered = new();
        handler.OnHandle = async (_, token) =>
        {
            entered.SetResult();
            await token.WhenCancelled();
            return HandlerResult.Empty;
        };
        Task<ModuleSessionResult> run = module.RunAsync(CancellationToken.None);
        RawPeer peer = new(runtimeEnd, FrameFormat.Ndjson);
        await peer.ExchangeAsync("""{"type":"init","id":"i","config":{}}""", ModuleBench.Success("\"i\""));
        await peer.SendAsync(ModuleBench.Handle1);
        await entered.Task.OrHang();
        await peer.SendAsync("unread");
        await peer.DisposeAsync();
        ModuleSessionResult result = await run.OrHang();
        Assert.Equal(ModuleSessionEnd.PeerClosed, result.End);
        Assert.Equal(SessionCloseReason.PeerClosed, result.Close.Reason);
        Assert.Equal(1, handler.Shutdowns);
    }

    private static async Task<(UnixSocketTransport A, UnixSocketTransport B)> PairAsync()
    {
        await using UnixSocketListener listener = UnixSocketListener.Create();
        Task<UnixSocketTransport> accept = listener.AcceptOneAsync();
        UnixSocketTransport client = await UnixSocketTransport.ConnectAsync(listener.Path);
        return (await accept.OrHang(), client);
    }

    private static async Task AssertEchoAsync(UnixSocketTransport a, UnixSocketTransport b)
    {
        byte[] text = Encoding.UTF8.GetBytes("hello");
        await a.WriteAsync(text, CancellationToken.None);
        byte[] buffer = new byte[16];
        Assert.Equal(text.Length, await b.ReadAsync(buffer, CancellationToken.None).AsTask().OrHang());
        Assert.Equal(text, buffer[..text.Length]);
    }
}
