using System.Diagnostics;

namespace Ixt.Sdk.Tests;

/// <summary>Publishes the quick start once, as its readers are told to, into a directory of its own.</summary>
public sealed class QuickStartFixture : IAsyncDisposable
{
    private readonly string _artifacts = Directory.CreateTempSubdirectory("ixt-quickstart-").FullName;
    private readonly Lazy<Task<string>> _published;

    public QuickStartFixture()
    {
        _published = new Lazy<Task<string>>(PublishAsync);
    }

    /// <summary>The directory that was published.</summary>
    internal Task<string> PublishedAsync() => _published.Value;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_artifacts, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string> PublishAsync()
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "publish", "examples/quickstart-csharp", "-c", "Release", "--artifacts-path", _artifacts, "-nodeReuse:false" },
        };

        // Under dotnet test these point into the build that runs the test.
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process publish = Process.Start(start)!;
        Task<string> output = publish.StandardOutput.ReadToEndAsync();
        Task<string> errors = publish.StandardError.ReadToEndAsync();
        try
        {
            await publish.WaitForExitAsync().WaitAsync(TestTimeouts.Publish);
        }
        catch (TimeoutException)
        {
            publish.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(publish.ExitCode == 0, await output + await errors);
        Assert.DoesNotContain("warning", await output, StringComparison.Ordinal);
        return Path.Combine(_artifacts, "publish", "quickstart-csharp", "release");
    }
}
