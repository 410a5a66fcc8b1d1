namespace Ixt.Nexus.Interop.Tests;

/// <summary>Failures that a test expects.</summary>
internal static class Catch
{
    /// <summary>The failure of a call, with the code that it must have.</summary>
    internal static async Task<NexusException> CodeAsync(string code, Func<Task> action)
    {
        NexusException e = await Assert.ThrowsAnyAsync<NexusException>(action);
        Assert.Equal(code, e.Code);
        return e;
    }

    /// <inheritdoc cref="CodeAsync(string, Func{Task})"/>
    internal static Task<NexusException> CodeAsync<T>(string code, Func<ValueTask<T>> action) => CodeAsync(code, () => action().Soon());

    /// <summary>The peer's error, with the code that it must have.</summary>
    internal static async Task<NexusRemoteError> RemoteAsync<T>(string code, Func<ValueTask<T>> action)
    {
        NexusRemoteException e = await Assert.ThrowsAsync<NexusRemoteException>(() => action().Soon());
        Assert.Equal(code, e.Remote.Code);
        return e.Remote;
    }
}
