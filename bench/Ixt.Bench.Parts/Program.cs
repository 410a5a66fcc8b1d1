// The engine's parts one by one, in this process: what a frame, its reading, its writing and its base64 cost by themselves.
//   dotnet run -c Release --project bench/Ixt.Bench.Parts -- --filter '*' [--job short]
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Running;
using Ixt.Bench.Parts;

return BenchmarkSwitcher.FromAssembly(typeof(Payload).Assembly)
    .Run(args, InProcess.Config.AddDiagnoser(MemoryDiagnoser.Default).WithOptions(ConfigOptions.DisableLogFile))
    .Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0;
