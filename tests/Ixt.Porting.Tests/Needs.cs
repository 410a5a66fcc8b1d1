using Ixt.Conformance.Compare;

namespace Ixt.Porting.Tests;

/// <summary>What a test needs of the machine. Where everything is checked (CI), nothing may be missing.</summary>
internal static class Needs
{
    private static bool IsCi => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    public static void Node() => Need(Interpreters.HasNode, "there is no node on PATH (Node.js 14 or later)");

    public static void Python() => Need(Interpreters.HasPython, "there is no python3 on PATH (Python 3.8 or later)");

    private static void Need(bool there, string reason)
    {
        if (!there && IsCi)
        {
            Assert.Fail(reason);
        }

        Assert.SkipUnless(there, reason);
    }
}
