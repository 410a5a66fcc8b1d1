using System.Text;
using System.Text.Json;

namespace Ixt.Protocol.Tests;

public sealed class RequestIdTests
{
    [Fact]
    public void The_examples_are_read_or_refused_as_their_names_say()
    {
        Assert.All(Example.All.Where(e => e.Definition == "RequestId"), example =>
        {
            Utf8JsonReader reader = new(example.Bytes());
            reader.Read();
            Assert.Equal(example.IsValid, RequestId.TryRead(ref reader, out _));
        });
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("9007199254740991")]
    [InlineData("\"größe.測試\"")]
    public void It_is_written_as_the_type_it_was_read_as(string json)
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(json));
        reader.Read();
        Assert.True(RequestId.TryRead(ref reader, out RequestId id));

        Assert.Equal(json[0] == '"', id.IsString);
        Assert.Equal($$"""{"type":"cancel","id":{{json}}}""", Encoding.UTF8.GetString(new CancelNotice { Id = id }.ToUtf8()));
    }

    [Fact]
    public void A_string_of_digits_is_not_the_number()
    {
        Assert.NotEqual(new RequestId("1"), new RequestId(1));
        Assert.True(new RequestId("1") != new RequestId(1));
        Assert.Equal(new RequestId("1"), new RequestId(new string('1', 1)));
        Assert.Equal(new RequestId("1").GetHashCode(), new RequestId(new string('1', 1)).GetHashCode());
        Assert.Equal(new RequestId(0), default);
    }

    [Fact]
    public void What_cannot_be_an_id_cannot_be_made_into_one()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RequestId(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RequestId(RequestId.MaxNumber + 1));
        Assert.Throws<ArgumentException>(() => new RequestId(""));
        Assert.Throws<ArgumentException>(() => new RequestId(new string('x', 129)));
        Assert.Equal(128, new RequestId(new string('x', 128)).ToString().Length);
    }
}
