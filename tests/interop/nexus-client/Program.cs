using System.Globalization;
using System.Text.Json;
using Ixt.Nexus;
using NexusInterop;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: nexus-client SOCKET|- JSON-ARRAY-OF-STEPS");
    return 64;
}

string socket = args[0];
using JsonDocument steps = JsonDocument.Parse(args[1], new() { MaxDepth = 4096 });
await using NexusClient client = NexusClient.Create(new()
{
    AppId = Setting("NEXUS_APP_ID", "interop"),
    AuthToken = Environment.GetEnvironmentVariable("NEXUS_AUTH_TOKEN") is { Length: > 0 } secret ? secret : null,
    AuthTimeout = Milliseconds("NEXUS_AUTH_TIMEOUT_MS", 5000),
    DefaultTarget = NexusTarget.Daemon(Setting("NEXUS_APP_ID", "interop"), Environment.GetEnvironmentVariable("NEXUS_INSTANCE") is { Length: > 0 } instance ? instance : null),
    ResolveAddress = socket == "-" ? null : _ => new NodeIpcSocketAddress.FilePath(socket),
});
StepRunner runner = new(client, Milliseconds("NEXUS_ACQUIRE_TIMEOUT_MS", 5000));
try
{
    await runner.AcquireAsync(Setting("NEXUS_TOKEN", "interop:echo"), Milliseconds("NEXUS_CALL_TIMEOUT_MS", 5000));
}
catch (Exception e)
{
    Print(-1, output => ErrorText.Write(output, e), "err");
    return 0;
}

int number = 0;
foreach (JsonElement step in steps.RootElement.EnumerateArray())
{
    try
    {
        NexusValue result = await runner.RunAsync(step);
        Print(number, output => PlainJson.Write(output, result), "ok");
    }
    catch (Exception e)
    {
        Print(number, output => ErrorText.Write(output, e), "err");
    }

    number++;
}

return 0;

static string Setting(string name, string otherwise) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : otherwise;

static TimeSpan Milliseconds(string name, double otherwise) =>
    TimeSpan.FromMilliseconds(Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? double.Parse(value, CultureInfo.InvariantCulture) : otherwise);

static void Print(int step, Action<TextWriter> write, string member)
{
    using StringWriter line = new(CultureInfo.InvariantCulture);
    line.Write($"{{\"step\":{step},\"{member}\":");
    write(line);
    line.Write('}');
    Console.WriteLine(line.ToString());
}
