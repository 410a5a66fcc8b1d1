using System.Globalization;
using System.Text.RegularExpressions;

namespace Ixt.Conformance.Testees;

/// <summary>Looks for a Python that will do.</summary>
/// <param name="Interpreter">The interpreter's own path, behind any wrapper that was found on PATH; null when there is none.</param>
/// <param name="Refusal">Why there is none; null when there is one.</param>
internal sealed partial record PythonSearch(string? Interpreter, string? Refusal)
{
    private const int OldestMinor = 8;

    // Version managers put a script in the interpreter's place, which takes longer to start than the interpreter itself. Any Python since 2 can say this.
    private const string WhoAreYou = "import sys; print('Python %d.%d.%d at %s' % (sys.version_info[:3] + (sys.executable,)))";

    private static readonly string[] _names = ["python3", "python"];
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>Asks <c>python3</c>, then <c>python</c>; the first of at least 3.8 is taken.</summary>
    public static async Task<PythonSearch> RunAsync()
    {
        string? refusal = null;
        foreach (string program in _names.Select(Executables.Find).OfType<string>())
        {
            PythonSearch search = await AskAsync(program).ConfigureAwait(false);
            if (search.Interpreter is not null)
            {
                return search;
            }

            refusal ??= search.Refusal;
        }

        return new PythonSearch(null, refusal ?? $"there is no python3 or python on PATH (Python 3.{OldestMinor} or later)");
    }

    /// <summary>Asks one program.</summary>
    public static async Task<PythonSearch> AskAsync(string program)
    {
        OutputCapture output = new();
        ChildProcess process = ChildProcess.Start([program, "-S", "-c", WhoAreYou], new Dictionary<string, string?>(), output);
        await using (process.ConfigureAwait(false))
        {
            try
            {
                await process.Exited.WaitAsync(_patience).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // What it has said so far may do; it is ended here.
            }
        }

        IReadOnlyList<string> said = output.Tail(int.MaxValue);
        if (said.Select(l => Answer().Match(l)).FirstOrDefault(m => m.Success) is not { } answer)
        {
            return new PythonSearch(null, $"{program} does not tell its version{(said.Count > 0 ? $"; it wrote: {said[0]}" : string.Empty)}");
        }

        (int major, int minor) = (Number("major"), Number("minor"));
        return (major, minor).CompareTo((3, OldestMinor)) < 0
            ? new PythonSearch(null, $"{program} is Python {answer.Groups["version"].Value}; Python 3.{OldestMinor} or later is needed")
            : new PythonSearch(Executables.Find(answer.Groups["path"].Value) ?? program, null);

        int Number(string group) => int.Parse(answer.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^Python (?<version>(?<major>\d+)\.(?<minor>\d+)\.\d+) at (?<path>.*)$")]
    private static partial Regex Answer();
}
