namespace Ixt.Conformance.Commands;
internal static class ConformanceApp { public static Task<int> RunAsync(string[] args, CancellationToken ct) => Task.FromResult(0); }
