using System.Collections.Concurrent;
using System.Text.Json;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>A Node process with the real packages that does what a test says, line by line of JavaScript.</summary>
internal sealed class NodePeer : IAsyncDisposable
{
    private readonly ChildProgram _program;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly Task _reading;
    private int _last;

    private NodePeer(ChildProgram program)
    {
        _program = program;
        _reading = ReadAsync();
    }

    internal ChildProgram Program => _program;

    internal static async Task<NodePeer> StartAsync(IReadOnlyDictionary<string, string>? environment = null)
    {
        string programs = await NodePackages.RequireAsync();
        return new NodePeer(ChildProgram.Start("node", ["--expose-gc", Path.Combine(programs, "peer.mjs")], environment));
    }

    /// <summary>Runs the body of an async function (what it sees: <c>node/peer.mjs</c>); the value that it returns as plain JSON.</summary>
    internal async Task<JsonElement> RunAsync(string code)
    {
        int id = Interlocked.Increment(ref _last);
        TaskCompletionSource<JsonElement> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        await _program.WriteLineAsync($$"""{"id":{{id}},"code":{{JsonSerializer.Serialize(code)}}}""");
        if (_reading.IsCompleted)
        {
            answer.TrySetException(Gone());
        }

        return await answer.Task.Soon();
    }

    /// <summary>The same, compared as text: JSON with double quotes, or single ones for legibility.</summary>
    internal async Task ShouldAsync(string expected, string code) =>
        Assert.Equal(Canonical.Of(JsonElement.Parse(expected.Contains('"', StringComparison.Ordinal) ? expected : expected.Replace('\'', '"'))), Canonical.Of(await RunAsync(code)));

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        await _reading;
    }

    private InvalidOperationException Gone() => new($"The Node peer is gone: {_program.Errors}");

    private async Task ReadAsync()
    {
        await foreach (string line in _program.ReadLinesAsync())
        {
            if (line.StartsWith('='))
            {
                JsonElement answer = JsonElement.Parse(line.AsSpan(1));
                if (_waiting.TryRemove(answer.GetProperty("id").GetInt32(), out TaskCompletionSource<JsonElement>? waiting))
                {
                    if (answer.TryGetProperty("ok", out JsonElement value))
                    {
                        waiting.TrySetResult(value);
                    }
                    else
                    {
                        waiting.TrySetException(new InvalidOperationException($"Node: {answer.GetProperty("err").GetRawText()}"));
                    }
                }
            }
        }

        foreach (TaskCompletionSource<JsonElement> waiting in _waiting.Values)
        {
            waiting.TrySetException(Gone());
        }
    }
}
