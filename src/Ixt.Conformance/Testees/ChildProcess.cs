using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ixt.Conformance.Testees;

/// <summary>A testee that runs as a child process, in a session of its own so that whatever it starts ends with it.</summary>
internal sealed class ChildProcess : RunningTestee
{
    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int SigTerm = 15;

    private static readonly string? _setsid = Executables.Find("setsid");

    private readonly Process _process;
    private readonly bool _ownsGroup;
    private readonly Task _stderr;
    private readonly Task _stdout;

    private ChildProcess(Process process, bool ownsGroup, OutputCapture output, OutputCapture standardOutput)
    {
        _process = process;
        _ownsGroup = ownsGroup;
        ProcessId = process.Id;
        _stderr = ReadLinesAsync(process.StandardError, output);
        _stdout = ReadLinesAsync(process.StandardOutput, standardOutput);
        Exited = WaitAsync();
    }

    /// <inheritdoc/>
    public override int? ProcessId { get; }

    /// <inheritdoc/>
    public override Task<int?> Exited { get; }

    /// <summary>Starts the program.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="environment">Changes to its environment; null removes a variable.</param>
    /// <param name="output">Gets its stderr.</param>
    /// <param name="standardOutput">Gets its stdout; null: the same.</param>
    /// <exception cref="TesteeStartException">There is no such program, or it is not executable.</exception>
    public static ChildProcess Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string?> environment, OutputCapture output, OutputCapture? standardOutput = null)
    {
        string program = Executables.Find(command[0])
            ?? throw new TesteeStartException($"there is no program {command[0]}{(command[0].Contains('/', StringComparison.Ordinal) ? string.Empty : " on PATH")}");
        string[] words = [.. _setsid is null ? [] : (string[])[_setsid], .. SignalDefaults.Prefix, program, .. command.Skip(1)];
        ProcessStartInfo info = new(words[0])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        foreach (string word in words.Skip(1))
        {
            info.ArgumentList.Add(word);
        }

        foreach ((string key, string? value) in environment)
        {
            if (value is null)
            {
                info.Environment.Remove(key);
            }
            else
            {
                info.Environment[key] = value;
            }
        }

        try
        {
            Process process = Process.Start(info)!;
            process.StandardInput.Close();
            return new ChildProcess(process, _setsid is not null, output, standardOutput ?? output);
        }
        catch (Win32Exception e)
        {
            throw new TesteeStartException($"{program} does not start: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public override void Signal(string name) => _ = kill(_process.Id, name == "SIGINT" ? SigInt : SigTerm);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        if (_ownsGroup)
        {
            // Children that outlived their parent are still of its group; without any this does nothing.
            _ = kill(-_process.Id, SigKill);
        }

        // Who waits for the end asks the process for its exit code, which it has until it is disposed of.
        await Task.WhenAll(Exited, _stderr, _stdout).ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task<int?> WaitAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        return _process.ExitCode;
    }

    private static async Task ReadLinesAsync(StreamReader reader, OutputCapture output)
    {
        using LineWriter lines = new(output);
        char[] buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            lines.Write(buffer, 0, read);
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int pid, int signal);
}
