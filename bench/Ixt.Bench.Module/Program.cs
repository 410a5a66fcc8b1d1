// The module that bench/Ixt.Bench.Ipc starts: on the public SDK, under the .NET runtime or compiled natively.
// IXT_BENCH_SPIN_US switches the spinning reader on, for so many microseconds.
using System.Globalization;
using Ixt.Bench.Module;
using Ixt.Sdk;

string spin = Environment.GetEnvironmentVariable("IXT_BENCH_SPIN_US") ?? "0";
return await new EchoModule().RunAsync(new ModuleRunOptions { SpinTime = TimeSpan.FromMicroseconds(int.Parse(spin, CultureInfo.InvariantCulture)) });
