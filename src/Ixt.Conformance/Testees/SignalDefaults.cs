using System.Globalization;

namespace Ixt.Conformance.Testees;

/// <summary>Undoes an inherited "ignore" of the signals that testees have to act on.</summary>
/// <remarks>A shell starts background jobs with SIGINT ignored; children inherit that through every exec, and no handler of theirs would ever run.</remarks>
internal static class SignalDefaults
{
    private const int SigInt = 2;
    private const int SigTerm = 15;

    /// <summary>The words before a command that restore the default actions; none when nothing is ignored or nothing can be done.</summary>
    public static IReadOnlyList<string> Prefix { get; } = Ignored() && Executables.Find("env") is { } env ? [env, "--default-signal=INT,TERM"] : [];

    private static bool Ignored()
    {
        string? line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("SigIgn:", StringComparison.Ordinal));
        ulong mask = line is null ? 0 : ulong.Parse(line.AsSpan("SigIgn:".Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return ((mask >> (SigInt - 1)) & 1) == 1 || ((mask >> (SigTerm - 1)) & 1) == 1;
    }
}
