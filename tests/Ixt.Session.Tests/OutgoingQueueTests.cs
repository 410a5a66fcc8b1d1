using Ixt.Wire;

namespace Ixt.Session.Tests;

public sealed class OutgoingQueueTests
{
    [Fact]
    public async Task Frames_that_gather_while_a_write_is_under_way_go_out_in_one_write()
    {
        GatedTransport transport = new();
        OutgoingQueue queue = new(transport, 1024 * 1024, 10_000, static _ => { });
        queue.Append(Frame(10), QueueRoom.Unbounded, now: true);
        for (int i = 0; i < 500; i++)
        {
            Assert.True(await queue.EnqueueAsync(Frame(20), CancellationToken.None));
        }

        transport.Open();
        await queue.WhenIdleAsync().OrHang();
        Assert.Equal([10, 500 * 20], transport.Writes);
        Assert.Equal(0, queue.Bytes);
    }

    [Fact]
    public async Task Held_frames_go_out_together_with_the_flush()
    {
        GatedTransport transport = new();
        OutgoingQueue queue = new(transport, 1024 * 1024, 10_000, static _ => { }, new WatchedTime());
        transport.Open();
        for (int i = 0; i < 5; i++)
        {
            queue.Append(Frame(10), QueueRoom.Unbounded, now: true, hold: true);
        }

        Assert.Empty(transport.Writes);
        queue.Flush();
        await queue.WhenIdleAsync().OrHang();
        Assert.Equal([50], transport.Writes);
    }

    [Fact]
    public async Task Held_frames_wait_for_a_flush_3_ms_and_no_longer()
    {
        GatedTransport transport = new();
        WatchedTime time = new();
        OutgoingQueue queue = new(transport, 1024 * 1024, 10_000, static _ => { }, time);
        transport.Open();
        for (int i = 0; i < 3; i++)
        {
            queue.Append(Frame(10), QueueRoom.Unbounded, now: false, hold: true);
            queue.Append(Frame(10), QueueRoom.Unbounded, now: false, hold: true);
            await time.AdvanceWhenWaitedForAsync(TimeSpan.FromMilliseconds(3));
            await queue.WhenIdleAsync().OrHang();
            Assert.Equal(i + 1, transport.Writes.Count());
        }
    }

    [Fact]
    public async Task What_is_held_after_a_flush_has_3_ms_of_its_own()
    {
        GatedTransport transport = new();
        WatchedTime time = new();
        OutgoingQueue queue = new(transport, 1024 * 1024, 10_000, static _ => { }, time);
        transport.Open();
        queue.Append(Frame(10), QueueRoom.Unbounded, now: false, hold: true);
        queue.Flush();
        queue.Append(Frame(20), QueueRoom.Unbounded, now: false, hold: true);
        await time.AdvanceWhenWaitedForAsync(TimeSpan.FromMilliseconds(3));
        Assert.Equal([10], transport.Writes);
        await time.AdvanceWhenWaitedForAsync(TimeSpan.FromMilliseconds(3));
        await queue.WhenIdleAsync().OrHang();
        Assert.Equal([10, 20], transport.Writes);
    }

    [Theory]
    [InlineData(15, 0)]
    [InlineData(16, 1)]
    public async Task Sixteen_held_frames_go_out_at_once(int frames, int writes)
    {
        GatedTransport transport = new();
        OutgoingQueue queue = new(transport, 1024 * 1024, 10_000, static _ => { }, new WatchedTime());
        transport.Open();
        for (int i = 0; i < frames; i++)
        {
            queue.Append(Frame(10), QueueRoom.Unbounded, now: false, hold: true);
        }

        // On this thread: nobody has to be waited for.
        Assert.Equal(writes, transport.Writes.Count());
        queue.Flush();
        await queue.WhenIdleAsync().OrHang();
        Assert.Equal([10 * frames], transport.Writes);
    }

