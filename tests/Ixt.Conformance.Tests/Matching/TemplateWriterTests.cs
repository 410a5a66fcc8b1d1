using System.Text;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Tests.Matching;

public sealed class TemplateWriterTests
{
    [Theory]
    [InlineData("""{"a":[1.0,1e400,"é",null]}""", """{"a":[1.0,1e400,"é",null]}""")]
    [InlineData("""{"$base64":"é"}""", "\"w6k=\"")]
    [InlineData("""{"$hex64":"00ff"}""", "\"AP8=\"")]
    [InlineData("""{"$repeat64":{"hex":"61","times":3}}""", "\"YWFh\"")]
    [InlineData("""{"$repeat":{"text":"ab","times":2}}""", "\"abab\"")]
    [InlineData("""{"$nest":{"depth":3}}""", "[[[]]]")]
    [InlineData("""{"p":{"$script":[{"do":"x","v":{"$base64":"hi"}}]}}""", """{"p":"eyJzdGVwcyI6W3siZG8iOiJ4IiwidiI6ImFHaz0ifV19"}""")]
    public void Values_are_filled_in_and_the_rest_stays_as_written(string template, string written)
    {
        Assert.Equal(written, Write(template, new ValueScope()));
    }

    [Fact]
    public void The_running_number_stands_alone_or_behind_a_prefix()
    {
        Assert.Equal("""{"id":"h-7","n":7}""", Write("""{"id":{"$index":"h-"},"n":{"$index":true}}""", new ValueScope { Index = 7 }));
    }

    [Theory]
    [InlineData("""{"$ref":"nothing"}""")]
    [InlineData("""{"$index":true}""")]
    public void What_refers_to_nothing_is_a_fault_of_the_suite(string template)
    {
        Assert.Throws<SuiteFaultException>(() => Write(template, new ValueScope()));
    }

    private static string Write(string template, ValueScope scope) => Encoding.UTF8.GetString(TemplateWriter.ToUtf8(Json.Of(template), scope));
}
