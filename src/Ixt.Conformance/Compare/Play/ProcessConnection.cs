using System.Net.Sockets;
using Ixt.Conformance.Connection;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Compare.Play;

/// <summary>Waits for a started process to connect.</summary>
internal static class ProcessConnection
{
    /// <exception cref="StoppedException">It ended before, did not come in time, or somebody else came.</exception>
    public static async Task<Socket> AcceptAsync(SocketDirectory directory, RunningTestee process, TimeLimits limits, CancellationToken cancellationToken)
    {
        const string Expected = "the module to connect to IXT_IPC_SOCKET";
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(limits.Connect);
        Task<Socket> accepting = directory.AcceptAsync(limit.Token);
        if (await Task.WhenAny(accepting, process.Exited).ConfigureAwait(false) != accepting && !accepting.IsCompletedSuccessfully)
        {
            await limit.CancelAsync().ConfigureAwait(false);
            await ((Task)accepting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!accepting.IsCompletedSuccessfully)
            {
                int? code = await process.Exited.ConfigureAwait(false);
                throw new StoppedException(Expected, $"the end of the process{(code is { } known ? $", exit code {ExitCodes.Describe(known)}" : string.Empty)}");
            }
        }

        Socket socket;
        try
        {
            socket = await accepting.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StoppedException(Expected, $"no connection within {limits.Connect.TotalSeconds:0.#} s");
        }

        if (PeerCheck.Refuse(socket, process.ProcessId) is { } stranger)
        {
            socket.Dispose();
            throw new StoppedException(Expected, stranger);
        }

        return socket;
    }
}
