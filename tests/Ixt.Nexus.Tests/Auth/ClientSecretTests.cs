using System.Text;
using Ixt.Session;

namespace Ixt.Nexus.Tests.Auth;

/// <summary>The line of the shared secret as a client sends it, and the answers that it may get.</summary>
public sealed class ClientSecretTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task The_line_goes_out_in_one_write()
    {
        RecordingTransport transport = new();
        await Assert.ThrowsAsync<NodeIpcException>(() => SharedSecret.ShowAsync(transport, "pä😀\"\\\n\ud83d", 8192, s_timeout, TimeProvider.System, CancellationToken.None).OrHang());
        Assert.Equal("""{"type":"nexus-ipc-auth","version":1,"token":"pä😀\"\\\n\ud83d"}""" + "\n", Assert.Single(transport.Writes));
    }

    [Theory]
    [InlineData("{\"type\":\"nexus-ipc-auth-ok\"}\n", "")]
    [InlineData(" {\"more\":1,\"type\":\"nexus-ipc-auth-ok\"} \r\n", "")]
    [InlineData("{\"type\":\"nexus-ipc-auth-ok\"}\nbehind\n", "behind\n")]
    public async Task An_answer_that_says_yes_is_one(string answer, string behind) => Assert.Equal(behind, await AnswerAsync(answer));

    [Theory]
    [InlineData("\n")]
    [InlineData("null\n")]
    [InlineData("[]\n")]
    [InlineData("\"nexus-ipc-auth-ok\"\n")]
    [InlineData("{oops\n")]
    [InlineData("{\"type\":\"no\"}\n")]
    [InlineData("{\"ok\":true}\n")]
    public async Task Any_other_line_is_a_protocol_error(string answer) =>
        Assert.Equal(NodeIpcErrorCode.ProtocolError, (await Assert.ThrowsAsync<NodeIpcException>(() => AnswerAsync(answer))).ErrorCode);

    [Fact]
    public async Task An_answer_without_an_end_is_a_protocol_error_as_soon_as_it_is_too_long() =>
        Assert.Equal(NodeIpcErrorCode.ProtocolError, (await Assert.ThrowsAsync<NodeIpcException>(() => AnswerAsync(new string('x', 8193)))).ErrorCode);

    [Theory]
    [InlineData("")]
    [InlineData("{\"type\":")]
    public async Task A_daemon_that_closes_has_refused(string answer) =>
        Assert.Equal(NodeIpcErrorCode.AuthFailed, (await Assert.ThrowsAsync<NodeIpcException>(() => AnswerAsync(answer, end: true))).ErrorCode);

    [Fact]
    public async Task Every_cut_of_the_answer_is_the_same_answer()
    {
        const string Answer = "{\"type\":\"nexus-ipc-auth-ok\"}\n";
        for (int cut = 1; cut < Answer.Length; cut++)
        {
            Assert.Equal("", await AnswerAsync(Answer[..cut], more: Answer[cut..]));
        }
    }

    [Fact]
    public async Task No_answer_in_time_is_a_refusal()
    {
        WatchedTime time = new();
        (InMemoryTransport ours, InMemoryTransport theirs) = InMemoryTransport.CreatePair();
        await using RawPeer peer = new(theirs);
        Task<ReadOnlyMemory<byte>> show = SharedSecret.ShowAsync(ours, "s", 8192, s_timeout, time, CancellationToken.None);
        await peer.ReceiveLineAsync();
        time.Advance(s_timeout);
        NodeIpcException failure = await Assert.ThrowsAsync<NodeIpcException>(() => show.OrHang());
        Assert.Equal(NodeIpcErrorCode.AuthFailed, failure.ErrorCode);
    }

    [Fact]
    public async Task A_wait_for_the_answer_can_be_given_up()
    {
        using CancellationTokenSource source = new();
        (InMemoryTransport ours, InMemoryTransport theirs) = InMemoryTransport.CreatePair();
        await using RawPeer peer = new(theirs);
        Task<ReadOnlyMemory<byte>> show = SharedSecret.ShowAsync(ours, "s", 8192, s_timeout, TimeProvider.System, source.Token);
        await peer.ReceiveLineAsync();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => show.OrHang());
    }

    private static async Task<string> AnswerAsync(string answer, string more = "", bool end = false)
    {
        (InMemoryTransport ours, InMemoryTransport theirs) = InMemoryTransport.CreatePair();
        await using RawPeer peer = new(theirs);
        Task<ReadOnlyMemory<byte>> show = SharedSecret.ShowAsync(ours, "s", 8192, s_timeout, TimeProvider.System, CancellationToken.None);
        Assert.Equal("""{"type":"nexus-ipc-auth","version":1,"token":"s"}""", await peer.ReceiveLineAsync());
        await peer.SendBytesAsync(Encoding.UTF8.GetBytes(answer));
        if (more.Length > 0)
        {
            await peer.SendBytesAsync(Encoding.UTF8.GetBytes(more));
        }

        if (end)
        {
            await peer.EndAsync();
        }

        return Encoding.UTF8.GetString((await show.OrHang()).Span);
    }
}
