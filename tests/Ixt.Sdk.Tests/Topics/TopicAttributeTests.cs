using Ixt.Protocol;

namespace Ixt.Sdk.Tests;

public sealed class TopicAttributeTests
{
    [Fact]
    public async Task Methods_with_the_attribute_handle_their_topics_whatever_their_signature()
    {
        AttributedModule module = new();
        await using TestRuntime runtime = await TestRuntime.StartAsync(module);
        Json.Equal("{'topic':'result'}", await runtime.SucceedAsync("result"));
        Assert.Equal("alias \"quoted\" \\ ü", (await runtime.SucceedAsync("alias \"quoted\" \\ ü")).GetProperty("topic").GetString());
        Json.Equal("{'trace':'trace-1'}", await runtime.SucceedAsync("result.later", "v"));
        Assert.Equal("v"u8, runtime.Services["k"]!.Value.Span);
        Json.Equal("{'source':'caller:1.0.0'}", await runtime.SucceedAsync("result.task"));
        Json.Equal("{}", await runtime.SucceedAsync("nothing"));
        Json.Equal("{}", await runtime.SucceedAsync("nothing.task"));
        Assert.Equal("no True", (await runtime.FailAsync("nothing.later")).Message);
        Assert.Equal("UNKNOWN_TOPIC", (await runtime.FailAsync("derived")).Code);
        Assert.Equal(["nothing", "nothing.task True"], module.Calls);
    }

    [Fact]
    public async Task A_derived_class_adds_to_the_topics_of_its_base()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(new Outer<string>.DerivedModule());
        Json.Equal("{'type':'String'}", await runtime.SucceedAsync("derived"));
        Json.Equal("{'topic':'result'}", await runtime.SucceedAsync("result"));
    }
}
