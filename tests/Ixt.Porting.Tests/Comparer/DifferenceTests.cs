using Ixt.Conformance.Compare;
using Ixt.Conformance.Compare.Verdict;

namespace Ixt.Porting.Tests.Comparer;

/// <summary>The comparer finds every kind of difference, says where it is, and finds none where there is none.</summary>
public sealed class DifferenceTests(Engine engine)
{
    private const string Text = """{"handle":{"topic":"text"},"expect":{"success":true}}""";
    private const string Calls = """{"handle":{"topic":"calls"},"expect":{"success":true}}""";
    private const string Json = """{"handle":{"topic":"json"},"expect":{"success":true},"json64":["/data/result"]}""";
    private const string Tick = """{"handle":{"topic":"tick"},"expect":{"success":true}}""";

    [Theory]
    [InlineData("right", Text)]
    [InlineData("member-order", Text)]
    [InlineData("other-number", Text)]
    [InlineData("right", Calls)]
    [InlineData("other-spacing", Json)]
    [InlineData("other-value", """{"handle":{"topic":"text"},"expect":{"data":{"items":{"$type":"array"}}},"differs":["/data/items/*"]}""")]
    public async Task What_means_the_same_is_the_same(string variant, string step)
    {
        Comparison comparison = await Variants.CompareAsync(engine.Run, Script(step), variant);

        Assert.True(comparison.Same, Engine.Show(comparison));
    }

    [Theory]
    [InlineData("other-value", Text, "at /data/items/2", "original  3", "port      4  ←", "differs")]
    [InlineData("extra-member", Text, "at /data/more", "original  nothing (the member is missing)", "port      true  ←")]
    [InlineData("missing-member", Text, "at /data/items", "original  [1,2,3]", "port      nothing (the member is missing)  ←")]
    [InlineData("other-spacing", """{"handle":{"topic":"json"},"expect":{"success":true}}""", "at /data/result", "Name /data/result in the step's json64")]
    [InlineData("other-log-line", Text, "log lines", "starting with 1", "beginning  ←", "except")]
    [InlineData("other-exit", """{"handle":{"topic":"text"},"expect":{}},{"signal":"SIGTERM"}""", "exit code", "expected  0", "port      7  ←")]
    [InlineData("extra-call", Calls, "call 3", "no such call", "\"method\":\"delete\"", "leave it out")]
    [InlineData("other-order", Calls, "call 1", "in another order", "unordered_calls")]
    [InlineData("other-payload", Calls, "call 2, at /params/payload", "calls_differ")]
    [InlineData("stray", Text, "frames", "an answer that nobody asked for", "port      sent it  ←")]
    [InlineData("init-fails", Text, "init", "expected  true at /success", "no database", "not reached")]
    [InlineData("crash-at-start", Text, "the module to connect to IXT_IPC_SOCKET", "the end of the process, exit code 1", "cannot find my settings")]
    public async Task A_difference_is_found_and_told(string variant, string step, params string[] told)
    {
        Comparison comparison = await Variants.CompareAsync(engine.Run, Script(step), variant);

        Assert.False(comparison.Same);
        AssertTold(Engine.Show(comparison), told);
    }

    [Fact]
    public async Task What_the_reference_itself_does_not_do_is_its_own_difference()
    {
        Comparison comparison = await Variants.CompareAsync(engine.Run, Script("""{"handle":{"topic":"text"},"expect":{"data":{"text":"hello","items":[1,2,3]}}}"""), "right", reference: "other-value");

        AssertTold(Engine.Show(comparison), "expected  3", "original  4  ←", "The reference (original) itself does not do what the script expects");
    }

    [Fact]
    public async Task Where_both_part_from_the_script_it_is_the_script_that_is_doubted()
    {
        Comparison comparison = await Variants.CompareAsync(engine.Run, Script("""{"handle":{"topic":"text"},"expect":{"data":{"text":"goodbye"}}}"""), "right");

        AssertTold(Engine.Show(comparison), "at /data/text", "expected  \"goodbye\"", "it is the script that expects something else");
    }

    [Theory]
    [InlineData("hangs", "an answer to handle hang", "outstanding: step-1")]
    [InlineData("never-connects", "the module to connect", "no connection within")]
    public async Task What_hangs_is_given_up_on_with_what_was_outstanding(string variant, params string[] told)
    {
        ComparisonRun run = await Engine.WithPatienceAsync(0.4);

        Comparison comparison = await Variants.CompareAsync(run, Script("""{"handle":{"topic":"hang"},"expect":{"success":true}}"""), variant);

        Assert.False(comparison.Same);
        AssertTold(Engine.Show(comparison), told);
    }

    [Fact]
    public async Task Calls_that_interleave_are_compared_in_any_order()
    {
        Comparison comparison = await Variants.CompareAsync(engine.Run, Script(Calls, "\"unordered_calls\":true,"), "other-order");

        Assert.True(comparison.Same, Engine.Show(comparison));
        Assert.False((await Variants.CompareAsync(engine.Run, Script(Calls, "\"unordered_calls\":true,"), "extra-call")).Same);
        Assert.False((await Variants.CompareAsync(engine.Run, Script(Calls, "\"unordered_calls\":true,"), "other-payload")).Same);
    }

    [Fact]
    public async Task Calls_that_repeat_are_not_counted_but_have_to_come()
    {
        const string Repeated = """
            "repeated_calls":[{"service":"message_bus","params":{"topic":"tick"}}],"runtime":{"topics":{"tick":{"success":true,"data":{}}}},
            """;

        Assert.True((await Variants.CompareAsync(engine.Run, Script(Tick, Repeated), "more-ticks")).Same);
        Comparison without = await Variants.CompareAsync(engine.Run, Script(Tick, Repeated), "no-ticks");
        AssertTold(Engine.Show(without), "repeated call", "original  2 of them", "port      0 of them  ←");
    }

    [Fact]
    public async Task What_a_call_may_differ_in_is_not_compared()
    {
        Comparison comparison = await Variants.CompareAsync(engine.Run, Script(Calls, "\"calls_differ\":[\"/params/payload\"],"), "other-payload");

        Assert.True(comparison.Same, Engine.Show(comparison));
    }

    private static string Script(string step, string more = "") =>
        $$"""{"title":"It is tried.",{{more}}"stderr":true,"steps":[{{step}}]}""";

    private static void AssertTold(string output, params string[] told)
    {
        foreach (string text in told)
        {
            Assert.Contains(text, output, StringComparison.Ordinal);
        }
    }
}
