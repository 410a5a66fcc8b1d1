namespace Ixt.NodeHost.Engines;

/// <summary>Unwinds the engine when the program ends inside a turn. Not a script error, so no <c>catch</c> or <c>finally</c> of the script sees it.</summary>
internal sealed class ProgramEndedException(NodeExit exit) : Exception("The program has ended.")
{
    public NodeExit Exit { get; } = exit;
}
