namespace Ixt.Sdk.Tests;

public sealed class StartTests
{
    [Theory]
    [InlineData(null, "m:1.0.0/1", "IXT_IPC_SOCKET is not set")]
    [InlineData("", "m:1.0.0/1", "IXT_IPC_SOCKET is not set")]
    [InlineData("/tmp/x.sock", null, "IXT_MODULE_ID is not set")]
    [InlineData("/tmp/x.sock", "", "IXT_MODULE_ID is not set")]
    [InlineData(null, null, "IXT_IPC_SOCKET and IXT_MODULE_ID are not set")]
    public async Task A_missing_setting_is_one_line_that_says_what_to_set_and_exit_code_64(string? socket, string? id, string message)
    {
        string line = await StartWronglyAsync(socket, id);
        Assert.Contains(message, line, StringComparison.Ordinal);
        Assert.Contains("for example", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nonexistent/ixt.sock", "Cannot connect to the socket '/nonexistent/ixt.sock'")]
    [InlineData("/tmp/aaaaaaaaaabbbbbbbbbbccccccccccaaaaaaaaaabbbbbbbbbbccccccccccaaaaaaaaaabbbbbbbbbbccccccccccaaaaaaaaaabbbbbbbbbb.sock", "107")]
    [InlineData("/nonexistent/two\nlines.sock", "two lines.sock")]
    public async Task An_unusable_socket_is_one_line_that_names_it_and_exit_code_64(string socket, string message)
    {
        string line = await StartWronglyAsync(socket, "m:1.0.0/1");
        Assert.StartsWith("[ERROR] m:1.0.0/1: ", line, StringComparison.Ordinal);
        Assert.Contains(message, line, StringComparison.Ordinal);
        Assert.Contains("IXT_IPC_SOCKET", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_socket_is_unusable()
    {
        string path = Path.Combine(Path.GetTempPath(), "ixt-" + Guid.NewGuid().ToString("N")[..12]);
        await File.WriteAllTextAsync(path, "");
        try
        {
            Assert.Contains(path, await StartWronglyAsync(path, "m:1.0.0/1"), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task An_option_out_of_its_range_is_refused()
    {
        (Session.InMemoryTransport _, Session.InMemoryTransport end) = Session.InMemoryTransport.CreatePair();
        await Assert.ThrowsAnyAsync<ArgumentException>(() => new TestModule().RunAsync(new ModuleRunOptions
        {
            Transport = end,
            MaxOutstandingMessages = 0,
            Environment = static _ => "m:1.0.0/1",
        }));
    }

    private static async Task<string> StartWronglyAsync(string? socket, string? id)
    {
        LineSink stderr = new();
        int code = await new TestModule().RunAsync(new ModuleRunOptions
        {
            Error = stderr,
            Environment = name => name switch { "IXT_IPC_SOCKET" => socket, "IXT_MODULE_ID" => id, _ => null },
        }).Soon();
        Assert.Equal(64, code);
        Assert.Single(stderr.Text, '\n');
        return stderr.Text;
    }
}
