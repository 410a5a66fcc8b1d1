using Ixt.Conformance.Matching;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Tests.Matching;

public sealed class AnyOrderMatcherTests
{
    [Fact]
    public void A_frame_that_fits_two_gives_way_to_one_that_fits_only_its_own()
    {
        AnyOrderMatcher matcher = new([Json.Of("""{"id":{"$any":true}}"""), Json.Of("""{"id":1}""")], new ValueScope());

        // 1 fits both, 2 only the first: taking the first for 1 at once would leave 2 without a place.
        Assert.Null(matcher.Add(Json.Of("""{"id":1}""")));
        Assert.Null(matcher.Add(Json.Of("""{"id":2}""")));
        Assert.True(matcher.IsComplete);
    }

    [Fact]
    public void A_frame_without_a_place_is_refused_with_its_difference()
    {
        AnyOrderMatcher matcher = new([Json.Of("""{"id":1}"""), Json.Of("""{"id":2}""")], new ValueScope());

        Assert.Null(matcher.Add(Json.Of("""{"id":2}""")));
        Assert.Equal("/id", matcher.Add(Json.Of("""{"id":2}"""))?.Pointer);
        Assert.False(matcher.IsComplete);
        Assert.Equal("""{"id":1}""", Assert.Single(matcher.Missing).GetRawText());
    }

    [Fact]
    public void Captures_are_those_of_the_final_assignment()
    {
        ValueScope scope = new();
        AnyOrderMatcher matcher = new([Json.Of("""{"id":{"$capture":"other"}}"""), Json.Of("""{"id":1}""")], scope);

        matcher.Add(Json.Of("""{"id":1}"""));
        matcher.Add(Json.Of("""{"id":7}"""));
        matcher.Commit();

        Assert.True(scope.TryGet("other", out System.Text.Json.JsonElement other));
        Assert.Equal("7", other.GetRawText());
    }
}
