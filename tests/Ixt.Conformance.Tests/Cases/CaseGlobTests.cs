using Ixt.Conformance.Cases;

namespace Ixt.Conformance.Tests.Cases;

public sealed class CaseGlobTests
{
    [Theory]
    [InlineData("frm-cut", true)]
    [InlineData("frm-*", true)]
    [InlineData("frm", true)]
    [InlineData("f*m", true)]
    [InlineData("frm/*", true)]
    [InlineData("frm/frm-c?t", true)]
    [InlineData("**cut", true)]
    [InlineData("**", true)]
    [InlineData("*", true)]
    [InlineData("env", false)]
    [InlineData("frm-", false)]
    [InlineData("cut", false)]
    [InlineData("env/frm-cut", false)]
    [InlineData("frm.cut", false)]
    [InlineData("FRM-CUT", false)]
    public void A_glob_means_an_id_an_area_or_a_path(string pattern, bool matches)
    {
        Assert.Equal(matches, new CaseGlob(pattern).Matches("frm", "frm-cut"));
    }
}
