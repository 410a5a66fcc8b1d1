using System.Text;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Sdk.Tests;

public sealed class QuickStartTests(QuickStartFixture fixture) : IClassFixture<QuickStartFixture>
{
    [Fact]
    public async Task Publishing_gives_one_native_file()
    {
        NativeCompiler.Require();
        string file = Assert.Single(Directory.GetFileSystemEntries(await fixture.PublishedAsync()));
        Assert.Equal("quickstart-csharp", Path.GetFileName(file));
        byte[] head = new byte[4];
        await using FileStream stream = File.OpenRead(file);
        await stream.ReadExactlyAsync(head);
        Assert.Equal([0x7F, (byte)'E', (byte)'L', (byte)'F'], head);
    }

    [Theory]
    [InlineData(FrameFormat.LengthLittleEndian)]
    [InlineData(FrameFormat.Ndjson)]
    public async Task The_published_file_does_what_the_readme_says(FrameFormat framing)
    {
        NativeCompiler.Require();
        string program = Path.Combine(await fixture.PublishedAsync(), "quickstart-csharp");
        await using ModuleProcess module = await ModuleProcess.RunAsync(program, "{'database_url':'pg://x'}", framing);
        Assert.Equal("GRüSSE, ёж", Decoded(await module.SucceedAsync("my.service.process", "grüsse, ёж"), "result"));
        Assert.Equal("{\"query\":\"say \\\"hällo\\\"\"}", Decoded(await module.SucceedAsync("my.service.query", "say \"hällo\""), "data"));
        ErrorBody unknown = Assert.IsType<ResponseError>(await module.SendAsync("my.service.other")).Error;
        Assert.Equal(("UNKNOWN_TOPIC", "Unknown topic: my.service.other"), (unknown.Code, unknown.Message));
        Json.Equal(
            "{'healthy':true,'database_connected':true,'requests_processed':2}",
            Assert.IsType<ResponseSuccess>(await module.Session.HealthCheckAsync().Soon()).Data);
        Assert.IsType<ResponseSuccess>(await module.Session.ShutdownAsync().Soon());
        Assert.Equal(0, await module.ExitAsync());
        Assert.Equal(
            $"[INFO] {ModuleProcess.ModuleId}: Connecting to database: pg://x\n[INFO] {ModuleProcess.ModuleId}: Shutting down module\n", module.Stderr.Text);
    }

    [Fact]
    public async Task The_published_file_says_what_to_set_when_it_is_run_by_hand()
    {
        NativeCompiler.Require();
        await using ModuleProcess module = ModuleProcess.Start(Path.Combine(await fixture.PublishedAsync(), "quickstart-csharp"));
        Assert.Equal(64, await module.ExitAsync());
        Assert.Contains("IXT_IPC_SOCKET and IXT_MODULE_ID are not set", module.Stderr.Text, StringComparison.Ordinal);
    }

    private static string Decoded(JsonElement data, string member) => Encoding.UTF8.GetString(data.GetProperty(member).GetBytesFromBase64());
}
