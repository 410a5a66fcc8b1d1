// Nexus peers over Unix sockets, C# and the original under Node in every combination, each side a process of its own, in one run.
// This same program is the parent that measures and, with an argument, each of the C# children.
using Ixt.Bench.Ipc;
using Ixt.Bench.Nexus;

switch (args)
{
    case ["--child", "daemon", string socket]:
        await DaemonPeer.RunAsync(socket);
        return 0;
    case ["--child", "client", string socket]:
        await ClientPeer.RunAsync(socket);
        return 0;
    case ["--child", "raw", string socket]:
        await RawEcho.ServeAsync(socket);
        return 0;
}

if (!NexusArguments.TryParse(args, out NexusArguments? arguments))
{
    Console.Error.WriteLine("usage: Ixt.Bench.Nexus [--quick] [--json FILE]");
    return 2;
}

try
{
    Console.WriteLine(Machine.Describe());
    NexusPlan plan = arguments.Quick ? NexusPlan.Quick : NexusPlan.Full;
    NexusResult[] results = await NexusBench.RunAsync(plan);
    ResultTable.Print(Console.Out, plan, results);
    if (arguments.JsonPath is { } path)
    {
        NexusResultFile.Write(path, plan, results);
    }

    return 0;
}
catch (Exception e) when (e is InvalidOperationException or MissingPeerException)
{
    Console.Error.WriteLine($"Ixt.Bench.Nexus: {e.Message}");
    return 1;
}
