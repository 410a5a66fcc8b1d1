using System.Text;
using System.Text.RegularExpressions;

namespace Ixt.Architecture.Tests.Text;

/// <summary>What a clone on another machine must not hold.</summary>
/// <remarks>Each pattern is written so that this file does not match it.</remarks>
public sealed partial class HygieneTests
{
    [Fact]
    public void No_file_names_a_directory_of_somebodys_machine() => NoFileMatches(MachinePath());

    [Fact]
    public void No_file_names_the_host_of_a_package_registry() => NoFileMatches(RegistryHost());

    [Fact]
    public void No_file_is_marked_as_unfinished() => NoFileMatches(Unfinished());

    [Fact]
    public void The_patterns_find_what_they_are_for()
    {
        Assert.Matches(MachinePath(), "see /" + "home/ann/src");
        Assert.Matches(MachinePath(), "C:" + @"\Users\ann");
        Assert.Matches(RegistryHost(), "https://registry.npm" + "js.org/ajv");
        Assert.Matches(Unfinished(), "// TO" + "DO: later");
        Assert.Matches(Unfinished(), "throw new NotImplemented" + "Exception()");
        Assert.DoesNotMatch(Unfinished(), "mastodons");
    }

    private static void NoFileMatches(Regex pattern) => Findings.None(
        from file in Repository.Files()
        let bytes = File.ReadAllBytes(Repository.PathOf(file))
        where !bytes.Contains((byte)0)
        from line in Encoding.UTF8.GetString(bytes).Split('\n').Select((text, index) => (Text: text, Number: index + 1))
        where pattern.IsMatch(line.Text)
        select $"{file}:{line.Number}: {line.Text.Trim()}");

    [GeneratedRegex(@"(?<![\w.-])/(?:work|root|home|Users|mnt)/[\w.-]|[A-Za-z]:\\\\?Users\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"nuget[.]org|npmjs[.](?:org|com)|yarnpkg[.]com|pypi[.]org|pythonhosted[.]org|art[i]factory|/v3/index[.]json", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryHost();

    [GeneratedRegex(@"\b(?:TO[D]O|FI[X]ME|HA[C]K|X[X]X|TB[D])\b|NotImplemented[E]xception|lorem [i]psum")]
    private static partial Regex Unfinished();
}
