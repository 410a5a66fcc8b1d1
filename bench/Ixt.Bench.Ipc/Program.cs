// Two processes over one Unix socket: a module on the SDK against a raw socket echo of the same bytes, in the same run.
// This same program is the parent that measures and, with an argument, each of the two children.
using Ixt.Bench.Ipc;

switch (args)
{
    case ["--child", "module"]:
        return await new EchoModule().RunAsync();
    case ["--child", "raw", string path]:
        await RawEcho.ServeAsync(path);
        return 0;
    case [] or ["--quick"]:
        await Bench.RunAsync(args is ["--quick"] ? BenchPlan.Quick : BenchPlan.Full);
        return 0;
    default:
        Console.Error.WriteLine("usage: Ixt.Bench.Ipc [--quick]");
        return 2;
}
