using System.Globalization;
using System.Text.RegularExpressions;

namespace Ixt.Conformance.Testees;

/// <summary>Asks a Node.js for its version.</summary>
internal static partial class NodeVersion
{
    private const int Oldest = 14;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>Why this Node.js will not do, or null when it will.</summary>
    public static async Task<string?> RefuseAsync(string node)
    {
        OutputCapture output = new();
        ChildProcess process = ChildProcess.Start([node, "--version"], new Dictionary<string, string?>(), output);
        await using (process.ConfigureAwait(false))
        {
            try
            {
                using CancellationTokenSource limit = new(_patience);
                await output.WaitForAsync(Version(), limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return $"{node} --version does not answer with a version";
            }
        }

        string version = output.Tail(1)[0];
        return int.Parse(Version().Match(version).Groups["major"].Value, CultureInfo.InvariantCulture) < Oldest
            ? $"{node} is {version}; Node.js {Oldest} or later is needed"
            : null;
    }

    [GeneratedRegex(@"^v(?<major>\d+)\.\d+")]
    private static partial Regex Version();
}
