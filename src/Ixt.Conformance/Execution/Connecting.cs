using System.Net.Sockets;
using Ixt.Conformance.Connection;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Execution;

/// <summary>Waits for a started testee to connect.</summary>
internal static class Connecting
{
    /// <exception cref="CaseFailedException">It ended before, did not come in time, or somebody else came.</exception>
    public static async Task<Socket> AcceptAsync(CaseSession session, SocketDirectory directory, ITestee testee, CancellationToken cancellationToken)
    {
        const string Expected = "the testee to connect to IXT_IPC_SOCKET";
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(session.Limits.Connect);
        Task<Socket> accepting = directory.AcceptAsync(limit.Token);
        if (await Task.WhenAny(accepting, session.Testee.Exited).ConfigureAwait(false) != accepting && !accepting.IsCompletedSuccessfully)
        {
            await limit.CancelAsync().ConfigureAwait(false);
            int? code = await session.Testee.Exited.ConfigureAwait(false);

            // Accepting may have won after all.
            await ((Task)accepting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!accepting.IsCompletedSuccessfully)
            {
                throw session.Fail(FailureKind.Crash, Expected, code is { } known ? $"the process ended with exit code {ExitCodes.Describe(known)}" : "the process ended");
            }
        }

        Socket socket;
        try
        {
            socket = await accepting.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw session.Fail(FailureKind.NotConnected, Expected, $"no connection within {session.Limits.Connect.TotalSeconds} s");
        }

        if (PeerCheck.Refuse(socket, testee.Limits.HasFlag(TesteeLimits.NoExitCode) ? null : session.Testee.ProcessId) is { } stranger)
        {
            socket.Dispose();
            throw session.Fail(FailureKind.Peer, Expected, stranger);
        }

        return socket;
    }
}
