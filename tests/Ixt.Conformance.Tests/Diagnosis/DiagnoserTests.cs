using System.Text;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Diagnosis;
using Ixt.Conformance.Execution;

namespace Ixt.Conformance.Tests.Diagnosis;

public sealed class DiagnoserTests
{
    [Theory]
    [InlineData("0000002a", "big-endian")]
    [InlineData("7b227479", "answers in lines")]
    [InlineData("0a2a0000", "line end")]
    [InlineData("5b494e46", "wrote text to the socket")]
    [InlineData("a97d4b00", "count characters")]
    public void A_bad_length_header_tells_its_story(string header, string hint)
    {
        Failure failure = new(FailureKind.Stream, "a frame", "a frame of too many bytes") { Frame = Convert.FromHexString(header), LastSent = [1] };

        Assert.Contains(hint, Diagnoser.Hint(new Symptom(Framing.Length, failure, [])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2a0000007b", "length headers")]
    [InlineData("7b", "indented")]
    [InlineData("2020226964223a2031", "indented")]
    [InlineData("efbbbf7b7d", "byte order mark")]
    [InlineData("5b494e464f5d206869", "[INFO] hi")]
    public void A_line_that_is_no_frame_tells_its_story(string line, string hint)
    {
        Failure failure = new(FailureKind.Mismatch, "a frame", "a frame that is not JSON") { Frame = Convert.FromHexString(line), Pointer = string.Empty, LastSent = [1] };

        Assert.Contains(hint, Diagnoser.Hint(new Symptom(Framing.Ndjson, failure, [])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/id", "7", "\"7\"", "keep the JSON type")]
    [InlineData("/id", "\"7\"", "7", "keep the JSON type")]
    [InlineData("/id", "\"a\"", "null", "id null")]
    [InlineData("/error/message", "text", "\"boom\\n    at f (x.js:1:1)\"", "stack trace")]
    [InlineData("/data/context/timestamp", "1700000000", "1700000000000", "milliseconds")]
    [InlineData("/data/payload", "\"AA==\"", "\"AA\"", "padding")]
    [InlineData("/data/payload", "\"+/+/\"", "\"-_-_\"", "URL-safe")]
    [InlineData("/data/payload", "\"AAAA\"", "\"AA\\nAA\"", "line breaks")]
    [InlineData("/data/payload", "\"aGk=\"", "\"YUdrPQ==\"", "encoded twice")]
    [InlineData("/data", "{\"a\":1}", "\"{\\\"a\\\":1}\"", "serialised twice")]
    [InlineData("/data/n", "9007199254740993", "9007199254740992", "rounded")]
    [InlineData("/data/n", "5", "\"5\"", "as a string")]
    public void A_difference_tells_its_story(string pointer, string expected, string got, string hint)
    {
        Failure failure = new(FailureKind.Mismatch, expected, got) { Pointer = pointer, Frame = "{\"type\":\"response\",\"id\":\"a\"}"u8.ToArray(), LastSent = [1] };

        Assert.Contains(hint, Diagnoser.Hint(new Symptom(Framing.Ndjson, failure, [])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_before_the_first_of_the_runtime_is_named()
    {
        Failure failure = new(FailureKind.UnexpectedFrame, "nothing", "a frame") { Frame = "{}"u8.ToArray() };

        Assert.Contains("IXT-TRN-004", Diagnoser.Hint(new Symptom(Framing.Ndjson, failure, [])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("start", "the process ended with exit code 64", "Crash", "started wrongly")]
    [InlineData("step 1", "the process ended with exit code 134", "Crash", "Unhandled exception")]
    [InlineData("end: exit", "a process that still runs after 5 s", "Timeout", "keeps it")]
    [InlineData("begin: init", "nothing within 5 s", "Timeout", "init was not answered")]
    [InlineData("step 1", "nothing within 5 s", "Timeout", "Unhandled exception")]
    public void What_the_process_does_tells_its_story(string stage, string got, string kind, string hint)
    {
        Failure failure = new(Enum.Parse<FailureKind>(kind), "something", got) { Stage = stage, LastSent = [1] };

        Assert.Contains(hint, Diagnoser.Hint(new Symptom(Framing.Length, failure, ["first", "Unhandled exception."])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_difference_has_no_hint()
    {
        Failure failure = new(FailureKind.Mismatch, "\"PROTOCOL_ERROR\"", "\"OOPS\"") { Pointer = "/error/code", Frame = Encoding.UTF8.GetBytes("{}"), LastSent = [1] };

        Assert.Null(Diagnoser.Hint(new Symptom(Framing.Ndjson, failure, [])));
    }
}
