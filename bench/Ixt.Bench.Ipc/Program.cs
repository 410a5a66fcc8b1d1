// A module on the SDK against a raw socket echo and against other ways to do the same, in one run: every contestant has two ends on one
// Unix socket, the one that answers in a process of its own. This same program is the parent that measures and, with an argument, several of the children.
using Ixt.Bench.Ipc;

switch (args)
{
    case ["--child", "raw", string path]:
        await RawEcho.ServeAsync(path);
        return 0;
    case ["--child", "grpc", string path]:
        await GrpcServer.ServeAsync(path);
        return 0;
    case ["--child", "json-rpc", string formatter, string path]:
        await JsonRpcServer.ServeAsync(formatter, path);
        return 0;
}

if (!Arguments.TryParse(args, out Arguments? arguments, out string? problem))
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

return await (arguments.Smoke ? Smoke.RunAsync(arguments) : Bench.RunAsync(arguments));
