namespace Ixt.Nexus.Interop.Tests;

/// <summary>The real packages: installed once, for all tests of the run and all later runs.</summary>
internal static class NodePackages
{
    private static readonly Lazy<Task<Installation>> s_installed = new(() => new PackageInstaller(Path.Combine(Artifacts.Folder, "nexus-npm")).InstallAsync());

    /// <summary>The folder with the programs. Skips the test where there are no packages, which says why; with <c>CI=true</c> that is a failure.</summary>
    internal static async Task<string> RequireAsync()
    {
        Installation installation = await s_installed.Value;
        if (installation.Programs is { } programs)
        {
            return programs;
        }

        string reason = $"The real packages are the judges of these tests, and they are absent. {installation.Problem}";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
        return "";
    }
}
