using Ixt.Sdk;

namespace TestingModules;

/// <summary>A module that sends a message by itself, every minute.</summary>
internal sealed class Reporter : IxtProcessModule
{
    private readonly CancellationTokenSource _stop = new();
    private Task _reporting = Task.CompletedTask;

    protected override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        _reporting = ReportAsync();
        return default;
    }

    protected override async ValueTask OnShutdownAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _reporting;
    }

    private async Task ReportAsync()
    {
        // Time, not the system's clock: a test moves it
        using PeriodicTimer timer = new(TimeSpan.FromMinutes(1), Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                SendResponse response = await SendMessageAsync("report.tick", $"{Time.GetUtcNow():HH:mm}");
                if (!response.Success)
                {
                    LogError($"Nobody takes reports: {response.Error!.Message}");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Shutting down
        }
    }
}
