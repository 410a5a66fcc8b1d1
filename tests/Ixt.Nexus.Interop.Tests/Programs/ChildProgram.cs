using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>A program that a test started: its lines as they come, its end, and certain death with the test.</summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _errors = new();
    private readonly Task _pumps;

    private ChildProgram(Process process)
    {
        _process = process;
        _pumps = Task.WhenAll(PumpOutputAsync(), PumpErrorsAsync());
    }

    internal int Id => _process.Id;

    /// <summary>What it wrote to stderr so far.</summary>
    internal string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Starts it with an environment of its own choosing where the library looks at it.</summary>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    internal static ChildProgram Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Artifacts.RepositoryRoot,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };

        // NEXUS_* mean something to the interop client; under dotnet test MSBUILD* point into the build that runs the test.
        foreach (string name in start.Environment.Keys.Where(n => n.StartsWith("NEXUS_", StringComparison.Ordinal) || n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        // A runtime that is killed leaves the pipes of its diagnostics in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new ChildProgram(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    internal static async Task<(int ExitCode, string[] Lines, string Errors)> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? limit = null)
    {
        await using ChildProgram child = Start(program, arguments, environment);
        child._process.StandardInput.Close();
        int code = await child.ExitAsync(limit);
        return (code, [.. await child._lines.Reader.ReadAllAsync().ToArrayAsync()], child.Errors);
    }

    /// <summary>The next line of its output; null at the end.</summary>
    internal async Task<string?> ReadLineAsync() => await _lines.Reader.WaitToReadAsync().Soon() && _lines.Reader.TryRead(out string? line) ? line : null;

    /// <summary>All lines to come.</summary>
    internal IAsyncEnumerable<string> ReadLinesAsync() => _lines.Reader.ReadAllAsync();

    internal async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for its end and all of its output.</summary>
    internal async Task<int> ExitAsync(TimeSpan? limit = null)
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(limit ?? Waiting.Limit);
        await _pumps.Soon();
        return _process.ExitCode;
    }

    /// <summary>SIGTERM.</summary>
    internal void Terminate()
    {
        if (Signal(_process.Id, 15) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>SIGKILL, and waits until it is gone.</summary>
    internal async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        await _pumps;
        _process.Dispose();
    }

    private async Task PumpOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _lines.Writer.TryWrite(line);
        }

        _lines.Writer.Complete();
    }

    private async Task PumpErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_errors)
            {
                _errors.AppendLine(line);
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Signal(int process, int signal);
}
