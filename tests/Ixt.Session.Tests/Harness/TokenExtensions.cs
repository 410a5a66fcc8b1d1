namespace Ixt.Session.Tests;

internal static class TokenExtensions
{
    internal static Task WhenCancelled(this CancellationToken token)
    {
        TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(source.SetResult);
        return source.Task;
    }
}
