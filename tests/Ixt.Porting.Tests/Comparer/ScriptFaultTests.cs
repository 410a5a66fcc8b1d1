using Ixt.Conformance.Compare.Scripts;

namespace Ixt.Porting.Tests.Comparer;

/// <summary>A script that cannot be played says where it is wrong and what to write.</summary>
public sealed class ScriptFaultTests(Engine engine)
{
    [Theory]
    [InlineData("""{"title":"x","steps":[}""", "script.json, line 1: this is not JSON.")]
    [InlineData("""[]""", "script.json at its root: [] is not an object.")]
    [InlineData("""{"steps":[]}""", "script.json at its root: \"title\" is missing. Say in a sentence what the module does.")]
    [InlineData("""{"title":"x"}""", "\"steps\" is missing")]
    [InlineData("""{"title":"x","stepz":[]}""", "at /stepz: there is no member \"stepz\" here. Known are $schema, title, config")]
    [InlineData("""{"title":"x","steps":[{}]}""", "at /steps/0: this step does nothing. A step has exactly one of handle, health_check")]
    [InlineData("""{"title":"x","steps":[{"signal":"SIGTERM","ends":true}]}""", "at /steps/0: this step is two: signal and ends.")]
    [InlineData("""{"title":"x","steps":[{"handle":{"topic":"t"}}]}""", "at /steps/0: \"expect\" is missing. Say what the answer must be")]
    [InlineData("""{"title":"x","steps":[{"handle":{},"expect":{}}]}""", "at /steps/0/handle: \"topic\" is missing.")]
    [InlineData("""{"title":"x","steps":[{"handle":{"topic":"t","payload":"x"},"expect":{}}]}""", "at /steps/0/handle/payload: there is no member \"payload\" here. Known are topic, text, json, base64")]
    [InlineData("""{"title":"x","steps":[{"handle":{"topic":"t","text":"a","json":1},"expect":{}}]}""", "at /steps/0/handle: there is more than one payload.")]
    [InlineData("""{"title":"x","steps":[{"handle":{"topic":"t","base64":"AAE"},"expect":{}}]}""", "at /steps/0/handle/base64: this is not base64.")]
    [InlineData("""{"title":"x","steps":[{"handle":{"topic":"t","priority":5},"expect":{}}]}""", "at /steps/0/handle/priority: 5 is not a whole number from 1 to 4.")]
    [InlineData("""{"title":"x","steps":[{"handle":{"topic":"t"},"expect":{"data":{"$anything":true}}}]}""", "at /steps/0/expect/data: there is no matcher $anything.")]
    [InlineData("""{"title":"x","steps":[{"handle":{"topic":"t"},"expect":{"data":{"$regex":"("}}}]}""", "at /steps/0/expect/data/$regex: this is no regular expression")]
    [InlineData("""{"title":"x","steps":[{"handle":{"topic":"t"},"expect":{"success":true},"differs":["/data/at"]}]}""", "at /steps/0/differs/0: /data/at may differ, but nothing is expected of it. Give it a matcher")]
    [InlineData("""{"title":"x","steps":[{"handle":{"topic":"t"},"expect":{},"json64":["data"]}]}""", "at /steps/0/json64/0: \"data\" is no JSON pointer.")]
    [InlineData("""{"title":"x","steps":[{"answer":"a","expect":{}}]}""", "at /steps/0/answer: no request named a is under way. Send it first, with \"as\": \"a\".")]
    [InlineData("""{"title":"x","steps":[{"handle":{"topic":"t"},"as":"a"}]}""", "at /steps: nothing takes the answer of a. Add {\"answer\": \"a\"")]
    [InlineData("""{"title":"x","steps":[{"handle":{"topic":"t"},"as":"a","expect":{}}]}""", "at /steps/0/expect: a request with \"as\" is not waited for here.")]
    [InlineData("""{"title":"x","steps":[{"shutdown":{}},{"health_check":{},"expect":{}}]}""", "at /steps/1: the module has been ended by a step before, so health_check cannot follow.")]
    [InlineData("""{"title":"x","steps":[{"signal":"SIGKILL"}]}""", "at /steps/0/signal: \"SIGKILL\" is not sent here. SIGTERM or SIGINT.")]
    [InlineData("""{"title":"x","steps":[],"runtime":{"topics":{"t":"wait"}}}""", "at /runtime/topics/t: \"wait\" is no answer.")]
    [InlineData("""{"title":"x","steps":[],"runtime":{"topics":{"t":{"success":true,"error":{}}}}}""", "at /runtime/topics/t/error: an answer with success true has no error.")]
    [InlineData("""{"title":"x","steps":[],"runtime":{"kv":{"k":"v"}}}""", "at /runtime/kv/k: \"v\" is not an object.")]
    [InlineData("""{"title":"x","steps":[],"exit":256}""", "at /exit: 256 is not a whole number from 0 to 255.")]
    public void A_bad_script_says_where_and_what_to_do(string text, string told)
    {
        ScriptFaultException fault = Assert.Throws<ScriptFaultException>(() => engine.Run.Read("script.json", text));

        Assert.StartsWith("script.json", fault.Message, StringComparison.Ordinal);
        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_is_not_there_is_told() =>
        Assert.Contains("no-such-folder", (await Assert.ThrowsAsync<ScriptFaultException>(() => engine.Run.LoadAsync("no-such-folder/script.json", TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
}
