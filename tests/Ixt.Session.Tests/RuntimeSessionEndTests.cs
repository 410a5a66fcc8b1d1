using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

/// <summary>How a session comes to its end.</summary>
public sealed class RuntimeSessionEndTests
{
    [Theory, BothFramings]
    public async Task When_the_module_goes_away_calls_fail_services_are_cancelled_and_the_reason_is_told(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        TaskCompletionSource serving = new();
        TaskCompletionSource cancelled = new();
        bench.Services.OnRequest = async (_, token) =>
        {
            token.Register(cancelled.SetResult);
            serving.SetResult();
            await cancelled.Task;
            return HandlerResult.Empty;
        };
        await bench.Peer.SendAsync("""{"type":"service_request","id":1,"service":"kv","method":"get","params":{}}""");
        await serving.Task.OrHang();
        Task<ModuleResponse> call = bench.Session.HealthCheckAsync();
        await bench.TakeAsync("health_check");
        await bench.Peer.DisposeAsync();
        Assert.Equal("CONNECTION_LOST", (await Assert.ThrowsAsync<SessionException>(() => call.OrHang())).Code);
        Assert.Equal(SessionCloseReason.PeerClosed, (await bench.Session.Completion.OrHang()).Reason);
        await cancelled.Task.OrHang();
        Assert.Equal("CONNECTION_LOST", (await Assert.ThrowsAsync<SessionException>(() => bench.Session.HealthCheckAsync())).Code);
    }

    [Theory]
    [InlineData("00000000", SessionCloseReason.ProtocolError)]
    [InlineData("FFFFFFFF", SessionCloseReason.FrameTooLarge)]
    public async Task A_stream_that_cannot_be_trusted_is_closed(string header, SessionCloseReason reason)
    {
        await using RuntimeBench bench = RuntimeBench.Start(FrameFormat.LengthLittleEndian);
        await bench.Peer.SendBytesAsync(Convert.FromHexString(header));
        Assert.Equal(reason, (await bench.Session.Completion.OrHang()).Reason);
        await bench.Peer.ExpectEndAsync();
    }

    [Fact]
    public async Task Disposing_writes_what_is_queued_and_closes_locally()
    {
        RuntimeBench bench = RuntimeBench.Start(FrameFormat.Ndjson);
        Task<ModuleResponse> call = bench.Session.HealthCheckAsync();
        await bench.Session.DisposeAsync();
        await bench.TakeAsync("health_check");
        await bench.Peer.ExpectEndAsync();
        Assert.Equal("CONNECTION_LOST", (await Assert.ThrowsAsync<SessionException>(() => call.OrHang())).Code);
        Assert.Equal(SessionCloseReason.LocalClose, (await bench.Session.Completion).Reason);
        await bench.Session.DisposeAsync();
    }
}
