namespace Ixt.Architecture.Tests.Cases;

/// <summary><c>spec/cases/ids.lock</c> remembers every id there ever was: <c>id</c>, or <c>id retired</c> once its case is gone.</summary>
public sealed class IdsLockTests
{
    private const string Retired = " retired";

    private static readonly string[] _lines = Repository.Text("spec/cases/ids.lock").TrimEnd('\n').Split('\n');
    private static readonly string[] _ids = [.. CaseFile.All.Select(c => c.Id)];

    [Fact]
    public void It_is_sorted_and_names_nothing_twice()
    {
        string[] names = [.. _lines.Select(NameOf)];
        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Its_lines_are_ids_some_of_them_retired() =>
        Findings.None(_lines.Where(l => NameOf(l).Length == 0 || NameOf(l).Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')));

    [Fact]
    public void Every_case_is_in_it() => Findings.None(_ids.Except(_lines.Select(NameOf)));

    [Fact]
    public void Every_id_that_is_not_retired_has_its_case() =>
        Findings.None(_lines.Where(l => !l.EndsWith(Retired, StringComparison.Ordinal)).Except(_ids));

    [Fact]
    public void No_retired_id_is_used_again() =>
        Findings.None(_lines.Where(l => l.EndsWith(Retired, StringComparison.Ordinal)).Select(NameOf).Intersect(_ids));

    private static string NameOf(string line) => line.EndsWith(Retired, StringComparison.Ordinal) ? line[..^Retired.Length] : line;
}
