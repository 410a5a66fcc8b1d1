namespace Ixt.Nexus.Tests.Addressing;

[Collection(nameof(EnvironmentCollection))]
public sealed class DefaultPathTests : IDisposable
{
    private const string Variable = "XDG_RUNTIME_DIR";

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, _before);

    [Theory]
    [InlineData("/run/user/1234", "app", null, "/run/user/1234/nexus/app/default.sock")]
    [InlineData("/run/user/1234/", "app", null, "/run/user/1234/nexus/app/default.sock")]
    [InlineData("/run//x/../user", "app", "two", "/run/user/nexus/app/two.sock")]
    [InlineData("", "app", "two", "/tmp/nexus-UID/app/two.sock")]
    [InlineData(null, "app", null, "/tmp/nexus-UID/app/default.sock")]
    [InlineData(null, "...", null, "/tmp/nexus-UID/.../default.sock")]
    [InlineData(null, " a b ", null, "/tmp/nexus-UID/ a b /default.sock")]
    [InlineData(null, "a\nb", null, "/tmp/nexus-UID/a\nb/default.sock")]
    [InlineData(null, "é😀", "ü", "/tmp/nexus-UID/é😀/ü.sock")]
    [InlineData(null, "a:b", null, "/tmp/nexus-UID/a:b/default.sock")]
    public void A_daemon_is_found_by_application_and_instance(string? runtime, string appId, string? instance, string path)
    {
        Environment.SetEnvironmentVariable(Variable, runtime);
        path = path.Replace("UID", $"{TempDirectory.UserId}", StringComparison.Ordinal);
        Assert.Equal(path, SocketAddresses.PathOf(new NexusTarget(appId, instance), null));
        Assert.Equal(path, NexusDaemon.Create(new() { AppId = appId, Instance = instance }).SocketPath);
    }

    [Fact]
    public void A_relative_runtime_directory_is_refused()
    {
        Environment.SetEnvironmentVariable(Variable, "rel/dir");
        Assert.Equal("E_IPC_ADDRESS_INVALID", Assert.Throws<NodeIpcException>(() => SocketAddresses.PathOf(new NexusTarget("app"), null)).Code);
        Assert.Equal(NodeIpcErrorCode.AddressInvalid, Assert.Throws<NodeIpcException>(() => NexusDaemon.Create(new() { AppId = "app" })).ErrorCode);
    }

    [Fact]
    public async Task The_directories_of_the_default_path_are_made_for_their_owner_alone()
    {
        using TempDirectory temp = new();
        Environment.SetEnvironmentVariable(Variable, temp["absent"]);
        await using NexusDaemon daemon = NexusDaemon.Create(new() { AppId = "interop" }).Provide(SessionBench.Token, DemoService.Create());
        await daemon.StartAsync();
        Assert.All(["absent", "absent/nexus", "absent/nexus/interop"], d => Assert.Equal(Convert.ToInt32("700", 8), TempDirectory.ModeOf(temp[d])));
        await using NexusClient client = NexusClient.Create(new() { AppId = "c", DefaultTarget = NexusTarget.Daemon("interop") });
        NexusProxy proxy = await client.CreateAsync(SessionBench.Token).OrHang();
        Assert.Equal(3, (await proxy.CallAsync("add", 1, 2).OrHang()).AsInt32());
    }

    [Fact]
    public async Task A_runtime_directory_that_others_can_read_will_do_because_what_is_in_it_is_private()
    {
        using TempDirectory temp = new();
        Environment.SetEnvironmentVariable(Variable, temp.MakeDirectory("open", "755"));
        await using NexusDaemon daemon = NexusDaemon.Create(new() { AppId = "interop" });
        await daemon.StartAsync();
        Assert.True(File.Exists(temp["open/nexus/interop/default.sock"]));
    }
}
