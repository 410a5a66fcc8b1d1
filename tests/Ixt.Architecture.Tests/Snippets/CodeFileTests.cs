using Ixt.Snippets;

namespace Ixt.Architecture.Tests.Snippets;

public sealed class CodeFileTests
{
    [Theory]
    [InlineData("class A:\n    # region init\n    def f(self):\n        pass\n    # endregion\n")]
    [InlineData("class A:\n    #region init\n    def f(self):\n        pass\n    #endregion\n")]
    [InlineData("class A:\n    // #region init\n    def f(self):\n        pass\n    // #endregion\n")]
    [InlineData("class A:\n    # region init\n\n    def f(self):\n        pass\n  \n    # endregion init\n")]
    public void A_region_is_what_stands_between_its_marks_dedented(string text) =>
        Assert.Equal(["def f(self):", "    pass"], new CodeFile("a", text).Region("init")!);

    [Fact]
    public void Regions_nest_and_their_marks_are_not_quoted()
    {
        CodeFile file = new("a.cs", "#region outer\nint a;\n#region inner\nint b;\n#endregion\nint c;\n#endregion\n");
        Assert.Equal(["int a;", "int b;", "int c;"], file.Region("outer")!);
        Assert.Equal(["int b;"], file.Region("inner")!);
        Assert.Equal(["int a;", "int b;", "int c;"], file.Whole());
        Assert.Empty(file.Faults);
        Assert.Equal(["inner", "outer"], file.Regions.Order());
    }

    [Fact]
    public void Tabs_stay_tabs_and_only_what_all_lines_share_is_taken_off() =>
        Assert.Equal(["a", "\tb", "", " c"], new CodeFile("a", "# region r\n\ta\n\t\tb\n\n\t c\n# endregion\n").Region("r")!);

    [Fact]
    public void Empty_lines_inside_stay() =>
        Assert.Equal(["a", "", "b"], new CodeFile("a", "# region r\n  a\n\n  b\n# endregion\n").Region("r")!);

    [Theory]
    [InlineData("# a region of interest\n# region of interest\n")]
    [InlineData("print('# region a')\n")]
    public void Prose_is_no_region(string text)
    {
        CodeFile file = new("a.py", text);
        Assert.Empty(file.Faults);
        Assert.Empty(file.Regions);
    }

    [Fact]
    public void There_is_no_region_that_was_not_begun() => Assert.Null(new CodeFile("a.py", "x = 1\n").Region("r"));

    [Theory]
    [InlineData("x\n# region r\ny\n", "a.py:2: the region r has no end")]
    [InlineData("x\n# endregion\n", "a.py:2: this endregion ends nothing")]
    [InlineData("# region r\n# endregion\n# region r\n# endregion\n", "a.py:3: the region r is there twice")]
    public void Marks_that_do_not_pair_are_faults(string text, string fault) =>
        Assert.Equal([fault], new CodeFile("a.py", text).Faults.Select(f => f.ToString()));
}
