namespace Ixt.Sdk.Testing;

/// <summary>The lines that <c>Log</c> and <c>LogError</c> of the module wrote, and those of the SDK: <c>[INFO] my-module:1.0.0/instance-001: message</c>.</summary>
/// <remarks>What the module writes to <see cref="Console.Error"/> itself is not among them.</remarks>
public sealed class StderrLines : Recording<string>
{
    private const int LinesInMessages = 20;

    internal StderrLines(Waiter waiter)
        : base("a line on stderr", waiter)
    {
    }

    /// <summary>All lines so far, each with its line break.</summary>
    public string Text => string.Concat(this.Select(static line => line + "\n"));

    internal string Tail => string.Join('\n', this.TakeLast(LinesInMessages));

    /// <summary>Waits for the first line with a text in it that no <c>NextAsync</c> has returned yet.</summary>
    /// <param name="part">Compared exactly.</param>
    /// <exception cref="HarnessException"><c>WAIT_LIMIT</c>; <c>MODULE_ENDED</c> when none can come any more.</exception>
    public Task<string> NextAsync(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return TakeAsync(line => line.Contains(part, StringComparison.Ordinal), $"a line on stderr with '{part}'");
    }
}
