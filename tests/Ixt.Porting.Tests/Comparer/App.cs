using Ixt.Conformance.Commands;
using Ixt.Conformance.Display;

namespace Ixt.Porting.Tests.Comparer;

/// <summary>Runs the program as its main method does.</summary>
internal static class App
{
    public static async Task<(ExitCode Code, string Output, string Error)> CompareAsync(params string[] args)
    {
        StringWriter output = new();
        StringWriter error = new();
        int code = await ConformanceApp.RunAsync(["compare", .. args], Consoles.On(output), error, TestContext.Current.CancellationToken);
        return ((ExitCode)code, output.ToString(), error.ToString());
    }
}
