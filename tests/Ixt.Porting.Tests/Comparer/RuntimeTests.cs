using Ixt.Conformance.Compare.Play;
using Ixt.Conformance.Compare.Verdict;

namespace Ixt.Porting.Tests.Comparer;

/// <summary>The runtime's side of a comparison does what the script says.</summary>
public sealed class RuntimeTests(Engine engine)
{
    [Fact]
    public Task The_store_is_seeded_and_fails_where_it_shall() => SameAsync("""
        {
          "title": "The store.",
          "runtime": { "kv": { "seed": { "text": "sown" } }, "kv_fails": { "broken": { "code": "INTERNAL_ERROR", "message": "disk" } } },
          "steps": [
            { "handle": { "topic": "kv" }, "expect": { "data": { "$exactly": { "seed": "sown", "short": true, "failure": "INTERNAL_ERROR" } } } }
          ]
        }
        """);

    [Fact]
    public void An_entry_expires_when_the_clock_is_moved_and_not_before()
    {
        KeyValueStore store = new(new Dictionary<string, byte[]>());
        store.Set("k", "AA==", 1000);

        store.Advance(999);
        Assert.Equal("AA==", store.Get("k"));
        store.Advance(1);
        Assert.Null(store.Get("k"));
        Assert.False(store.Delete("k"));
    }

    [Fact]
    public Task A_held_send_waits_for_its_release_while_others_are_answered() => SameAsync("""
        {
          "title": "A send is held.",
          "runtime": { "topics": { "slow": "hold" } },
          "steps": [
            { "handle": { "topic": "wait" }, "as": "slow one" },
            { "service": { "service": "message_bus", "method": "send", "params": { "topic": "slow" } } },
            { "health_check": {}, "expect": { "data": { "healthy": true } } },
            { "release": "slow", "with": { "success": true, "data": { "n": 1 } } },
            { "answer": "slow one", "expect": { "data": { "answer": { "success": true, "data": { "n": 1 } } } } }
          ]
        }
        """);

    [Fact]
    public Task Answers_on_the_bus_are_given_in_turn_and_unknown_topics_refused() => SameAsync("""
        {
          "title": "Answers in turn.",
          "runtime": { "topics": { "slow": [ { "success": false, "error": { "code": "OVERLOADED", "message": "Later." } }, { "success": true, "data": {} } ] } },
          "steps": [
            { "handle": { "topic": "wait" }, "expect": { "data": { "answer": { "success": false, "error": { "code": "OVERLOADED" } } } } },
            { "handle": { "topic": "wait" }, "expect": { "data": { "answer": { "success": true } } } },
            { "handle": { "topic": "wait" }, "expect": { "data": { "answer": { "success": true } } } },
            { "handle": { "topic": "tick" }, "expect": { "success": true } }
          ]
        }
        """);

    [Fact]
    public Task Requests_sent_together_are_all_answered() => SameAsync("""
        {
          "title": "Together.",
          "runtime": { "topics": { "slow": { "success": true, "data": {} } } },
          "steps": [
            { "together": [
              { "handle": { "topic": "wait" }, "expect": { "data": { "answer": { "success": true } } } },
              { "handle": { "topic": "text" }, "expect": { "data": { "text": "hello" } } },
              { "health_check": {}, "expect": { "data": { "healthy": true } } }
            ] }
          ]
        }
        """);

    [Fact]
    public Task A_module_that_is_to_fail_its_init_may_be_initialised_again() => SameAsync(
        """
        {
          "title": "Init fails.",
          "init": { "expect": { "success": false, "error": { "code": "INIT_FAILED", "message": "no database" } } },
          "steps": [
            { "init": {}, "expect": { "success": false } },
            { "handle": { "topic": "text" }, "expect": { "error": { "code": "NOT_INITIALIZED" } } }
          ]
        }
        """,
        "init-fails");

    [Fact]
    public Task A_running_handle_can_be_cancelled_and_the_rest_drained() => SameAsync("""
        {
          "title": "Cancel.",
          "protocol": { "versions": ["1.1"], "encodings": ["json"], "features": ["cancel"] },
          "runtime": { "topics": { "slow": "hold" } },
          "steps": [
            { "handle": { "topic": "wait" }, "as": "first" },
            { "service": { "params": { "topic": "slow" } } },
            { "cancel": "first" },
            { "shutdown": { "grace_ms": 60000 }, "as": "end" },
            { "release": "slow" },
            { "answer": "first", "expect": { "success": { "$type": "boolean" } } },
            { "answer": "end", "expect": { "success": true } }
          ]
        }
        """);

    [Theory]
    [InlineData("""{"signal":"SIGINT"}""", 0)]
    [InlineData("""{"disconnect":true}""", 0)]
    [InlineData("""{"handle":{"topic":"exit"},"as":"last words"},{"ends":true}""", 3)]
    public async Task A_module_may_end_in_other_ways(string step, int exit)
    {
        Comparison comparison = await Variants.CompareAsync(engine.Run, $$"""{"title":"It ends.","exit":{{exit}},"steps":[{{step}}]}""", "right");

        Assert.True(comparison.Same, Engine.Show(comparison));
        Assert.All(comparison.Performances, p => Assert.Equal(exit, p.Exit));
    }

    private async Task SameAsync(string script, string variant = "right")
    {
        Comparison comparison = await Variants.CompareAsync(engine.Run, script, variant, reference: variant);

        Assert.True(comparison.Same, Engine.Show(comparison));
        Assert.All(comparison.Performances, p => Assert.Null(p.Stop));
    }
}
