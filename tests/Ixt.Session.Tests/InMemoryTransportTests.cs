namespace Ixt.Session.Tests;

public sealed class InMemoryTransportTests
{
    [Fact]
    public async Task A_write_waits_for_room_and_bytes_keep_their_order()
    {
        (InMemoryTransport a, InMemoryTransport b) = InMemoryTransport.CreatePair(7);
        byte[] sent = [.. Enumerable.Range(0, 200).Select(i => (byte)i)];
        Task write = a.WriteAsync(sent, CancellationToken.None).AsTask();
        Assert.False(write.IsCompleted);
        List<byte> received = [];
        byte[] buffer = new byte[5];
        while (received.Count < sent.Length)
        {
            int count = await b.ReadAsync(buffer, CancellationToken.None).AsTask().OrHang();
            received.AddRange(buffer[..count]);
        }

        await write.OrHang();
        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task Half_close_lets_what_was_written_be_read_and_the_other_direction_live()
    {
        (InMemoryTransport a, InMemoryTransport b) = InMemoryTransport.CreatePair();
        await a.WriteAsync("x"u8.ToArray(), CancellationToken.None);
        await a.CompleteWritesAsync();
        byte[] buffer = new byte[5];
        Assert.Equal(1, await b.ReadAsync(buffer, CancellationToken.None));
        Assert.Equal(0, await b.ReadAsync(buffer, CancellationToken.None));
        await b.WriteAsync("y"u8.ToArray(), CancellationToken.None);
        Assert.Equal(1, await a.ReadAsync(buffer, CancellationToken.None));
        await Assert.ThrowsAsync<IOException>(() => a.WriteAsync(buffer, CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task Dispose_wakes_both_ends()
    {
        (InMemoryTransport a, InMemoryTransport b) = InMemoryTransport.CreatePair(1);
        Task<int> read = a.ReadAsync(new byte[1], CancellationToken.None).AsTask();
        Task write = b.WriteAsync(new byte[100], CancellationToken.None).AsTask();
        await read.OrHang();
        await a.DisposeAsync();
        await Assert.ThrowsAsync<IOException>(() => write.OrHang());
        Assert.Equal(0, await a.ReadAsync(new byte[1], CancellationToken.None).AsTask().OrHang());
        Assert.Equal(0, await b.ReadAsync(new byte[1], CancellationToken.None).AsTask().OrHang());
    }

    [Fact]
    public async Task A_wait_can_be_cancelled_and_the_stream_stays_usable()
    {
        (InMemoryTransport a, InMemoryTransport b) = InMemoryTransport.CreatePair();
        using CancellationTokenSource source = new();
        Task<int> read = a.ReadAsync(new byte[1], source.Token).AsTask();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.OrHang());
        await b.WriteAsync("z"u8.ToArray(), CancellationToken.None);
        Assert.Equal(1, await a.ReadAsync(new byte[1], CancellationToken.None));
    }
}
