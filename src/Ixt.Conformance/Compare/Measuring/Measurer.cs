using System.Diagnostics;
using System.Net.Sockets;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Compare.Play;
using Ixt.Conformance.Compare.Scripts;
using Ixt.Conformance.Connection;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Compare.Measuring;

/// <summary>Measures implementations of one module, in turns, so that what else the machine does hits all alike.</summary>
internal sealed class Measurer(TimeLimits limits)
{
    // A handler that takes its time is repeated less often.
    private static readonly TimeSpan _budget = TimeSpan.FromSeconds(10);

    /// <summary>Measures.</summary>
    /// <param name="script">Its plain handle steps are what is repeated.</param>
    /// <param name="implementations">The reference first.</param>
    /// <param name="framing">The framing to speak.</param>
    /// <param name="rounds">Processes per implementation.</param>
    /// <param name="passes">How often the messages are sent in each.</param>
    /// <param name="cancellationToken">Gives up; every process is ended.</param>
    /// <exception cref="StoppedException">A module stopped answering.</exception>
    public async Task<Measurement> MeasureAsync(CompareScript script, IReadOnlyList<ModuleCommand> implementations, Framing framing, int rounds, int passes, CancellationToken cancellationToken)
    {
        Dictionary<string, List<Sample>> samples = implementations.ToDictionary(i => i.Name, _ => new List<Sample>(), StringComparer.Ordinal);
        for (int round = 0; round < rounds; round++)
        {
            foreach (ModuleCommand implementation in implementations)
            {
                cancellationToken.ThrowIfCancellationRequested();
                samples[implementation.Name].Add(await RunAsync(script, implementation, framing, passes, cancellationToken).ConfigureAwait(false));
            }
        }

        return new Measurement(rounds, Messages(script).Count, passes, [.. implementations.Select(i => Figures.Of(i.Name, samples[i.Name]))]);
    }

    private static IReadOnlyList<CompareStep.Request> Messages(CompareScript script) =>
        [.. script.Steps.OfType<CompareStep.Request>().Where(r => r is { Type: "handle", Later: null })];

    private async Task<Sample> RunAsync(CompareScript script, ModuleCommand implementation, Framing framing, int passes, CancellationToken cancellationToken)
    {
        using SocketDirectory directory = SocketDirectory.Create();
        OutputCapture output = new();
        Dictionary<string, string?> environment = Player.EnvironmentOf(implementation, script, directory);
        long started = Stopwatch.GetTimestamp();
        ChildProcess process = ChildProcess.Start(implementation.Command, environment, output);
        await using (process.ConfigureAwait(false))
        {
            Socket socket = await ProcessConnection.AcceptAsync(directory, process, limits, cancellationToken).ConfigureAwait(false);
            using LeanRuntime runtime = new(socket, framing, new ServiceDesk(script.Runtime), limits.Expect);

            // Blocking calls, on a thread of their own: no hop between threads is measured along.
            Sample sample = await Task.Factory.StartNew(
                () => Measure(runtime, script, passes, started, PeerCheck.ProcessOf(socket), cancellationToken),
                cancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).ConfigureAwait(false);
            await ((Task)process.Exited).WaitAsync(limits.Expect, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return sample;
        }
    }

    private static Sample Measure(LeanRuntime runtime, CompareScript script, int passes, long started, int process, CancellationToken cancellationToken)
    {
        runtime.Ask(Frame(runtime, (CompareStep.Request)script.Steps[0], "init"));
        TimeSpan startUp = Stopwatch.GetElapsedTime(started);

        IReadOnlyList<CompareStep.Request> messages = Messages(script);
        List<TimeSpan> trips = [];
        long began = Stopwatch.GetTimestamp();
        for (int pass = 0; pass <= passes && messages.Count > 0 && (pass < 2 || Stopwatch.GetElapsedTime(began) < _budget); pass++)
        {
            byte[][] frames = [.. messages.Select((m, i) => Frame(runtime, m, Player.IdOf(pass, i + 1)))];
            foreach (byte[] frame in frames)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long sent = Stopwatch.GetTimestamp();
                runtime.Ask(frame);
                if (pass > 0)
                {
                    trips.Add(Stopwatch.GetElapsedTime(sent));
                }
            }
        }

        long memory = Memory(process);
        runtime.Ask(runtime.Frame("""{"type":"shutdown","id":"end"}"""u8));
        return new Sample(startUp, memory, trips);
    }

    private static byte[] Frame(LeanRuntime runtime, CompareStep.Request request, string id) => runtime.Frame(Player.Frame(request, id).Payload);

    private static long Memory(int process)
    {
        const string Mark = "VmHWM:";
        const int Kibibyte = 1024;
        string line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith(Mark, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(Mark.Length).Trim().TrimEnd("kB").Trim(), System.Globalization.CultureInfo.InvariantCulture) * Kibibyte;
    }
}
