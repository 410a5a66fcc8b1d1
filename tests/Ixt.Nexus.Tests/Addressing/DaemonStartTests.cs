using System.Net.Sockets;

namespace Ixt.Nexus.Tests.Addressing;

/// <summary>What a daemon demands of the place where it listens. As recorded of the original as root and as nobody; what only root can set up is skipped otherwise.</summary>
public sealed class DaemonStartTests : IDisposable
{
    private const uint Nobody = 65534;

    private readonly TempDirectory _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Missing_directories_are_made_for_their_owner_alone_and_the_socket_goes_with_the_daemon()
    {
        await StartsAsync("a/b/c/s.sock", daemon =>
        {
            Assert.All(["a", "a/b", "a/b/c"], d => Assert.Equal("700", Octal(TempDirectory.ModeOf(_temp[d]))));
            Assert.Equal(Octal(Convert.ToInt32("777", 8) & ~TempDirectory.Umask), Octal(TempDirectory.ModeOf(daemon.SocketPath)));
        });
        Assert.Empty(Directory.GetFileSystemEntries(_temp["a/b/c"]));
    }

    [Theory]
    [InlineData("755")]
    [InlineData("711")]
    [InlineData("750")]
    [InlineData("770")]
    [InlineData("701")]
    public Task A_directory_that_others_can_enter_is_refused(string mode)
    {
        _temp.MakeDirectory("d", mode);
        return FailsAsync("d/s.sock", NodeIpcErrorCode.AddressInvalid);
    }

