using System.Diagnostics;
using System.Net.Sockets;
using Ixt.Session;

namespace Ixt.Bench.Ipc;

/// <summary>Runs a plan, contestants taking turns within each pass, and prints medians and ratios.</summary>
internal static class Bench
{
    /// <summary>What the figures were taken on.</summary>
    internal static string Machine() =>
        $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {(IsOptimized() ? "Release" : "DEBUG BUILD: figures mean nothing")}";

    internal static async Task RunAsync(BenchPlan plan)
    {
        Console.WriteLine(Machine());
        (Process moduleProcess, UnixSocketTransport transport) = await Children.StartModuleAsync();
        (Process rawProcess, Socket raw) = await Children.StartRawAsync();
        using (moduleProcess)
        using (rawProcess)
        {
            await using (RuntimeSession session = RuntimeSession.Start(transport, new NoServices()))
            {
                ModuleRuntime module = new(session);
                await module.InitAsync();
                await MeasureAsync(plan, module, raw, rawProcess);
                await module.ShutdownAsync();
            }

            raw.Dispose();
            await moduleProcess.WaitForExitAsync();
            await rawProcess.WaitForExitAsync();
            if (moduleProcess.ExitCode != 0 || rawProcess.ExitCode != 0)
            {
                throw new InvalidOperationException($"A child failed: module {moduleProcess.ExitCode}, raw echo {rawProcess.ExitCode}.");
            }
        }
    }

    private static async Task MeasureAsync(BenchPlan plan, ModuleRuntime module, Socket raw, Process rawProcess)
    {
        BenchResult[] results = [.. plan.Cases.Select(_ => new BenchResult())];
        for (int pass = -1; pass < plan.Passes; pass++)
        {
            TimeSpan window = pass < 0 ? plan.Warmup : plan.Window;
            Console.Error.WriteLine(pass < 0 ? "warming up" : $"pass {pass + 1} of {plan.Passes}");
            for (int i = 0; i < plan.Cases.Count; i++)
            {
                BenchCase row = plan.Cases[i];
                Sample floor = await RawEcho.MeasureAsync(raw, rawProcess, ModuleRuntime.FrameLength(row.Payload), row.InFlight, window);
                Sample sdk = await module.MeasureAsync(row.Payload, row.InFlight, window);
                if (pass >= 0)
                {
                    results[i].Add(floor, sdk);
                }
            }
        }

        Console.WriteLine();
        Console.WriteLine("                         time per call, us              processor time per call, us    module");
        Console.WriteLine("payload  in flight   raw echo      SDK  ratio (range)     raw echo      SDK  ratio    alloc B/call   SDK calls/s");
        for (int i = 0; i < results.Length; i++)
        {
            BenchCase row = plan.Cases[i];
            BenchResult result = results[i];
            string range = $"({result.Ratios.Min():0.0}-{result.Ratios.Max():0.0})";
            Console.WriteLine(
                $"{row.Payload,7}  {row.InFlight,9}  {result.Raw(s => s.Micros),9:0.00}  {result.Sdk(s => s.Micros),7:0.00}  {BenchResult.Median(result.Ratios),5:0.0} {range,-12}  {result.Raw(s => s.Cpu),9:0.00}  {result.Sdk(s => s.Cpu),7:0.00}  {result.Sdk(s => s.Cpu) / result.Raw(s => s.Cpu),5:0.0}  {result.Sdk(s => s.Allocated),14:0}  {1e6 / result.Sdk(s => s.Micros),12:0}");
        }

        Console.WriteLine();
        Console.WriteLine($"Medians of {plan.Passes} interleaved passes; both contestants in two processes on one Unix socket. The raw echo returns the");
        Console.WriteLine("bytes of the request; the SDK parses JSON, decodes the payload, runs the handler and encodes it again.");
    }

    private static bool IsOptimized() =>
        !typeof(Bench).Assembly.GetCustomAttributes(typeof(DebuggableAttribute), false).Cast<DebuggableAttribute>().Any(d => d.IsJITOptimizerDisabled);
}
