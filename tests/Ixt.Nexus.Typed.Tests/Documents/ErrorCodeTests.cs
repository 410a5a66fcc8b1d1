using System.Reflection;

namespace Ixt.Nexus.Typed.Tests;

/// <summary>The codes that the library names are codes that it gives.</summary>
public sealed class ErrorCodeTests
{
    private static readonly string[] s_sources = [.. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "src", "Ixt.Nexus"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText)];

    public static TheoryData<string> Names() => [.. typeof(NexusErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_code_is_there_that_nothing_gives(string name) =>
        Assert.Contains(s_sources, s => s.Contains($"NexusErrorCodes.{name}", StringComparison.Ordinal) && !s.Contains($"cref=\"NexusErrorCodes.{name}\"", StringComparison.Ordinal));

    [Theory]
    [InlineData(NodeIpcErrorCode.AddressInvalid, "E_IPC_ADDRESS_INVALID")]
    [InlineData(NodeIpcErrorCode.AddressInUse, "E_IPC_ADDRESS_IN_USE")]
    [InlineData(NodeIpcErrorCode.PathTooLong, "E_IPC_PATH_TOO_LONG")]
    [InlineData(NodeIpcErrorCode.ConnectFailed, "E_IPC_CONNECT_FAILED")]
    [InlineData(NodeIpcErrorCode.AuthFailed, "E_IPC_AUTH_FAILED")]
    [InlineData(NodeIpcErrorCode.ProtocolError, "E_IPC_PROTOCOL_ERROR")]
    [InlineData(NodeIpcErrorCode.StaleSocketCleanupFailed, "E_IPC_STALE_SOCKET_CLEANUP_FAILED")]
    public void The_seven_codes_of_the_adapter_are_the_originals(NodeIpcErrorCode code, string text)
    {
        NodeIpcException failure = new(code, "x");
        Assert.Equal((text, code), (failure.Code, failure.ErrorCode));
        Assert.Contains(s_sources, s => s.Contains($"(NodeIpcErrorCode.{code}, ", StringComparison.Ordinal));
        Assert.Equal(7, Enum.GetValues<NodeIpcErrorCode>().Length);
    }
}
