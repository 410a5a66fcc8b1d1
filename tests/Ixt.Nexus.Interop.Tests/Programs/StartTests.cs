namespace Ixt.Nexus.Interop.Tests;

/// <summary>The ways in which others start the interop programs.</summary>
public sealed class StartTests
{
    private static readonly string s_dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    [Fact]
    public async Task They_run_with_dotnet_run()
    {
        using SocketFolder folder = new();
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name.Split('_')[0];
        await using ChildProgram daemon = ChildProgram.Start(s_dotnet, ["run", "--project", "tests/interop/nexus-daemon", "-c", configuration, "--no-build", "--", folder.Socket()]);
        Assert.Equal($"ready {folder.Socket()}", await daemon.ReadLineAsync());
        (int code, string[] lines, string errors) = await ChildProgram.RunAsync(
            s_dotnet, ["run", "--project", "tests/interop/nexus-client", "-c", configuration, "--no-build", "--", folder.Socket(), """[["call","add",2,3]]"""], InteropClient.Patient);
        Assert.Equal((0, """{"step":0,"ok":5}""", ""), (code, Assert.Single(lines), errors));

        // dotnet run passes SIGTERM on.
        daemon.Terminate();
        Assert.Equal(0, await daemon.ExitAsync());
        Assert.Empty(folder.Sockets);
    }

    [Fact]
    public async Task They_run_as_published_native_executables()
    {
        NativeCompiler.Require();
        await RunPublishedAsync();
    }

    [Fact]
    public Task They_run_as_published_executables_that_need_a_runtime() => RunPublishedAsync("-p:PublishAot=false");

    [Fact]
    public async Task The_example_is_published_as_one_native_file_without_a_warning_and_says_hello()
    {
        NativeCompiler.Require();
        using SocketFolder folder = new();
        string programs = await PublishAsync(folder, "examples/nexus-csharp");
        (int code, string[] lines, string errors) = await ChildProgram.RunAsync(
            Path.Combine(programs, "nexus-csharp", "release", "nexus-csharp"), [], new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = folder.Path });
        Assert.Equal((0, "echo:hello", ""), (code, Assert.Single(lines), errors));
        Assert.Empty(folder.Sockets);
        Assert.Empty(Directory.GetFiles(programs, "*.dll", SearchOption.AllDirectories));
    }

    private static async Task<string> PublishAsync(SocketFolder folder, string project, params string[] options)
    {
        string published = Path.Combine(folder.Path, "published");
        (int publish, string[] output, string problems) = await ChildProgram.RunAsync(
            s_dotnet, ["publish", project, "-c", "Release", "--artifacts-path", published, "-nodeReuse:false", "-v", "q", .. options], null, TimeSpan.FromMinutes(10));
        string said = string.Join('\n', output) + problems;
        Assert.True(publish == 0, said);
        Assert.DoesNotContain("warning", said, StringComparison.OrdinalIgnoreCase);
        return Path.Combine(published, "publish");
    }

    private static async Task RunPublishedAsync(params string[] options)
    {
        using SocketFolder folder = new();
        string programs = await PublishAsync(folder, "tests/interop/nexus-daemon", options);
        await PublishAsync(folder, "tests/interop/nexus-client", options);
        await using ChildProgram daemon = ChildProgram.Start(Path.Combine(programs, "nexus-daemon", "release", "nexus-daemon"), [folder.Socket()]);
        Assert.Equal($"ready {folder.Socket()}", await daemon.ReadLineAsync());
        const string steps = """[["call","echo",{"$":"map","v":[[1,{"a":"\ud83d"}]]}],["later",3],["counterNew","c"],["counterNext","c"],["par",1000],["call","fail","no"]]""";
        (int code, string[] lines, string errors) = await ChildProgram.RunAsync(Path.Combine(programs, "nexus-client", "release", "nexus-client"), [folder.Socket(), steps], InteropClient.Patient);
        Assert.Equal(
            [
                """{"step":0,"ok":{"$":"map","v":[[1,{"a":"\ud83d"}]]}}""",
                """{"step":1,"ok":{"sum":30,"seen":[0,1,2]}}""",
                """{"step":2,"ok":true}""",
                """{"step":3,"ok":1}""",
                """{"step":4,"ok":true}""",
                """{"step":5,"err":{"code":"E_REMOTE_EXCEPTION","codes":["E_REMOTE_EXCEPTION","E_UNKNOWN"],"message":"Remote call failed: no","remote":{"code":"E_UNKNOWN","name":"Error","message":"no"}}}""",
            ],
            lines);
        Assert.Equal((0, ""), (code, errors));
        daemon.Terminate();
        Assert.Equal(0, await daemon.ExitAsync());
    }
}
