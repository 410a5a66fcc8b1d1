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
        string output = await DotnetCommand.RunAsync("publish", "examples/quickstart-csharp", "-c", "Release", "--artifacts-path", _artifacts, "-nodeReuse:false");
        Assert.DoesNotContain("warning", output, StringComparison.Ordinal);
        return Path.Combine(_artifacts, "publish", "quickstart-csharp", "release");
    }
}
