using Ixt.Conformance.Cases;

namespace Ixt.Conformance.Tests.Cases;

public sealed class ConformanceModuleUseTests
{
    [Theory]
    [InlineData("""{"handle":{"id":"h","script":[{"do":"nothing"}]}}""")]
    [InlineData("""{"send_many":{"count":2,"frame":{"type":"handle","id":{"$index":"h"},"message":{"topic":"conformance.echo","payload":""}}}}""")]
    [InlineData("""{"send_raw":[{"text":"{\"type\":\"handle\",\"id\":\"h\",\"message\":{\"topic\":\"conformance.echo\"}}\n"}]}""")]
    [InlineData("""{"send":{"type":"init","id":"i","config":{"conformance":{}}}}""")]
    [InlineData("""{"either":[[{"handle":{"id":"h"}}],[{"barrier":true}]]}""")]
    public void A_case_that_reaches_a_handler_of_the_conformance_module_needs_it(string step)
    {
        Assert.NotNull(MiniSuite.Case(steps: step).NeedsConformanceModule);
    }

    [Theory]
    [InlineData("""{"send":{"type":"health_check","id":"a"}}""")]
    [InlineData("""{"send_raw":[{"text":"{\"type\":\"handle\",\"topic\":\"conformance.run\""}],"framed":true}""")]
    [InlineData("""{"handle":{"id":"h","payload":"!"}},{"expect":{"id":"h","error":{"code":"INVALID_PAYLOAD"}}}""")]
    [InlineData("""{"handle":{"id":"h"}},{"expect_all":[{"id":"h","error":{"code":"NOT_INITIALIZED"}}]}""")]
    [InlineData("""{"handle":{"id":"h","topic":"no.such.topic"}}""")]
    public void A_case_whose_handles_are_refused_before_any_handler_is_for_any_module(string steps)
    {
        Assert.Null(MiniSuite.Case(steps: steps).NeedsConformanceModule);
    }

    [Fact]
    public void A_handle_that_is_refused_does_not_excuse_another_that_is_not()
    {
        Assert.NotNull(MiniSuite.Case(steps: """{"handle":{"id":"h","payload":"!"}},{"expect":{"id":"h","error":{"code":"INVALID_PAYLOAD"}}},{"handle":{"id":"i"}}""").NeedsConformanceModule);
    }
}
