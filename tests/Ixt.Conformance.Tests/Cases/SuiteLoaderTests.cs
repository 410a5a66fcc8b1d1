using Ixt.Conformance.Cases;

namespace Ixt.Conformance.Tests.Cases;

public sealed class SuiteLoaderTests
{
    [Fact]
    public async Task A_suite_is_read_with_its_areas()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", """{"barrier":true}""")));

        CaseSuite suite = await LoadAsync(mini);

        ConformanceCase item = Assert.Single(suite.Cases);
        Assert.Equal("x/x-a", item.Path);
        Assert.Equal(["x"], suite.Areas);
        Assert.Equal([Framing.Ndjson, Framing.Length, Framing.Protobuf], item.Framings);
        Assert.Equal("readme", item.Provenance);
    }

    [Theory]
    [InlineData("""{"explode":true}""", "", "x-a.json: #/steps[0]")]
    [InlineData("""{"handle":{"id":"h","script":[{"do":"explode"}]}}""", "", "script")]
    [InlineData("", "\"oops\":1,", "NoAdditionalPropertiesAllowed")]
    [InlineData("""{"expect_stderr":"("}""", "", "x-a.json")]
    public async Task A_case_that_does_not_fit_its_schema_is_a_fault_of_the_suite(string steps, string more, string problem)
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", steps, more)));

        Assert.Contains(problem, (await Assert.ThrowsAsync<SuiteFaultException>(() => LoadAsync(mini))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_cites_requirements_that_exist()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", requirement: "IXT-AAA-000")));

        Assert.Contains("IXT-AAA-000", (await Assert.ThrowsAsync<SuiteFaultException>(() => LoadAsync(mini))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_named_after_its_case_and_the_lock_knows_it()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-b")));

        string message = (await Assert.ThrowsAsync<SuiteFaultException>(() => LoadAsync(mini))).Message;

        Assert.Contains("not named after its id x-b", message, StringComparison.Ordinal);
        Assert.Contains("x-b is missing; append it", message, StringComparison.Ordinal);
        Assert.Contains("no case x-a", message, StringComparison.Ordinal);
    }

    private static Task<CaseSuite> LoadAsync(MiniSuite mini) =>
        SuiteLoader.LoadAsync(SpecDirectory.Find(mini.Directory), always: true, TestContext.Current.CancellationToken);
}
