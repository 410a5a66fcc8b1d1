using System.Text.Json;
using Ixt.Nexus.Tests.Transcripts;

namespace Ixt.Nexus.Tests.Addressing;

/// <summary>What the original made of addresses and of the places where a daemon was to listen, as root and as nobody, against what this implementation makes of them.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class RecordedAddressTests : IDisposable
{
    private const string Variable = "XDG_RUNTIME_DIR";
    private const string Invalid = "E_IPC_ADDRESS_INVALID";
    private const string TooLong = "E_IPC_PATH_TOO_LONG";

    // Where this implementation is stricter than both originals, or 0.3.1 was laxer than 0.6.
    private static readonly Dictionary<string, string> s_stricter = new()
    {
        ["nul"] = Invalid, // the kernel would end the path there
        ["uni107"] = TooLong, // surprise 15: bytes count
        ["abstract"] = Invalid, // reserved in either, but refused only when it is used
        ["resolverAbstract"] = Invalid,
        ["resolverBadCtx"] = Invalid,
        ["resolverNoApp"] = Invalid,
        ["utf8-over-108-bytes"] = TooLong, // surprise 15
    };

    // The umask is the whole process's, and not this test's to change: DaemonStartTests looks at the socket's mode under the one that it has.
    private static readonly string[] s_notHere = ["umask-0", "umask-077", "umask-000", "umask-000-fresh-dir"];

    private readonly TempDirectory _temp = new();
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public static TheoryData<string> Recordings => ["031-addressing-uid0", "031-addressing-uid65534", "060-addressing-uid0", "060-addressing-uid65534"];

    /// <summary>0.6 names the codes; 0.3.1 loses them on the way to the application.</summary>
    public static TheoryData<string> Places => [.. Recorded.Steps.Where(s => s != "resolve" && Recorded[s].ValueKind == JsonValueKind.Object && !s_notHere.Contains(s))];

    public static TheoryData<string> ClientPlaces => [.. Recorded.Steps.Where(s => s.StartsWith("client-", StringComparison.Ordinal))];

    private static Observation Recorded => Observation.Load(TempDirectory.IsRoot ? "060-addressing-uid0" : "060-addressing-uid65534");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        _temp.Dispose();
    }

    [Theory, MemberData(nameof(Recordings))]
    public void Every_recorded_address_leads_where_it_was_recorded_to(string recording)
    {
        foreach (JsonProperty address in Observation.Load(recording)["resolve"].EnumerateObject())
        {
            string expected = s_stricter.GetValueOrDefault(address.Name) ?? ExpectedOf(address);
            Environment.SetEnvironmentVariable(Variable, RuntimeDirectoryOf(address.Name));
            Assert.True(expected == Resolve(address.Name), $"{address.Name}: expected {expected}, not {Resolve(address.Name)}");
        }
    }

    [Theory, MemberData(nameof(Places))]
    public async Task A_daemon_listens_in_each_recorded_place_or_fails_with_the_recorded_code(string place)
    {
        JsonElement recorded = Recorded[place];
        string? expected = s_stricter.GetValueOrDefault(place)
            ?? (recorded.TryGetProperty("err", out JsonElement chain) ? chain.EnumerateArray().Select(e => e[1].GetString()!).Last(c => c.StartsWith("E_IPC_", StringComparison.Ordinal)) : null);
        await using NexusDaemon? other = place == "live-second" ? await StartedAsync(_temp["s.sock"]) : null;
        Assert.Equal(expected, await StartAsync(place));
    }

    [Theory, MemberData(nameof(ClientPlaces))]
    public async Task A_client_fails_at_each_recorded_place_with_the_recorded_codes(string place)
    {
        File.WriteAllText(_temp["plain.sock"], "");
        await using NexusClient client = NexusClient.Create(new()
        {
            AppId = "cli",
            ResolveAddress = _ => place switch
            {
                "client-abstract" => new NodeIpcSocketAddress.AbstractName("n"),
                "client-null" => null,
                "client-throw" => throw new InvalidOperationException("q"),
                "client-refused" => new NodeIpcSocketAddress.FilePath(_temp["refused.sock"]),
                "client-regular-file" => new NodeIpcSocketAddress.FilePath(_temp["plain.sock"]),
                _ => throw new InvalidOperationException(place),
            },
        });
        NexusException failure = await Assert.ThrowsAsync<NexusException>(() => client.CreateAsync("demo:svc", NexusTarget.Daemon("demo")).OrHang());
        Assert.Equal(Recorded[place][0][1].GetString(), failure.Code);
        Assert.Equal(Recorded[place][1][1].GetString(), Assert.IsType<NodeIpcException>(failure.InnerException).Code);
    }

    private static string ExpectedOf(JsonProperty address) => address.Value switch
    {
        { ValueKind: JsonValueKind.Number } length => "/" + new string('a', length.GetInt32() - 1),
        var v when v.TryGetProperty("err", out JsonElement code) => code.GetString()!,

        // 0.6 normalises what a resolver gives, and what a daemon is given when it listens; 0.3.1 only the latter.
        var v => Path.GetFullPath(v.GetProperty("path").GetString()!.Replace("nexus-1234", $"nexus-{TempDirectory.UserId}", StringComparison.Ordinal)),
    };

    private static string? RuntimeDirectoryOf(string name) => name switch
    {
        "xdg" => "/run/user/1234",
        "xdgSlash" => "/run/user/1234/",
        "xdgRel" => "rel/dir",
        "xdgEmpty" => "",
        _ => null,
    };

    private static string Resolve(string name)
    {
        try
        {
            return name switch
            {
                "len107" => Checked("/" + new string('a', 106)),
                "len108" => Checked("/" + new string('a', 107)),
                "uni107" => Checked("/" + new string('é', 106)),
                "relative" => Checked("a/b"),
                "empty" => Checked(""),
                "unnorm" => Checked("/a//b/../c.sock"),
                "longUnnorm" => Checked(string.Concat(Enumerable.Repeat("/a/..", 30)) + "/a/x.sock"),
                "abstract" => SocketAddresses.Checked(new NodeIpcSocketAddress.AbstractName("x")),
                _ => SocketAddresses.PathOf(TargetOf(name), ResolverOf(name)),
            };
        }
        catch (NodeIpcException e)
        {
            return e.Code;
        }
    }

    private static string Checked(string path) => SocketAddresses.Checked(new NodeIpcSocketAddress.FilePath(path));

    private static NexusTarget TargetOf(string name) => name switch
    {
        "instance" => new("app", "two"),
        "instanceEmpty" => new("app", ""),
        "instSlash" => new("app", "x/y"),
        "instDotdot" => new("app", ".."),
        "ctxWrong" or "resolverBadCtx" => new("app") { Context = "other" },
        "noApp" or "emptyApp" or "resolverNoApp" => new(""),
        "dot" => new("."),
        "dotdot" => new(".."),
        "slash" => new("a/b"),
        "back" => new("a\\b"),
        "dots3" => new("..."),
        "space" => new(" a b "),
        "nul" => new("a\0b"),
        "nl" => new("a\nb"),
        "uni" => new("é😀"),
        "colon" => new("a:b"),
        "resolverBadSeg" => new("../x"),
        "xdg" or "xdgSlash" or "xdgRel" or "xdgEmpty" or "noXdg" or "instanceNull" or "resolverNull" or "resolverThrow" or "resolverRel" or "resolverUnnorm" or "resolverAbstract" => new("app"),
        _ => throw new InvalidOperationException($"{name} has no vector."),
    };

    private static NodeIpcAddressResolver? ResolverOf(string name) => name switch
    {
        "resolverNull" => _ => null,
        "resolverThrow" => _ => throw new InvalidOperationException("q"),
        "resolverRel" => _ => new NodeIpcSocketAddress.FilePath("x"),
        "resolverUnnorm" => _ => new NodeIpcSocketAddress.FilePath("/a//b/./c"),
        "resolverAbstract" => _ => new NodeIpcSocketAddress.AbstractName("n"),
        "resolverBadCtx" or "resolverNoApp" or "resolverBadSeg" => _ => new NodeIpcSocketAddress.FilePath("/z"),
        _ => null,
    };

    private static async Task<NexusDaemon> StartedAsync(string path)
    {
        NexusDaemon daemon = NexusDaemon.Create(new() { AppId = "app", Address = new NodeIpcSocketAddress.FilePath(path) });
        await daemon.StartAsync().OrHang();
        return daemon;
    }

    // Null: it listens.
    private async Task<string?> StartAsync(string place)
    {
        try
        {
            await using NexusDaemon daemon = NexusDaemon.Create(SetUp(place));
            await daemon.StartAsync().OrHang();
            Assert.True(File.Exists(daemon.SocketPath));
            return null;
        }
        catch (NodeIpcException e)
        {
            return e.Code;
        }
        catch (NexusException e) when (e.Code == "E_ENDPOINT_LISTEN_FAILED")
        {
            return Assert.IsType<NodeIpcException>(e.InnerException).Code;
        }
    }

    private NexusDaemonOptions SetUp(string place)
    {
        string[] words = place.Split('-');
        switch (place)
        {
            case "fresh-dirs":
                return At("a/b/c/s.sock");
            case "dir-symlink" or "parent-symlink":
                _temp.MakeDirectory("real");
                _temp.MakeDirectory("real/d");
                Directory.CreateSymbolicLink(_temp["link"], _temp["real"]);
                return At(words[0] == "dir" ? "link/s.sock" : "link/d/s.sock");
            case "dir-is-file" or "parent-is-file":
                File.WriteAllText(_temp["file"], "");
                return At(words[0] == "dir" ? "file/s.sock" : "file/d/s.sock");
            case "regular-file-at-path":
                File.WriteAllText(_temp["s.sock"], "");
                return At("s.sock");
            case "directory-at-path":
                _temp.MakeDirectory("s.sock");
                return At("s.sock");
            case "dangling-symlink-at-path":
                File.CreateSymbolicLink(_temp["s.sock"], _temp["nowhere"]);
                return At("s.sock");
            case "stale-socket":
                TempDirectory.MakeStaleSocket(_temp["s.sock"]);
                return At("s.sock");
            case "live-first" or "live-second":
                return At("s.sock");
            case "directly-in-tmp":
                return new() { AppId = "app", Address = new NodeIpcSocketAddress.FilePath($"/tmp/ixt-{Guid.NewGuid():N}.sock") };
            case "utf8-over-108-bytes":
                return At(new string('é', 106 - _temp.Path.Length - 1));
            case "ascii-107":
                return At(new string('b', 107 - _temp.Path.Length - 1));
            case "too-long":
                return At(new string('b', 108 - _temp.Path.Length - 1));
            case "abstract":
                return new() { AppId = "app", Address = new NodeIpcSocketAddress.AbstractName("x") };
            case "relative":
                return new() { AppId = "app", Address = new NodeIpcSocketAddress.FilePath("rel.sock") };
            case "unnormalised":
                return new() { AppId = "app", Address = new NodeIpcSocketAddress.FilePath(_temp.Path + "//x/../s.sock") };
            case "badAppId":
                return new() { AppId = "../x" };
            case "badAppId-with-address":
                return At("s.sock") with { AppId = "../x" };
            case "default-xdg" or "default-xdg-0755" or "default-xdg-absent":
                Environment.SetEnvironmentVariable(Variable, words.Length == 2 ? _temp.MakeDirectory("x") : words[2] == "absent" ? _temp["absent"] : _temp.MakeDirectory("x", "755"));
                return new() { AppId = "interop" };
            case ['d', 'i', 'r', '-', '0' or '1', ..]:
                _temp.MakeDirectory("d", words[1]);
                return At("d/s.sock");
            case ['p', 'a', 'r', 'e', 'n', 't', '-', '0' or '1', ..]:
                _temp.MakeDirectory("p", words[1]);
                return At("p/d/s.sock");
            default:
                throw new InvalidOperationException($"{place} has no vector.");
        }
    }

    private NexusDaemonOptions At(string path) => new() { AppId = "app", Address = new NodeIpcSocketAddress.FilePath(_temp[path]) };
}
