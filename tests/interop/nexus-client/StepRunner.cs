using System.Globalization;
using System.Text.Json;
using Ixt.Nexus;

namespace NexusInterop;

/// <summary>Does the steps of the command line on one session.</summary>
internal sealed class StepRunner(NexusClient client, TimeSpan acquireTimeout)
{
    private readonly Dictionary<string, NexusRef> _counters = [];
    private NexusProxy? _echo;

    internal async Task AcquireAsync(string token, TimeSpan callTimeout) => _echo = await client.CreateAsync(token, timeout: acquireTimeout, callTimeout: callTimeout);

    /// <summary>Does one step.</summary>
    internal async Task<NexusValue> RunAsync(JsonElement step)
    {
        NexusProxy echo = _echo!;
        string name = Text(step, 1);
        switch (step[0].GetString())
        {
            case "call":
                return await echo.InvokeAsync(NexusOperation.Apply, new[] { name }, step.EnumerateArray().Skip(2).Select(PlainJson.Read).ToArray());
            case "get":
                return await echo.GetAsync(step.EnumerateArray().Skip(1).Select(PlainJson.Text).ToArray());
            case "later":
                return await LaterAsync(echo, step[1].GetInt32());
            case "laterThrow":
                return await echo.CallAsync("later", Function((_, _) => throw new InvalidOperationException(name)), 1);
            case "laterNested":
                return await echo.CallAsync("later", Function(async (arguments, _) => await echo.CallAsync("add", arguments.Span[0], 100)), step[1].GetInt32());
            case "counterNew":
                _counters[name] = (await echo.CallAsync("makeCounter")).AsRef();
                return true;
            case "counterNext":
                return await _counters[name].CallAsync("next", ReadOnlyMemory<NexusValue>.Empty);
            case "counterGet":
                return await _counters[name].GetAsync("value");
            case "counterSet":
                await _counters[name].SetAsync("value", PlainJson.Read(step[2]));
                return true;
            case "counterRelease":
                _counters[name].Release();
                return true;
            case "par":
                return await InParallelAsync(echo, step[1].GetInt32());
            case "sleep":
                await Task.Delay(step[1].GetInt32());
                return true;
            case "acquire":
                await client.CreateAsync(name, timeout: step.GetArrayLength() > 2 ? TimeSpan.FromMilliseconds(step[2].GetInt32()) : acquireTimeout);
                return true;
            default:
                throw new FormatException($"unknown step {step[0]}");
        }
    }

    private static async Task<NexusValue> LaterAsync(NexusProxy echo, int times)
    {
        List<NexusValue> seen = [];
        NexusValue sum = await echo.CallAsync("later", Function((arguments, _) =>
        {
            seen.Add(arguments.Span[0]);
            return new(arguments.Span[0].AsDouble() * 10);
        }), times);
        return new NexusObject { ["sum"] = sum, ["seen"] = seen.ToArray() };
    }

    private static async Task<NexusValue> InParallelAsync(NexusProxy echo, int count)
    {
        NexusValue[] sums = await Task.WhenAll(Enumerable.Range(0, count).Select(i => echo.CallAsync("add", i, 1).AsTask()));
        return sums.Select((sum, i) => sum == NexusValue.From(i + 1.0)).All(right => right);
    }

    private static NexusValue Function(Func<ReadOnlyMemory<NexusValue>, CancellationToken, ValueTask<NexusValue>> function) => NexusValue.From(new NexusFunction(function));

    private static string Text(JsonElement step, int index) => step.GetArrayLength() > index ? PlainJson.Text(step[index]) : "";
}
