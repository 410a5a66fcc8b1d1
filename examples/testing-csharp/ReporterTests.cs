using Ixt.Sdk;
using Ixt.Sdk.Testing;
using Microsoft.Extensions.Time.Testing;

namespace TestingModules;

public sealed class ReporterTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    #region time
    [Fact]
    public async Task It_reports_every_minute()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new Reporter(), new() { TimeProvider = _clock });
        harness.OnTopic("report.tick", message => ModuleResult.Success());

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("12:01", (await harness.Sent.NextAsync("report.tick")).Text);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("12:02", (await harness.Sent.NextAsync("report.tick")).Text);

        Assert.Equal(0, await harness.ShutdownAsync());
        Assert.Empty(harness.Stderr);
    }
    #endregion

    #region unavailable
    [Fact]
    public async Task It_goes_on_when_nobody_takes_its_reports()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new Reporter(), new() { TimeProvider = _clock });
        _clock.Advance(TimeSpan.FromMinutes(1));
        await harness.Stderr.NextAsync("Nobody takes reports");

        harness.OnTopic("report.tick", message => ModuleResult.Success());
        _clock.Advance(TimeSpan.FromMinutes(1));
        await harness.Sent.NextAsync(message => message.Text == "12:02");
    }
    #endregion
}
