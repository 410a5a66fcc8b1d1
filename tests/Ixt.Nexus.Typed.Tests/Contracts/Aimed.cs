namespace Ixt.Nexus.Typed.Tests;

internal sealed class Aimed(string where) : IAimed
{
    public Task<string> WhereAsync() => where.Length > 0 ? Task.FromResult(where) : throw new InvalidOperationException("nowhere");
}
