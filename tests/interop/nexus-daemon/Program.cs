using System.Runtime.InteropServices;
using System.Text;
using Ixt.Nexus;
using NexusInterop;

// Lines are UTF-8 whatever the locale says.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
DaemonArguments arguments;
try
{
    arguments = DaemonArguments.Parse(args);
}
catch (FormatException e)
{
    Console.Error.WriteLine($"nexus-daemon: {e.Message}");
    return 64;
}

TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
try
{
    await using NexusDaemon daemon = NexusDaemon.Create(arguments.Options).Provide("interop:echo", EchoService.Create());
    await daemon.StartAsync();
    Console.WriteLine($"ready {daemon.SocketPath}");
    if (arguments.Late is { } late && await Task.WhenAny(Task.Delay(late), stop.Task) != stop.Task)
    {
        daemon.Provide("interop:late", EchoService.CreateLate());
    }

    await stop.Task;
    return 0;
}
catch (NexusException e)
{
    Console.WriteLine((e as NodeIpcException ?? e.InnerException as NodeIpcException ?? e).Code);
    Console.Error.WriteLine($"nexus-daemon: {e.Message}");
    return 1;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.TrySetResult();
}
