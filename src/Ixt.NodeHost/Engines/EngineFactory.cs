using System.Globalization;
using Acornima;
using Jint;

namespace Ixt.NodeHost.Engines;

/// <summary>Makes an engine with Node's limits and stack trace format, and no way out of the script.</summary>
internal static class EngineFactory
{
    /// <summary>Deepest JSON the script can parse. Node has no limit; here the reader recurses, about 250 bytes of stack per level.</summary>
    public const int MaxJsonDepth = 5_000;

    private static readonly TimeSpan s_regexTimeout = TimeSpan.FromSeconds(1);

    public static Engine Create(TimeProvider time, TurnBudget budget) => new(options =>
    {
        budget.Register(options);
        options.Constraints.StackOverflowGuard = true;
        options.Constraints.MaxArraySize = 1 << 25;
        options.Constraints.RegexTimeout = s_regexTimeout;
        options.Json.MaxParseDepth = MaxJsonDepth;
        options.Host.StringCompilationAllowed = false;
        options.TimeZone = TimeZoneInfo.Utc;
        options.Culture = CultureInfo.InvariantCulture;
        options.TimeSystem = new HostTimeSystem(time);
        options.SetBuildCallStackHandler(FormatFrame);
    });

    private static string FormatFrame(string description, SourceLocation location, string[]? arguments)
    {
        string file = location.SourceFile ?? "<anonymous>";
        int column = location.Start.Column + 1;

        // Line 1 of a script starts after the wrapper that makes it a function.
        if (location.Start.Line == 1)
        {
            column = Math.Max(1, column - Modules.ScriptCompiler.Prefix.Length);
        }

        string position = $"{file}:{location.Start.Line}:{column}";
        return description.Length == 0 || description == "(anonymous)" ? $"    at {position}\n" : $"    at {description} ({position})\n";
    }
}
