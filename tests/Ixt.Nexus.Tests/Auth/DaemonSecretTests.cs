using System.Text;
using Ixt.Session;

namespace Ixt.Nexus.Tests.Auth;

/// <summary>The line of the shared secret as a daemon reads it.</summary>
public sealed class DaemonSecretTests
{
    private const string Secret = "pä😀\"\\\n";
    private const string Ok = """{"type":"nexus-ipc-auth-ok"}""";
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);
    private static readonly byte[] _line = Encoding.UTF8.GetBytes("""{"type":"nexus-ipc-auth","version":1,"token":"pä😀\"\\\n"}""" + "\n");

    [Fact]
    public async Task The_right_line_is_accepted_however_it_is_cut()
    {
        for (int cut = 1; cut < _line.Length; cut++)
        {
            await using Bench bench = new(Secret);
            await bench.Peer.SendBytesAsync(_line.AsMemory(0, cut));
            Assert.False(bench.Check.IsCompleted);
            await bench.Peer.SendBytesAsync(_line.AsMemory(cut));
            await bench.AcceptedAsync();
        }
    }

    [Fact]
    public async Task The_right_line_is_accepted_byte_by_byte()
    {
        await using Bench bench = new(Secret);
        foreach (byte b in _line)
        {
            await bench.Peer.SendBytesAsync(new[] { b });
        }

        await bench.AcceptedAsync();
    }

    [Theory]
    [InlineData("  {\"type\":\"nexus-ipc-auth\",\"version\":1,\"token\":\"sek\"}\t\r\n")]
    [InlineData("{\"token\":\"sek\",\"more\":{\"a\":[1]},\"version\":1.0,\"type\":\"nexus-ipc-auth\"}\n")]
    [InlineData("{\"token\":\"wrong\",\"version\":1e0,\"type\":\"nexus-ipc-auth\",\"token\":\"s\\u0065k\"}\n")]
    public async Task Other_forms_of_it_are_accepted(string line)
    {
        await using Bench bench = new("sek");
        await bench.Peer.SendBytesAsync(Encoding.UTF8.GetBytes(line));
        await bench.AcceptedAsync();
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("null\n")]
    [InlineData("[]\n")]
    [InlineData("{oops\n")]
    [InlineData("\"sek\"\n")]
    [InlineData("{\"type\":\"nexus-ipc-auth\",\"version\":1,\"token\":\"sek\"} x\n")]
    [InlineData("\ufeff{\"type\":\"nexus-ipc-auth\",\"version\":1,\"token\":\"sek\"}\n")]
    [InlineData("{\"type\":\"auth\",\"version\":1,\"token\":\"sek\"}\n")]
    [InlineData("{\"type\":\"nexus-ipc-auth\",\"version\":2,\"token\":\"sek\"}\n")]
    [InlineData("{\"type\":\"nexus-ipc-auth\",\"version\":\"1\",\"token\":\"sek\"}\n")]
    [InlineData("{\"type\":\"nexus-ipc-auth\",\"version\":true,\"token\":\"sek\"}\n")]
    [InlineData("{\"type\":\"nexus-ipc-auth\",\"token\":\"sek\"}\n")]
    [InlineData("{\"type\":\"nexus-ipc-auth\",\"version\":1}\n")]
    [InlineData("{\"type\":\"nexus-ipc-auth\",\"version\":1,\"token\":5}\n")]
    [InlineData("{\"type\":\"nexus-ipc-auth\",\"version\":1,\"token\":null}\n")]
    [InlineData("{\"type\":\"nexus-ipc-auth\",\"version\":1,\"token\":\"\"}\n")]
    [InlineData("{\"type\":\"nexus-ipc-auth\",\"version\":1,\"token\":\"se\"}\n")]
    [InlineData("{\"type\":\"nexus-ipc-auth\",\"version\":1,\"token\":\"sekx\"}\n")]
    [InlineData("{\"type\":\"nexus-ipc-auth\",\"version\":1,\"token\":\"Sek\"}\n")]
    public async Task Any_other_line_is_refused_without_a_word(string line)
    {
        await using Bench bench = new("sek");
        await bench.Peer.SendBytesAsync(Encoding.UTF8.GetBytes(line));
        await bench.RefusedAsync();
    }

    [Fact]
    public async Task Secrets_that_differ_only_in_lone_surrogates_are_different()
    {
        foreach ((string secret, bool isRight) in new[] { ("\ud83d", true), ("\ud83e", false), ("\ufffd", false) })
        {
            await using Bench bench = new(secret);
            await bench.Peer.SendBytesAsync(Encoding.UTF8.GetBytes("""{"type":"nexus-ipc-auth","version":1,"token":"\ud83d"}""" + "\n"));
            await (isRight ? bench.AcceptedAsync() : bench.RefusedAsync());
        }
    }

    [Theory]
    [InlineData(8192, true)]
    [InlineData(8193, false)]
    public async Task A_line_has_at_most_8192_bytes_with_its_end(int length, bool isFine)
    {
        const string Head = "{\"type\":\"nexus-ipc-auth\",\"version\":1,\"token\":\"sek\",\"pad\":\"";
        string line = Head + new string('x', length - Head.Length - 3) + "\"}\n";
        await using Bench bench = new("sek");
        await bench.Peer.SendBytesAsync(Encoding.UTF8.GetBytes(line));
        await (isFine ? bench.AcceptedAsync() : bench.RefusedAsync());
    }

    [Fact]
    public async Task A_flood_without_an_end_is_refused_as_soon_as_it_is_too_long()
    {
        await using Bench bench = new("sek");
        await bench.Peer.SendBytesAsync(new byte[8192]);
        Assert.False(bench.Check.IsCompleted);
        await bench.Peer.SendBytesAsync(new byte[1]);
        await bench.RefusedAsync();
    }

    [Fact]
    public async Task What_comes_behind_the_line_is_kept_however_long_the_two_are_together()
    {
        byte[] behind = new byte[8100];
        Random.Shared.NextBytes(behind);
        await using Bench bench = new(Secret);
        await bench.Peer.SendBytesAsync(_line.Concat(behind).ToArray());
        await bench.AcceptedAsync(behind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"type\":")]
    public async Task A_line_that_does_not_come_in_time_is_refused(string part)
    {
        await using Bench bench = new("sek");
        if (part.Length > 0)
        {
            await bench.Peer.SendBytesAsync(Encoding.UTF8.GetBytes(part));
        }

        bench.Time.Advance(s_timeout - TimeSpan.FromMilliseconds(1));
        Assert.False(bench.Check.IsCompleted);
        bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        await bench.RefusedAsync();
    }

    [Fact]
    public async Task A_client_that_goes_away_is_refused()
    {
        await using Bench bench = new("sek");
        await bench.Peer.SendBytesAsync(_line.AsMemory(0, 10));
        await bench.Peer.EndAsync();
        Assert.Null(await bench.Check.OrHang());
    }

    [Fact]
    public async Task A_client_that_goes_away_before_the_answer_is_refused()
    {
        (InMemoryTransport ours, InMemoryTransport theirs) = InMemoryTransport.CreatePair();
        await theirs.WriteAsync(_line, CancellationToken.None);
        await theirs.CompleteWritesAsync();
        await using OneWayTransport transport = new(ours);
        Assert.Null(await SharedSecret.CheckAsync(transport, Secret, 8192, s_timeout, TimeProvider.System).OrHang());
    }

    // The peer has gone: what it wrote can still be read, and nothing be written.
    private sealed class OneWayTransport(InMemoryTransport inner) : Transport
    {
        public override string Name => inner.Name;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => inner.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => throw new IOException("Broken pipe");

        public override ValueTask CompleteWritesAsync() => inner.CompleteWritesAsync();

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Bench : IAsyncDisposable
    {
        private readonly InMemoryTransport _ours;

        public Bench(string secret)
        {
            (_ours, InMemoryTransport theirs) = InMemoryTransport.CreatePair();
            Peer = new RawPeer(theirs);
            Check = SharedSecret.CheckAsync(_ours, secret, 8192, s_timeout, Time);
        }

        public WatchedTime Time { get; } = new();

        public RawPeer Peer { get; }

        public Task<ReadOnlyMemory<byte>?> Check { get; }

        public async Task AcceptedAsync(byte[]? behind = null)
        {
            ReadOnlyMemory<byte>? kept = await Check.OrHang();
            Assert.True(kept is not null);
            Assert.Equal(behind ?? [], kept.Value.ToArray());
            Assert.Equal(Ok, await Peer.ReceiveLineAsync());
        }

        public async Task RefusedAsync()
        {
            Assert.Null(await Check.OrHang());
            await _ours.DisposeAsync();
            await Peer.ExpectEndAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _ours.DisposeAsync();
            await Peer.DisposeAsync();
        }
    }
}
