// The module that bench/Ixt.Bench.Ipc starts: on the public SDK, under the .NET runtime or compiled natively.
// Default options; IXT_BENCH_SPIN_US sets how many microseconds the reader spins, zero for none.
using System.Globalization;
using Ixt.Bench.Module;
using Ixt.Sdk;

ModuleRunOptions options = new();
if (Environment.GetEnvironmentVariable("IXT_BENCH_SPIN_US") is { } spin)
{
    options = options with { SpinTime = TimeSpan.FromMicroseconds(int.Parse(spin, CultureInfo.InvariantCulture)) };
}

return await new EchoModule().RunAsync(options);
