using System.Globalization;
using System.Text;
using Ixt.Nexus;
using NexusInterop;

// Lines are UTF-8 whatever the locale says.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
ClientArguments arguments;
try
{
    arguments = ClientArguments.Parse(args);
}
catch (FormatException e)
{
    Console.Error.WriteLine($"nexus-client: {e.Message}");
    return 64;
}

NexusClient? client = null;
try
{
    StepRunner runner;
    try
    {
        client = NexusClient.Create(arguments.Options);
        runner = new StepRunner(client, arguments.AcquireTimeout);
        await runner.AcquireAsync(arguments.Token, arguments.CallTimeout);
    }
    catch (Exception e)
    {
        Print(-1, output => ErrorText.Write(output, e), "err");
        return 0;
    }

    for (int number = 0; number < arguments.Steps.Count; number++)
    {
        try
        {
            NexusValue result = await runner.RunAsync(arguments.Steps[number]);
            Print(number, output => PlainJson.Write(output, result), "ok");
        }
        catch (Exception e)
        {
            Print(number, output => ErrorText.Write(output, e), "err");
        }
    }

    return 0;
}
finally
{
    if (client is not null)
    {
        await client.DisposeAsync();
    }
}

static void Print(int step, Action<TextWriter> write, string member)
{
    using StringWriter line = new(CultureInfo.InvariantCulture);
    line.Write($"{{\"step\":{step},\"{member}\":");
    write(line);
    line.Write('}');
    Console.WriteLine(line.ToString());
}
