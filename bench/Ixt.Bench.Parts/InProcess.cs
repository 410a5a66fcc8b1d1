using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Ixt.Bench.Parts;

/// <summary>How parts are measured: in this process. A project that is generated and built on the side would not find this repository's settings.</summary>
internal static class InProcess
{
    internal static ManualConfig Config => ManualConfig.Create(DefaultConfig.Instance).AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
}
