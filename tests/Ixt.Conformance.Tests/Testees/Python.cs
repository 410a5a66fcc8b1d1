using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Tests.Testees;

/// <summary>The Python that the runner would take.</summary>
internal static class Python
{
    /// <summary>Its path. Skips the test where there is none; with <c>CI=true</c> that is a failure.</summary>
    internal static async Task<string> RequireAsync()
    {
        PythonSearch search = await PythonSearch.RunAsync();
        if (search.Interpreter is { } interpreter)
        {
            return interpreter;
        }

        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"Python must not be absent in CI: {search.Refusal}");
        }

        Assert.Skip(search.Refusal!);
        return string.Empty;
    }
}