    [Theory]
    [InlineData(32 * 1024, 0)]
    [InlineData((32 * 1024) + 1, 1)]
    public async Task More_than_32_KiB_of_held_frames_go_out_at_once(int bytes, int writes)
    {
        GatedTransport transport = new();
        OutgoingQueue queue = new(transport, 1024 * 1024, 10_000, static _ => { }, new WatchedTime());
        transport.Open();
        queue.Append(Frame(16 * 1024), QueueRoom.Unbounded, now: false, hold: true);
        queue.Append(Frame(bytes - (16 * 1024) - 100), QueueRoom.Unbounded, now: false, hold: true);
        queue.Append(Frame(100), QueueRoom.Unbounded, now: false, hold: true);
        if (writes > 0)
        {
            await queue.WhenIdleAsync().OrHang();
        }

        Assert.Equal(writes, transport.Writes.Count());
        queue.Flush();
        await queue.WhenIdleAsync().OrHang();
        Assert.Equal(bytes, transport.Writes.Sum());
    }

    [Fact]
    public async Task A_large_frame_goes_out_alone_and_in_order()
    {
        GatedTransport transport = new();
        OutgoingQueue queue = new(transport, 1024 * 1024, 10_000, static _ => { });
        foreach (int length in new[] { 10, 20, 30, 100_000, 40, 50 })
        {
            queue.Append(Frame(length), QueueRoom.Unbounded, now: true);
        }

        transport.Open();
        await queue.WhenIdleAsync().OrHang();
        Assert.Equal([10, 50, 100_000, 90], transport.Writes);
    }

    [Fact]
    public async Task The_reader_stops_when_its_own_answers_pile_up_and_goes_on_when_they_are_read()
    {
        GatedTransport transport = new();
        OutgoingQueue queue = new(transport, maxBytes: 1000, maxFrames: 100, static _ => { });
        for (int i = 0; i < 40; i++)
        {
            queue.Append(Frame(100), QueueRoom.Unbounded, now: false);
            Assert.True(queue.ReaderMayGoOnAsync().IsCompleted);
        }

        queue.Append(Frame(100), QueueRoom.Unbounded, now: false);
        Task mayGoOn = queue.ReaderMayGoOnAsync();
        Assert.False(mayGoOn.IsCompleted);
        transport.Open();
        await mayGoOn.OrHang();
    }

    [Fact]
    public async Task One_frame_larger_than_the_bound_is_let_in_alone()
    {
        GatedTransport transport = new();
        OutgoingQueue queue = new(transport, maxBytes: 1000, maxFrames: 100, static _ => { });
        Assert.True(queue.EnqueueAsync(Frame(5000), CancellationToken.None).IsCompleted);
        ValueTask<bool> second = queue.EnqueueAsync(Frame(5), CancellationToken.None);
        Assert.False(second.IsCompleted);
        transport.Open();
        Assert.True(await second.AsTask().OrHang());
        await queue.WhenIdleAsync().OrHang();
        Assert.Equal([5000, 5], transport.Writes);
    }

    [Fact]
    public async Task A_write_that_fails_closes_the_queue_and_wakes_everybody()
    {
        GatedTransport transport = new();
        TaskCompletionSource<Exception> failure = new();
        OutgoingQueue queue = new(transport, maxBytes: 100, maxFrames: 1, failure.SetResult);
        queue.Append(Frame(50), QueueRoom.Unbounded, now: false);
        Task<bool> frame = queue.EnqueueAsync(Frame(50), CancellationToken.None).AsTask();
        Task<bool> room = queue.ReserveAsync(50).AsTask();
        Task idle = queue.WhenIdleAsync();
        transport.Fail(new IOException("gone"));
        Assert.False(await frame.OrHang());
        Assert.False(await room.OrHang());
        await idle.OrHang();
        Assert.Equal("gone", (await failure.Task.OrHang()).Message);
        Assert.False(await queue.EnqueueAsync(Frame(5), CancellationToken.None));
        Assert.False(await queue.ReserveAsync(1));
    }

    /// <summary>A line of so many bytes in all.</summary>
    private static FrameSerializer Frame(int length)
    {
        FrameSerializer frame = FrameSerializer.Rent(FrameFormat.Ndjson, FrameLimits.MaxFrame);
        frame.Writer.WriteStringValue(new string('x', length - 3));
        frame.Finish(FrameFormat.Ndjson, FrameLimits.MaxFrame);
        Assert.Equal(length, frame.Length);
        return frame;
    }
}
