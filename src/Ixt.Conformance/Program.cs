using Ixt.Conformance.Commands;

return await ConformanceApp.RunAsync(args, CancellationToken.None).ConfigureAwait(false);
