using Ixt.Conformance.Cases;
using Ixt.Conformance.Compare.Measuring;
using Ixt.Conformance.Execution;

namespace Ixt.Porting.Tests.Comparer;

/// <summary>Measuring gets to its end whatever the script holds back, and counts right.</summary>
public sealed class MeasuringTests(Engine engine)
{
    [Theory]
    [InlineData("ndjson")]
    [InlineData("length")]
    public async Task A_send_that_the_script_holds_is_answered_at_once(string framing)
    {
        const string Script = """
            {
              "title": "A send is held.",
              "runtime": { "topics": { "slow": ["hold", { "success": true, "data": {} }] } },
              "steps": [
                { "handle": { "topic": "wait" }, "as": "first" }, { "release": "slow" }, { "answer": "first", "expect": {} },
                { "handle": { "topic": "wait" }, "expect": { "success": true } }
              ]
            }
            """;

        Measurement measured = await new Measurer(TimeLimits.Scaled(6)).MeasureAsync(
            engine.Run.Read("script.json", Script), [Variants.Of("right")], Enum.Parse<Framing>(framing, ignoreCase: true), 1, 5, TestContext.Current.CancellationToken);

        Assert.Equal(1, measured.Messages);
        Assert.NotNull(measured.Figures[0].RoundTripUs);
    }

    [Fact]
    public void Medians_and_the_99th_percentile_are_those_of_all_rounds()
    {
        Sample[] samples =
        [
            new(TimeSpan.FromMilliseconds(10), 1024 * 1024, [.. Enumerable.Range(1, 50).Select(i => TimeSpan.FromMicroseconds(i))]),
            new(TimeSpan.FromMilliseconds(40), 3 * 1024 * 1024, [.. Enumerable.Range(51, 51).Select(i => TimeSpan.FromMicroseconds(i))]),
            new(TimeSpan.FromMilliseconds(20), 2 * 1024 * 1024, []),
        ];

        Assert.Equal(new Figures("x", 20, 2, 51, 100), Figures.Of("x", samples));
        Assert.Equal(new Figures("x", 20, 2, null, null), Figures.Of("x", samples[2..]));
    }
}
