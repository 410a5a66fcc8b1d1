using Ixt.Nexus.Tests.Addressing;

namespace Ixt.Nexus.Tests.Nodes;

/// <summary>Addresses as callers make, check and resolve them.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class AddressTests
{
    [Fact]
    public void A_path_and_an_abstract_name_can_be_told_apart()
    {
        Assert.Equal("/run/a.sock", Assert.IsType<NodeIpcSocketAddress.FilePath>(NodeIpcAddress.Path("/run/a.sock")).Value);
        Assert.Equal("a", Assert.IsType<NodeIpcSocketAddress.AbstractName>(NodeIpcAddress.Abstract("a")).Name);
        Assert.Equal(NodeIpcAddress.Path("/run/a.sock"), NodeIpcAddress.Path("/run/a.sock"));
        Assert.NotEqual(NodeIpcAddress.Path("a"), NodeIpcAddress.Abstract("a"));
    }

    [Fact]
    public void An_abstract_name_is_refused_with_a_clear_error_wherever_it_is_used()
    {
        NodeIpcSocketAddress reserved = NodeIpcAddress.Abstract("a");
        Action[] uses =
        [
            () => NodeIpcAddress.Validate(reserved),
            () => NodeIpcAddress.Normalize(reserved),
            () => NodeIpcAddress.Resolve(NexusTarget.Daemon("app"), _ => reserved),
            () => NexusDaemon.Create(new() { AppId = "app", Address = reserved }),
            () => _ = new NexusDaemonOptions { AppId = "app", Address = reserved }.SocketPath,
        ];
        Assert.All(uses, use =>
        {
            NodeIpcException failure = Assert.Throws<NodeIpcException>(use);
            Assert.Equal(("E_IPC_ADDRESS_INVALID", NodeIpcErrorCode.AddressInvalid), (failure.Code, failure.ErrorCode));
            Assert.Contains("reserved", failure.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_path_of_107_bytes_is_valid_and_one_more_is_not()
    {
        NodeIpcSocketAddress longest = NodeIpcAddress.Path("/" + new string('x', NodeIpcAddress.MaxPathBytes - 1));
        Assert.Same(longest, NodeIpcAddress.Validate(longest));
        Assert.Equal(NodeIpcErrorCode.PathTooLong, Assert.Throws<NodeIpcException>(() => NodeIpcAddress.Validate(NodeIpcAddress.Path("/" + new string('x', NodeIpcAddress.MaxPathBytes)))).ErrorCode);
        Assert.Equal(NodeIpcErrorCode.AddressInvalid, Assert.Throws<NodeIpcException>(() => NodeIpcAddress.Validate(NodeIpcAddress.Path("a.sock"))).ErrorCode);
    }

    [Fact]
    public void Normal_is_without_detours()
    {
        Assert.Equal(NodeIpcAddress.Path("/run/b.sock"), NodeIpcAddress.Normalize(NodeIpcAddress.Path("/run//a/../b.sock")));
        Assert.Equal(NodeIpcAddress.Path("/run/b.sock"), NodeIpcAddress.Resolve(NexusTarget.Daemon("app"), _ => NodeIpcAddress.Path("/run/./b.sock")));
    }

    [Fact]
    public void The_default_rule_is_where_the_daemon_itself_listens()
    {
        NexusDaemonOptions options = new() { AppId = "app", Instance = "two" };
        Assert.Equal(NodeIpcAddress.Path(options.SocketPath), NodeIpcAddress.DefaultResolve(NexusTarget.Daemon("app", "two")));
        Assert.EndsWith("/app/two.sock", options.SocketPath, StringComparison.Ordinal);
        Assert.Equal(NodeIpcAddress.DefaultResolve(NexusTarget.Daemon("app", "default")), NodeIpcAddress.Resolve(NexusTarget.Daemon("app"), null));
    }
}
