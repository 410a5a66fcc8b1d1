using System.Text.RegularExpressions;

namespace Ixt.Conformance.Compare.Scripts;

/// <summary>That the log lines on stderr are compared.</summary>
/// <param name="Except">Lines that are left out.</param>
internal sealed record LogRules(IReadOnlyList<Regex> Except)
{
    /// <summary>The lines that are compared, of all that were written.</summary>
    public IReadOnlyList<string> Of(IEnumerable<string> lines) =>
        [.. lines.Where(l => (l.StartsWith("[INFO]", StringComparison.Ordinal) || l.StartsWith("[ERROR]", StringComparison.Ordinal)) && !Except.Any(e => e.IsMatch(l)))];
}
