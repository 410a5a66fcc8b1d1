using System.Globalization;
using System.Net.Sockets;

namespace Ixt.Session.Tests;

/// <summary>Writes that the peer keeps waiting.</summary>
public sealed class SocketWriterTests
{
    [Fact]
    public async Task A_write_that_waits_is_finished_as_the_peer_reads_and_so_is_the_next()
    {
        (Socket a, Socket b) = await PairAsync();
        await using UnixSocketTransport writer = new(a, "a");
        await using UnixSocketTransport reader = new(b, "b");
        byte[] sent = new byte[16 * 1024 * 1024];
        new Random(1).NextBytes(sent);
        for (int round = 0; round < 3; round++)
        {
            Task write = writer.WriteAsync(sent, CancellationToken.None).AsTask();
            Assert.False(write.IsCompleted);
            byte[] received = new byte[sent.Length];
            for (int have = 0; have < received.Length;)
            {
                have += await reader.ReadAsync(received.AsMemory(have), CancellationToken.None).AsTask().OrHang();
            }

            await write.OrHang();
            Assert.True(sent.AsSpan().SequenceEqual(received));
        }
    }

    [Fact]
    public async Task A_write_that_waits_leaves_the_socket_out_of_what_the_platform_watches()
    {
        (Socket a, Socket b) = await PairAsync();
        await using UnixSocketTransport writer = new(a, "a");
        using Socket peer = b;
        Task write = writer.WriteAsync(new byte[16 * 1024 * 1024], CancellationToken.None).AsTask();
        Assert.False(write.IsCompleted);

        // If it were watched, everything that comes in from now on would wake a thread that has nothing to do with it.
        Assert.DoesNotContain(a.Handle.ToInt64(), WatchedDescriptors());
        Assert.Contains(WatchedDescriptors(), static _ => true);
        await writer.DisposeAsync();
        await Assert.ThrowsAsync<IOException>(() => write.OrHang());
    }

    [Fact]
    public async Task A_write_that_waits_ends_with_its_transport()
    {
        (Socket a, Socket b) = await PairAsync();
        using Socket peer = b;
        UnixSocketTransport writer = new(a, "a");
        Task write = writer.WriteAsync(new byte[16 * 1024 * 1024], CancellationToken.None).AsTask();
        Assert.False(write.IsCompleted);
        await writer.DisposeAsync();
        await Assert.ThrowsAsync<IOException>(() => write.OrHang());
        await Assert.ThrowsAsync<IOException>(() => writer.WriteAsync(new byte[1], CancellationToken.None).AsTask().OrHang());
        Assert.Throws<IOException>(() => writer.TryWrite([1]));
    }

    [Fact]
    public async Task A_write_that_waits_ends_with_its_peer()
    {
        (Socket a, Socket b) = await PairAsync();
        await using UnixSocketTransport writer = new(a, "a");
        Task write = writer.WriteAsync(new byte[16 * 1024 * 1024], CancellationToken.None).AsTask();
        Assert.False(write.IsCompleted);
        b.Dispose();
        await Assert.ThrowsAsync<IOException>(() => write.OrHang());
    }

    [Fact]
    public async Task A_write_that_waits_can_be_given_up()
    {
        (Socket a, Socket b) = await PairAsync();
        await using UnixSocketTransport writer = new(a, "a");
        using Socket peer = b;
        using CancellationTokenSource stop = new();
        Task write = writer.WriteAsync(new byte[16 * 1024 * 1024], stop.Token).AsTask();
        Assert.False(write.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write.OrHang());
    }

    private static async Task<(Socket A, Socket B)> PairAsync()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Socket a = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await a.ConnectAsync(new UnixDomainSocketEndPoint(path)).OrHang();
        Socket b = await listener.AcceptAsync().OrHang();
        File.Delete(path);
        return (a, b);
    }

    private static List<long> WatchedDescriptors()
    {
        List<long> watched = [];
        foreach (string file in Directory.EnumerateFiles("/proc/self/fdinfo"))
        {
            try
            {
                watched.AddRange(File.ReadLines(file).Where(static line => line.StartsWith("tfd:", StringComparison.Ordinal))
                    .Select(static line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)));
            }
            catch (IOException)
            {
                // Closed meanwhile, by another test.
            }
        }

        return watched;
    }
}
