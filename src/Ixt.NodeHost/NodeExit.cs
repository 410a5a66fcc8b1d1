namespace Ixt.NodeHost;

/// <summary>How a hosted Node program ended.</summary>
/// <param name="ExitCode">
/// Node's code where Node has one (0, 1, 7, what the program asked for, 128 + signal); 70 for <see cref="NodeExitReason.BudgetExceeded"/> and
/// <see cref="NodeExitReason.Crashed"/>; 137 when killed by the token or <see cref="NodeProcess.Kill"/>.
/// </param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Error">What went wrong, as text for a person (for an uncaught error what was written to stderr); <see langword="null"/> when nothing did.</param>
public sealed record NodeExit(int ExitCode, NodeExitReason Reason, string? Error);
