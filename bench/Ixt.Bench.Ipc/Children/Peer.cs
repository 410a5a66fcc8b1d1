using System.Diagnostics;

namespace Ixt.Bench.Ipc;

/// <summary>A child process that talks in lines: it says <c>ready</c>, then answers each line with one, and ends with its standard input.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_stop = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly string _name;

    private Peer(string name, Process process)
    {
        _name = name;
        _process = process;
    }

    /// <summary>The process itself, for what it has used.</summary>
    internal Process Process => _process;

    /// <summary>Processor time it has used.</summary>
    internal TimeSpan Cpu => ProcessUsage.Cpu(_process);

    internal static async Task<Peer> StartAsync(string name, ProcessStartInfo info)
    {
        info.RedirectStandardInput = info.RedirectStandardOutput = true;
        Peer peer = new(name, Process.Start(info) ?? throw new InvalidOperationException($"The {name} did not start."));
        try
        {
            string line = await peer.ReadAsync(s_start);
            return line == "ready" ? peer : throw new InvalidOperationException($"The {name} said '{line}' in place of 'ready'.");
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    internal async Task<string> AskAsync(string line, TimeSpan patience)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            throw Ended();
        }

        return await ReadAsync(patience);
    }

    /// <summary>Ends the process: by the end of its input, or if that does not help, by force.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            using CancellationTokenSource late = new(s_stop);
            await _process.WaitForExitAsync(late.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private InvalidOperationException Ended() => new($"The {_name} ended; what it wrote above says why.");

    private async Task<string> ReadAsync(TimeSpan patience)
    {
        using CancellationTokenSource late = new(patience);
        try
        {
            return await _process.StandardOutput.ReadLineAsync(late.Token) ?? throw Ended();
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"The {_name} said nothing for {patience.TotalSeconds:0} s.");
        }
    }
}
