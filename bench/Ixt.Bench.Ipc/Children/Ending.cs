using System.Diagnostics;

namespace Ixt.Bench.Ipc;

/// <summary>How children end: by themselves once their connection has gone, or by force.</summary>
internal static class Ending
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    internal static async Task WaitAsync(Process process)
    {
        using CancellationTokenSource late = new(s_patience);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
