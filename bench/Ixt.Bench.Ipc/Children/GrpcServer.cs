using Ixt.Bench.Ipc.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ixt.Bench.Ipc;

/// <summary>The child that serves gRPC. Lives until its standard input ends.</summary>
internal static class GrpcServer
{
    // Above the largest payload; what gRPC takes by default is 4 MiB.
    internal const int MaxMessage = 16 * 1024 * 1024;

    internal static async Task ServeAsync(string path)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = MaxMessage);
        builder.WebHost.ConfigureKestrel(options => options.ListenUnixSocket(path, listen => listen.Protocols = HttpProtocols.Http2));
        await using WebApplication app = builder.Build();
        app.MapGrpcService<GrpcEcho>();
        await app.StartAsync();
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }
}
