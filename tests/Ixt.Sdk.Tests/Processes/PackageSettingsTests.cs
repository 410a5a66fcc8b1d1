using System.IO.Compression;
using System.Reflection;
using System.Text.Json;

namespace Ixt.Sdk.Tests;

/// <summary>What a project is set to by taking the package.</summary>
public sealed class PackageSettingsTests : IDisposable
{
    private static readonly string s_configuration = typeof(PackageSettingsTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private readonly string _folder = Directory.CreateTempSubdirectory("ixt-package-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Ixt.Sdk and Ixt.Nexus depend on this package, so that it comes with both.
    [Theory]
    [InlineData("", "33554432")]
    [InlineData("<IxtLargeObjectThreshold></IxtLargeObjectThreshold>", null)]
    public async Task The_collectors_threshold_comes_with_the_package_unless_a_project_empties_it(string property, string? expected)
    {
        await DotnetCommand.RunAsync("pack", "src/Ixt.Session", "--no-build", "-c", s_configuration, "-o", _folder, "-nodeReuse:false");
        await ZipFile.ExtractToDirectoryAsync(Assert.Single(Directory.GetFiles(_folder, "*.nupkg")), _folder);

        // Where and by what name NuGet looks for them: below its folder, the package's own name.
        string settings = Path.Combine(_folder, "buildTransitive", "Ixt.Session");
        string project = Path.Combine(_folder, "app.csproj");
        await File.WriteAllTextAsync(project, $"""
            <Project>
              <Import Project="{settings}.props" />
              <PropertyGroup>{property}</PropertyGroup>
              <Import Project="{settings}.targets" />
            </Project>
            """);
        JsonElement items = JsonElement.Parse(await DotnetCommand.RunAsync("msbuild", project, "-getItem:RuntimeHostConfigurationOption"));
        JsonElement[] options = [.. items.GetProperty("Items").GetProperty("RuntimeHostConfigurationOption").EnumerateArray()];
        Assert.Equal(expected is null ? [] : ["System.GC.LOHThreshold"], options.Select(static option => option.GetProperty("Identity").GetString()));
        Assert.Equal(expected, options.SingleOrDefault() is { ValueKind: JsonValueKind.Object } option ? option.GetProperty("Value").GetString() : null);
    }
}
