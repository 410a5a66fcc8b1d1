using System.Text;

namespace Ixt.Nexus.Tests.Values;

public sealed class DepthTests
{
    [Theory]
    [InlineData(65)]
    [InlineData(1000)]
    [InlineData(199)]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(5000)]
    [InlineData(10_000)]
    public async Task Nested_values_are_read_and_written_on_a_thread_of_the_pool(int depth)
    {
        // The pool's threads have a small stack, and sessions live there.
        string arrays = Arrays(depth);
        Assert.Equal(arrays, await Task.Run(() => Text.Encode(Text.Decode(arrays))));
        string objects = Objects(depth);
        Assert.Equal(objects, await Task.Run(() => Text.Encode(Text.Decode(objects))));
        Assert.Equal(objects, await Task.Run(() => Text.EncodePlain(Text.Parse(objects))));
    }

    [Fact]
    public async Task One_level_more_spoils_the_value_and_nothing_else()
    {
        await Task.Run(() =>
        {
            byte[] json = Encoding.UTF8.GetBytes($"[{Arrays(ValueReader.MaxDepth)},7]");
            NexusValue value = Text.Read(json, plain: false, null, out NexusValueException? fault);
            Assert.NotNull(fault);
            Assert.Equal(7, value[1].AsInt32());
        });
    }

    [Fact]
    public async Task Millions_of_levels_are_skipped_over_without_a_stack()
    {
        await Task.Run(() =>
        {
            const int Depth = 4_000_000;
            Text.Read(Encoding.UTF8.GetBytes(Arrays(Depth)), plain: false, null, out NexusValueException? fault);
            Assert.NotNull(fault);
            Assert.Throws<NexusWireException>(() => Text.Read(Encoding.UTF8.GetBytes(new string('[', Depth)), plain: false, null, out _));
        });
    }

    [Fact]
    public void A_circular_value_cannot_be_sent()
    {
        NexusObject circle = new();
        circle["self"] = circle;
        Assert.Throws<NexusValueException>(() => Text.Encode(circle));
        Assert.Throws<NexusValueException>(() => Text.EncodePlain(circle));
        Assert.Throws<NexusValueException>(() => Text.Encode(NexusValue.From(new NexusSet { circle })));
        Assert.Contains("circular", NexusValue.From(circle).ToString());
    }

    [Fact]
    public async Task Comparing_values_that_are_nested_too_deeply_throws_and_does_not_end_the_process()
    {
        await Task.Run(() =>
        {
            NexusObject circle = new();
            circle["self"] = new NexusValue[] { circle };
            NexusObject other = new();
            other["self"] = new NexusValue[] { other };
            Assert.Throws<InsufficientExecutionStackException>(() => NexusValue.From(circle) == NexusValue.From(other));
        });
    }

    private static string Arrays(int depth) => new string('[', depth) + new string(']', depth);

    private static string Objects(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
}
