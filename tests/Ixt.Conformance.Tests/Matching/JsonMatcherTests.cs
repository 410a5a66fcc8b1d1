using Ixt.Conformance.Cases;
using Ixt.Conformance.Matching;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Tests.Matching;

public sealed class JsonMatcherTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"a":1}""", """{"a":1.0}""")]
    [InlineData("""{"a":1e2}""", """{"a":100}""")]
    [InlineData("""{"a":9007199254740993}""", """{"a":9007199254740993}""")]
    [InlineData("""[1,[2]]""", """[1,[2]]""")]
    [InlineData("\"\\u0041\"", "\"A\"")]
    [InlineData("""{"$double":9007199254740993}""", "9007199254740992")]
    [InlineData("""{"$double":9223372036854775807}""", "9223372036854776000")]
    [InlineData("""{"$double":0.1}""", "0.1000000000000000055511151231257827")]
    [InlineData("""{"$double":5e-324}""", "5e-324")]
    [InlineData("0", "-0.0")]
    [InlineData("null", "null")]
    [InlineData("""{"a":{"$any":true}}""", """{"a":null}""")]
    [InlineData("""{"a":{"$absent":true}}""", """{"b":1}""")]
    [InlineData("""{"a":{"$one_of":[{"$absent":true},null]}}""", """{}""")]
    [InlineData("""{"a":{"$one_of":[{"$absent":true},null]}}""", """{"a":null}""")]
    [InlineData("""{"$type":"integer"}""", "2.0")]
    [InlineData("""{"$type":"number"}""", "2.5")]
    [InlineData("""{"$type":"boolean"}""", "false")]
    [InlineData("""{"$regex":"^a.c$"}""", "\"abc\"")]
    [InlineData("""{"$not_regex":"\\bat\\b"}""", "\"cat\"")]
    [InlineData("""{"$one_of":[1,"x"]}""", "\"x\"")]
    [InlineData("""{"$exactly":{"a":{"b":{"$any":true}}}}""", """{"a":{"b":3}}""")]
    [InlineData("""{"$range":[1,2]}""", "1.5")]
    [InlineData("""{"$json64":{"a":1}}""", "\"eyJhIjoxLCJiIjoyfQ==\"")]
    [InlineData("""{"$length64":3}""", "\"AAAA\"")]
    [InlineData("""{"$pattern64":3}""", "\"AAEC\"")]
    [InlineData("""{"$depth":3}""", "[[[]]]")]
    [InlineData("""{"$base64":"hi"}""", "\"aGk=\"")]
    [InlineData("""{"$repeat":{"text":"ab","times":2}}""", "\"abab\"")]
    [InlineData("""{"$nest":{"depth":2}}""", "[[]]")]
    [InlineData("""{"$capture":"c","$match":{"$type":"string"}}""", "\"x\"")]
    public void It_matches(string expected, string actual)
    {
        Assert.Null(JsonMatcher.Match(Json.Of(expected), Json.Of(actual), new ValueScope()));
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":"1"}""", "/a")]
    [InlineData("""{"a":{"b":[1,2]}}""", """{"a":{"b":[1,3]}}""", "/a/b/1")]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""", "/a")]
    [InlineData("""{"a":1}""", """{}""", "/a")]
    [InlineData("""{"a":null}""", """{}""", "/a")]
    [InlineData("""{"a":{"$absent":true}}""", """{"a":1}""", "/a")]
    [InlineData("""{"a":9007199254740993}""", """{"a":9007199254740992}""", "/a")]
    [InlineData("""{"a/b~":1}""", """{"a/b~":2}""", "/a~1b~0")]
    [InlineData("""{"a":0}""", """{"a":1e-30}""", "/a")]
    [InlineData("""{"$double":9007199254740993}""", "9007199254740994", "")]
    [InlineData("""{"$double":0.1}""", "0.10000000149011612", "")]
    [InlineData("""{"$double":1}""", "\"1\"", "")]
    [InlineData("""{"$double":1}""", "true", "")]
    [InlineData("""{"$type":"integer"}""", "2.5", "")]
    [InlineData("""{"$regex":"b"}""", "1", "")]
    [InlineData("""{"$not_regex":"b"}""", "1", "")]
    [InlineData("""{"$one_of":[1,2]}""", "3", "")]
    [InlineData("""{"$exactly":{"a":{}}}""", """{"a":{"b":1}}""", "/a/b")]
    [InlineData("""{"$range":[1,2]}""", "2.1", "")]
    [InlineData("""{"$json64":{"a":1}}""", "\"e30=\"", "/a")]
    [InlineData("""{"$length64":3}""", "\"AAAAAA==\"", "")]
    [InlineData("""{"$pattern64":3}""", "\"AAED\"", "")]
    [InlineData("""{"$depth":3}""", "[[]]", "")]
    [InlineData("""{"$depth":2}""", "[[1]]", "")]
    [InlineData("\"x\"", "\"\\ud800\"", "")]
    public void It_does_not_match_and_says_where(string expected, string actual, string pointer)
    {
        Mismatch? mismatch = JsonMatcher.Match(Json.Of(expected), Json.Of(actual), new ValueScope());

        Assert.Equal(pointer, mismatch?.Pointer);
    }

    [Fact]
    public void A_capture_is_kept_only_when_the_whole_matches()
    {
        ValueScope scope = new();

        Assert.NotNull(JsonMatcher.Match(Json.Of("""{"a":{"$capture":"c"},"b":1}"""), Json.Of("""{"a":5,"b":2}"""), scope));
        Assert.False(scope.TryGet("c", out _));
        Assert.Null(JsonMatcher.Match(Json.Of("""{"a":{"$capture":"c"},"b":1}"""), Json.Of("""{"a":5,"b":1}"""), scope));
        Assert.Null(JsonMatcher.Match(Json.Of("""{"x":{"$ref":"c"}}"""), Json.Of("""{"x":5}"""), scope));
        Assert.NotNull(JsonMatcher.Match(Json.Of("""{"x":{"$ref":"c"}}"""), Json.Of("""{"x":"5"}"""), scope));
    }

    [Fact]
    public void The_capture_of_an_alternative_that_does_not_fit_is_forgotten()
    {
        ValueScope scope = new();
        string either = """{"$one_of":[{"a":{"$capture":"c"},"b":1},{"b":2}]}""";

        Assert.Null(JsonMatcher.Match(Json.Of(either), Json.Of("""{"a":5,"b":2}"""), scope));
        Assert.False(scope.TryGet("c", out _));
    }

    [Fact]
    public void A_matcher_that_does_not_exist_is_a_fault_of_the_suite()
    {
        Assert.Throws<SuiteFaultException>(() => JsonMatcher.Match(Json.Of("""{"$nearly":1}"""), Json.Of("1"), new ValueScope()));
    }
}