    [Theory]
    [InlineData("700")]
    [InlineData("1700")]
    [InlineData("2700")]
    public async Task A_private_directory_will_do_and_its_mode_stays(string mode)
    {
        _temp.MakeDirectory("d", mode);
        await StartsAsync("d/s.sock");
        Assert.Equal(mode, Octal(TempDirectory.ModeOf(_temp["d"])));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_to_is_a_failure_to_listen_except_for_root()
    {
        _temp.MakeDirectory("d", "500");
        if (TempDirectory.IsRoot)
        {
            await StartsAsync("d/s.sock");
        }
        else
        {
            await FailsAsync("d/s.sock", NodeIpcErrorCode.ConnectFailed);
        }
    }

    [Theory]
    [InlineData("755", true, true)]
    [InlineData("775", true, false)]
    [InlineData("777", false, false)]
    [InlineData("1777", true, false)]
    [InlineData("757", false, false)]
    public async Task A_parent_must_be_the_systems_or_writable_for_its_owner_alone(string mode, bool isFineForRoot, bool isFineForOthers)
    {
        _temp.MakeDirectory("p", mode);
        if (TempDirectory.IsRoot ? isFineForRoot : isFineForOthers)
        {
            await StartsAsync("p/d/s.sock");
        }
        else
        {
            await FailsAsync("p/d/s.sock", NodeIpcErrorCode.AddressInvalid);
        }
    }

    [Theory]
    [InlineData("755")]
    [InlineData("1777")]
    [InlineData("700")]
    public async Task A_parent_of_somebody_else_who_is_not_root_is_refused_sticky_or_not(string mode)
    {
        Assert.SkipUnless(TempDirectory.IsRoot, "Only root can give directories away.");
        TempDirectory.GiveAway(_temp.MakeDirectory("p", mode), Nobody);
        _temp.MakeDirectory("p/d");
        await FailsAsync("p/d/s.sock", NodeIpcErrorCode.AddressInvalid);
    }

    [Fact]
    public async Task A_directory_of_somebody_else_is_refused()
    {
        if (!TempDirectory.IsRoot)
        {
            await FailsAsync("/usr/s.sock", NodeIpcErrorCode.AddressInvalid);
            return;
        }

        TempDirectory.GiveAway(_temp.MakeDirectory("d"), Nobody);
        await FailsAsync("d/s.sock", NodeIpcErrorCode.AddressInvalid);
    }

    [Fact]
    public Task A_socket_directly_in_a_directory_of_everybody_is_refused() => FailsAsync($"/tmp/ixt-{Guid.NewGuid():N}.sock", NodeIpcErrorCode.AddressInvalid);

    [Fact]
    public async Task Symbolic_links_on_the_way_are_refused()
    {
        _temp.MakeDirectory("real");
        _temp.MakeDirectory("real/d");
        Directory.CreateSymbolicLink(_temp["link"], _temp["real"]);
        await FailsAsync("link/s.sock", NodeIpcErrorCode.AddressInvalid);
        await FailsAsync("link/d/s.sock", NodeIpcErrorCode.AddressInvalid);
        await FailsAsync("link/new/s.sock", NodeIpcErrorCode.AddressInvalid);
        Directory.CreateSymbolicLink(_temp["dangling"], _temp["nowhere"]);
        await FailsAsync("dangling/s.sock", NodeIpcErrorCode.AddressInvalid);
    }

    [Fact]
    public async Task A_file_in_the_place_of_a_directory_is_refused_and_left_alone()
    {
        File.WriteAllText(_temp["file"], "precious");
        await FailsAsync("file/s.sock", NodeIpcErrorCode.AddressInvalid);
        await FailsAsync("file/d/s.sock", NodeIpcErrorCode.AddressInvalid);
        Assert.Equal("precious", File.ReadAllText(_temp["file"]));
    }

    [Fact]
    public async Task What_is_no_socket_is_never_removed()
    {
        File.WriteAllText(_temp["s.sock"], "precious");
        await FailsAsync("s.sock", NodeIpcErrorCode.StaleSocketCleanupFailed);
        Assert.Equal("precious", File.ReadAllText(_temp["s.sock"]));
        _temp.MakeDirectory("d.sock");
        await FailsAsync("d.sock", NodeIpcErrorCode.StaleSocketCleanupFailed);
        File.CreateSymbolicLink(_temp["l.sock"], _temp["nowhere"]);
        await FailsAsync("l.sock", NodeIpcErrorCode.StaleSocketCleanupFailed);
        Assert.Equal(_temp["nowhere"], new FileInfo(_temp["l.sock"]).LinkTarget);
        TempDirectory.MakeStaleSocket(_temp["stale.sock"]);
        File.CreateSymbolicLink(_temp["m.sock"], _temp["stale.sock"]);
        await FailsAsync("m.sock", NodeIpcErrorCode.StaleSocketCleanupFailed);
    }

    [Fact]
    public async Task A_dead_socket_is_replaced()
    {
        TempDirectory.MakeStaleSocket(_temp["s.sock"]);
        await StartsAsync("s.sock");
    }

    [Fact]
    public async Task A_live_daemon_is_left_in_peace()
    {
        await StartsAsync("s.sock", async first =>
        {
            NexusException failure = await FailsAsync("s.sock", NodeIpcErrorCode.AddressInUse);
            Assert.Equal("E_ENDPOINT_LISTEN_FAILED", failure.Code);
            await AssertServesAsync(first.SocketPath);
        });
    }

    [Fact]
    public async Task Of_daemons_that_start_at_once_exactly_one_wins()
    {
        for (int round = 0; round < 40; round++)
        {
            string path = _temp[$"{round}.sock"];
            if (round % 2 == 0)
            {
                TempDirectory.MakeStaleSocket(path);
            }

            NexusDaemon[] daemons = [.. Enumerable.Range(0, 6).Select(_ => Daemon(path))];
            using Barrier barrier = new(daemons.Length);
            string?[] outcomes = await Task.WhenAll(daemons.Select(daemon => Task.Factory.StartNew(
                () =>
                {
                    barrier.SignalAndWait();
                    return StartAsync(daemon);
                },
                TaskCreationOptions.LongRunning).Unwrap())).OrHang();
            Assert.Single(outcomes, o => o is null);
            Assert.Equal(daemons.Length - 1, outcomes.Count(o => o == "E_IPC_ADDRESS_IN_USE"));
            await AssertServesAsync(path);
            foreach (NexusDaemon daemon in daemons)
            {
                await daemon.DisposeAsync();
            }

            Assert.False(File.Exists(path));
        }
    }

    [Fact]
    public async Task Of_daemons_that_end_and_start_at_once_the_one_that_starts_is_never_without_its_socket()
    {
        string path = _temp["s.sock"];
        NexusDaemon ending = Daemon(path);
        await ending.StartAsync();
        for (int round = 0; round < 100; round++)
        {
            NexusDaemon starting = Daemon(path);
            using Barrier barrier = new(2);
            Task end = Task.Run(() =>
            {
                barrier.SignalAndWait();
                return ending.DisposeAsync().AsTask();
            });
            barrier.SignalAndWait();
            string? outcome = await StartAsync(starting).OrHang();
            await end.OrHang();
            if (outcome is not null)
            {
                // The other one still listened when this one looked.
                Assert.Equal("E_IPC_ADDRESS_IN_USE", outcome);
                await starting.DisposeAsync();
                starting = Daemon(path);
                Assert.Null(await StartAsync(starting).OrHang());
            }

            await AssertServesAsync(path);
            ending = starting;
        }

        await ending.DisposeAsync();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_daemon_that_ends_leaves_the_socket_of_another_that_took_its_place()
    {
        NexusDaemon first = Daemon(_temp["s.sock"]);
        await first.StartAsync();
        File.Delete(_temp["s.sock"]);
        await using NexusDaemon second = Daemon(_temp["s.sock"]);
        await second.StartAsync();
        await first.DisposeAsync();
        await AssertServesAsync(_temp["s.sock"]);
    }

    [Fact]
    public async Task A_place_can_be_used_again_and_again()
    {
        for (int i = 0; i < 5; i++)
        {
            await StartsAsync("s.sock", d => AssertServesAsync(d.SocketPath));
        }
    }

    [Fact]
    public async Task A_daemon_starts_once_and_not_after_it_was_disposed_of()
    {
        NexusDaemon daemon = Daemon(_temp["s.sock"]);
        await daemon.StartAsync();
        Assert.Equal("E_USAGE_INVALID", (await Assert.ThrowsAsync<NexusException>(() => daemon.StartAsync())).Code);
        await AssertServesAsync(_temp["s.sock"]);
        await daemon.DisposeAsync();
        await daemon.DisposeAsync();
        Assert.Equal("E_USAGE_INVALID", (await Assert.ThrowsAsync<NexusException>(() => daemon.StartAsync())).Code);
        Assert.False(File.Exists(_temp["s.sock"]));
    }

    [Fact]
    public async Task A_path_of_just_107_bytes_works()
    {
        string name = new('é', (107 - _temp.Path.Length - 1) / 2);
        string path = _temp[name + new string('a', (107 - _temp.Path.Length - 1) % 2)];
        await StartsAsync(path, d => AssertServesAsync(d.SocketPath));
    }

    [Fact]
    public Task With_an_address_of_its_own_a_daemons_names_may_be_anything() => StartsAsync("s.sock", appId: "../x", instance: "a/b");

    private static NexusDaemon Daemon(string path, string appId = "app", string? instance = null) =>
        NexusDaemon.Create(new() { AppId = appId, Instance = instance, Address = new NodeIpcSocketAddress.FilePath(path) });

    private static string Octal(int mode) => Convert.ToString(mode, 8);

    private static async Task<string?> StartAsync(NexusDaemon daemon)
    {
        try
        {
            await daemon.StartAsync();
            return null;
        }
        catch (NexusException e)
        {
            return (e.InnerException as NodeIpcException)?.Code;
        }
    }

    private static async Task AssertServesAsync(string path)
    {
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        await socket.SendAsync(RawPeer.Frame(SessionBench.Request(Dialect.Modern)));
        byte[] header = new byte[4];
        using CancellationTokenSource late = new(TestTimeouts.Hang);
        Assert.Equal(4, await socket.ReceiveAsync(header, late.Token));
    }

    private Task StartsAsync(string path, Action<NexusDaemon>? check = null, string appId = "app", string? instance = null) => StartsAsync(
        path,
        daemon =>
        {
            check?.Invoke(daemon);
            return Task.CompletedTask;
        },
        appId,
        instance);

    private async Task StartsAsync(string path, Func<NexusDaemon, Task> check, string appId = "app", string? instance = null)
    {
        string full = _temp[path];
        await using (NexusDaemon daemon = Daemon(full, appId, instance))
        {
            await daemon.StartAsync();
            Assert.Equal(full, daemon.SocketPath);
            Assert.True(File.Exists(full));
            await check(daemon);
        }

        Assert.False(File.Exists(full));
    }

    private async Task<NexusException> FailsAsync(string path, NodeIpcErrorCode code)
    {
        await using NexusDaemon daemon = Daemon(_temp[path]);
        NexusException failure = await Assert.ThrowsAsync<NexusException>(() => daemon.StartAsync());
        Assert.Equal("E_ENDPOINT_LISTEN_FAILED", failure.Code);
        Assert.Equal(code, Assert.IsType<NodeIpcException>(failure.InnerException).ErrorCode);
        return failure;
    }
}
