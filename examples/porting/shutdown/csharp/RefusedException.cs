namespace Porting.Shutdown;

/// <summary>A request that cannot be served, with the code of the answer.</summary>
internal sealed class RefusedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
