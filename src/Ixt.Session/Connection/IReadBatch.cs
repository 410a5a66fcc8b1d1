namespace Ixt.Session;

/// <summary>What the frames of one read set going.</summary>
internal interface IReadBatch
{
    /// <summary>Runs it, or has it run. Must not throw.</summary>
    /// <param name="mayRunHere">User code may keep this thread for as long as it likes; otherwise none may run on it.</param>
    void Run(bool mayRunHere);
}
