using Ixt.Protocol;

namespace Ixt.Sdk.Tests;

public sealed class TopicMapTests
{
    [Fact]
    public async Task Mapped_topics_go_to_their_handlers_and_the_rest_to_the_override()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(
            new TestModule { Handle = static (_, message, _, _) => new(ModuleResult.Success(("other", message.Topic))) }
                .With("a", static async (_, _, cancellationToken) =>
                {
                    await Task.Delay(0, cancellationToken);
                    return ModuleResult.Success(("by", "a"));
                })
                .With("b", static message => ModuleResult.Success(("by", message.GetPayloadText()))));
        Json.Equal("{'by':'a'}", await runtime.SucceedAsync("a"));
        Json.Equal("{'by':'x'}", await runtime.SucceedAsync("b", "x"));
        Json.Equal("{'other':'A'}", await runtime.SucceedAsync("A"));
    }

    [Fact]
    public void A_topic_has_one_handler()
    {
        TestModule module = new TestModule().With("a", static _ => ModuleResult.Success());
        ArgumentException e = Assert.Throws<ArgumentException>(() => module.With("a", static _ => ModuleResult.Success()));
        Assert.Contains("\"a\"", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_has_1_to_255_characters()
    {
        new TestModule().With(new string('t', 255), static _ => ModuleResult.Success());
        Assert.Throws<ArgumentException>(() => new TestModule().With(new string('t', 256), static _ => ModuleResult.Success()));
        Assert.Throws<ArgumentException>(() => new TestModule().With("", static _ => ModuleResult.Success()));
    }
}
