namespace Ixt.Architecture.Tests;

/// <summary>Asserts that a check found nothing, and lists all that it found otherwise.</summary>
internal static class Findings
{
    /// <summary>Fails with every finding on a line of its own.</summary>
    public static void None(IEnumerable<string> findings)
    {
        string[] all = [.. findings];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}
