namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>In the place of the recorded application: a service or resource that does what the transcript says it did.</summary>
internal sealed class Puppet(Replay replay, string target) : INexusDispatcher
{
    public async ValueTask<NexusValue> InvokeAsync(NexusInvocation invocation, CancellationToken cancellationToken)
    {
        try
        {
            ReplayConnection connection = replay.ConnectionOf(invocation.Caller);
            PeerCall call = connection.Take(invocation.Operation, target, invocation.Path);
            connection.Keep(invocation.Arguments.Span);
            if (invocation.Operation == NexusOperation.Apply && call.Content.Kind == NexusKind.Array)
            {
                RecordedValue.AssertSame(call.Content, NexusValue.From(invocation.Arguments.ToArray()));
            }
            else if (invocation.Operation != NexusOperation.Get)
            {
                RecordedValue.AssertSame(call.Content, invocation.Argument(0));
            }

            return await call.Answer.WaitAsync(cancellationToken) ?? invocation.Argument(0);
        }
        catch (Exception e) when (e is not (NexusException or RecordedFailure or OperationCanceledException))
        {
            replay.Fail(e);
            throw;
        }
    }
}
