namespace Ixt.Nexus.Tests.Addressing;

public sealed class SocketAddressTests
{
    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("/")]
    [InlineData("a\\b")]
    [InlineData("../x")]
    public void An_application_or_instance_that_is_not_one_segment_is_refused(string segment)
    {
        Assert.Equal(NodeIpcErrorCode.AddressInvalid, ErrorOf(new NexusTarget(segment)));
        Assert.Equal(NodeIpcErrorCode.AddressInvalid, ErrorOf(new NexusTarget("app", segment)));
        Assert.Throws<NodeIpcException>(() => NexusDaemon.Create(new() { AppId = segment }));
        Assert.Throws<NodeIpcException>(() => NexusDaemon.Create(new() { AppId = "app", Instance = segment }));
    }

    [Fact]
    public void An_empty_instance_is_an_error_and_none_is_the_default()
    {
        Assert.Equal(NodeIpcErrorCode.AddressInvalid, ErrorOf(new NexusTarget("app", "")));
        Assert.EndsWith("/app/default.sock", SocketAddresses.PathOf(new NexusTarget("app"), null));
    }

    [Fact]
    public void A_NUL_is_refused_where_the_original_would_cut_the_path_off() => Assert.Equal(NodeIpcErrorCode.AddressInvalid, ErrorOf(new NexusTarget("a\0b")));

    [Theory]
    [InlineData("other-context", "app")]
    [InlineData("", "app")]
    [InlineData("node-ipc-client", "app")]
    [InlineData("node-ipc-daemon", "")]
    public void A_target_that_is_no_daemon_is_refused_before_any_resolver_is_asked(string context, string appId)
    {
        NexusTarget target = new(appId) { Context = context };
        Assert.Equal(NodeIpcErrorCode.AddressInvalid, ErrorOf(target));
        Assert.Equal(NodeIpcErrorCode.AddressInvalid, ErrorOf(target, _ => throw new InvalidOperationException("asked")));
    }

    [Fact]
    public void A_resolver_gets_the_target_and_gives_any_path()
    {
        NexusTarget? asked = null;
        Assert.Equal("/a/b/c", SocketAddresses.PathOf(new NexusTarget("../x", "y/z"), t =>
        {
            asked = t;
            return new NodeIpcSocketAddress.FilePath("/a//x/.././b/c");
        }));
        Assert.Equal(new NexusTarget("../x", "y/z"), asked);
    }

    [Fact]
    public void A_resolver_that_knows_nothing_throws_or_gives_what_is_no_path_is_an_invalid_address()
    {
        NexusTarget target = new("app");
        Assert.Equal(NodeIpcErrorCode.AddressInvalid, ErrorOf(target, _ => null));
        Assert.Equal(NodeIpcErrorCode.AddressInvalid, ErrorOf(target, _ => throw new InvalidOperationException("q")));
        Assert.Equal(NodeIpcErrorCode.AddressInvalid, ErrorOf(target, _ => new NodeIpcSocketAddress.FilePath("x")));
        Assert.Equal(NodeIpcErrorCode.AddressInvalid, ErrorOf(target, _ => new NodeIpcSocketAddress.FilePath("")));
        Assert.Equal(NodeIpcErrorCode.AddressInvalid, ErrorOf(target, _ => new NodeIpcSocketAddress.AbstractName("n")));
        NodeIpcException failure = Assert.Throws<NodeIpcException>(() => SocketAddresses.PathOf(target, _ => throw new InvalidOperationException("q")));
        Assert.Equal("q", failure.InnerException!.Message);
    }

    [Fact]
    public void A_path_has_at_most_107_bytes()
    {
        Assert.Equal(107, Checked("/" + new string('a', 106)).Length);
        Assert.Equal(NodeIpcErrorCode.PathTooLong, Assert.Throws<NodeIpcException>(() => Checked("/" + new string('a', 107))).ErrorCode);
        Assert.Equal("/" + new string('é', 53), Checked("/" + new string('é', 53)));
        Assert.Equal(NodeIpcErrorCode.PathTooLong, Assert.Throws<NodeIpcException>(() => Checked("/a" + new string('é', 53))).ErrorCode);
        Assert.Equal(NodeIpcErrorCode.PathTooLong, Assert.Throws<NodeIpcException>(() => Checked("/" + new string('é', 106))).ErrorCode);
    }

    [Fact]
    public void The_length_counts_before_the_path_is_normalised() =>
        Assert.Equal(NodeIpcErrorCode.PathTooLong, Assert.Throws<NodeIpcException>(() => Checked(string.Concat(Enumerable.Repeat("/a/..", 30)) + "/x.sock")).ErrorCode);

    [Fact]
    public void An_abstract_name_or_a_relative_path_of_a_daemon_is_refused_at_configuration()
    {
        Assert.Equal(NodeIpcErrorCode.AddressInvalid, Assert.Throws<NodeIpcException>(() => NexusDaemon.Create(new() { AppId = "a", Address = new NodeIpcSocketAddress.AbstractName("x") })).ErrorCode);
        Assert.Equal(NodeIpcErrorCode.AddressInvalid, Assert.Throws<NodeIpcException>(() => NexusDaemon.Create(new() { AppId = "a", Address = new NodeIpcSocketAddress.FilePath("rel.sock") })).ErrorCode);
    }

    private static string Checked(string path) => SocketAddresses.Checked(new NodeIpcSocketAddress.FilePath(path));

    private static NodeIpcErrorCode ErrorOf(NexusTarget target, NodeIpcAddressResolver? resolver = null) =>
        Assert.Throws<NodeIpcException>(() => SocketAddresses.PathOf(target, resolver)).ErrorCode;
}
