using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Ixt.Protocol.Tests;

/// <summary>What ajv, a validator that shares no code with ours, says of every example. Runs Node once for all tests.</summary>
public sealed class AjvVerdicts
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);
    private readonly Lazy<Task<Dictionary<string, bool>>> _verdicts = new(RunAsync);

    /// <summary>The verdicts by path under <c>spec/</c>. Skips the test when Node or npm is absent, except in CI.</summary>
    public Task<Dictionary<string, bool>> GetAsync() => _verdicts.Value;

    private static async Task<Dictionary<string, bool>> RunAsync()
    {
        string folder = Path.Combine(Spec.RepositoryRoot, "tests", "Ixt.Protocol.Tests", "ajv");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            await RunAsync(folder, "npm", "ci", "--no-audit", "--no-fund");
        }

        string output = await RunAsync(folder, "node", "verdicts.js", Spec.Folder);
        return JsonDocument.Parse(output).RootElement.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetBoolean());
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Start(start);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0)
            {
                string problem = $"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}: {await errors}";
                if (program == "npm")
                {
                    Absent(problem);
                }

                throw new InvalidOperationException(problem);
            }

            return await output;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            Absent($"{start.FileName} is not installed ({e.Message}).");
            throw;
        }
    }

    private static void Absent(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"The second judge of the examples must not be absent in CI: {reason}");
        }

        Assert.Skip($"No second judge of the examples: {reason}");
    }
}
