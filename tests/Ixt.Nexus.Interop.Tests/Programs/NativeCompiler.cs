namespace Ixt.Nexus.Interop.Tests;

/// <summary>Whether programs can be compiled natively here: that needs a C compiler as its linker.</summary>
internal static class NativeCompiler
{
    /// <summary>Skips the test where there is none; with <c>CI=true</c> that is a failure.</summary>
    internal static void Require()
    {
        bool found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(static directory => directory.Length > 0 && File.Exists(Path.Combine(directory, "gcc")));
        if (found)
        {
            return;
        }

        const string reason = "No gcc on the PATH: native compilation needs one.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }
}
