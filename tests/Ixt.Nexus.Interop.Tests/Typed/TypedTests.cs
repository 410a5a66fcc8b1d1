using System.Numerics;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>Interfaces on our side, plain JavaScript on the other.</summary>
public sealed class TypedTests
{
    [Fact]
    public async Task An_interface_calls_a_Node_service()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.counter = (start) => k.nexus.ref({ value: start, next() { return ++this.value; } });
            k.nexus = daemon().provide(new Token("app:workshop"), {
              name: "node",
              shelf: { async parts() { return ["nut", "bolt"]; } },
              async sum(each, times) { let sum = 0; for (let i = 0; i < times; i++) sum += await each(i); return sum; },
              async makeCounter(start) { return k.counter(start); },
              async twice(counter) { const value = await counter.value; counter.value = value * 2; await counter.value; return await counter.next(); },
              async nextPower(value) { return value * 10n; },
              async labels(numbers) { return new Map([...numbers].map((n) => [n, `#${n}`])); },
              async describe_it({ name, weight, tags }, suffix) { return `${name} ${weight} ${tags.join("+")}${suffix ?? ""}`; },
              async nothing() {},
              async fail(message) { throw Object.assign(new Error(message), { name: "WorkshopError" }); },
            });
            await k.nexus.ready();
            """);
        IWorkshop workshop = await stage.Client().CreateAsync<IWorkshop>().Soon();
        Assert.Equal("node", await workshop.GetNameAsync().Soon());
        Assert.Equal(["nut", "bolt"], await workshop.Shelf.PartsAsync().Soon());
        Assert.Equal(60, await workshop.SumAsync(i => Task.FromResult(i * 10.0), 4).Soon());
        ICounter counter = await workshop.MakeCounterAsync(5).Soon();
        Assert.Equal(6, await counter.NextAsync().Soon());
        await counter.SetValueAsync(41).Soon();
        Assert.Equal((42, 42), (await counter.NextAsync().Soon(), await counter.GetValueAsync().Soon()));
        Assert.Equal(21, await workshop.TwiceAsync(new Counter(10)).Soon());
        Assert.Equal(BigInteger.Pow(10, 30), await workshop.NextPowerAsync(BigInteger.Pow(10, 29)).Soon());
        Assert.Equal(new() { [1] = "#1", [2] = "#2" }, await workshop.LabelsAsync([1, 2]).Soon());
        Assert.Equal("nut 1.5 small+steel", await workshop.DescribeAsync(new Part("nut", 1.5, ["small", "steel"])).Soon());
        Assert.Equal("nut 1.5 !", await workshop.DescribeAsync(new Part("nut", 1.5, []), "!").Soon());
        await workshop.NothingAsync().Soon();
        NexusRemoteException failed = await Assert.ThrowsAsync<NexusRemoteException>(() => workshop.FailAsync("no").Soon());
        Assert.Equal(("WorkshopError", "no"), (failed.Remote.Name, failed.Remote.Message));
        counter.Dispose();
        await Catch.CodeAsync(NexusErrorCodes.ResourceAccessDenied, () => counter.NextAsync().Soon());
    }

    [Fact]
    public async Task Node_calls_the_implementation_of_an_interface()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusDaemon daemon = stage.Daemon().Provide<IWorkshop>(new Workshop());
        await daemon.StartAsync().Soon();
        await stage.Node.ShouldAsync("""
            ["csharp",["nut","bolt"],60,[6,42,42],21,{"$":"bigint","v":"1000"},{"$":"map","v":[[1,"#1"],[2,"#2"]]},"nut 1.5 small+steel","nut 1.5 !",{"$":"undefined"},
             {"name":"NexusError","code":"E_WORKSHOP","message":"no"},"E_USAGE_INVALID"]
            """, """
            const nexus = client();
            const workshop = await nexus.create(new Token("app:workshop"));
            const counter = await workshop.makeCounter(5);
            const first = await counter.next();
            counter.value = 41;
            const counted = [first, await counter.next(), await counter.value];
            const own = nexus.ref({ value: 10, next() { return ++this.value; } });
            const thrown = await workshop.fail("no").catch((e) => ({ ...e.context.remoteError }));
            return [await workshop.name, await workshop.shelf.parts(), await workshop.sum((i) => i * 10, 4), counted, await workshop.twice(own), await workshop.nextPower(100n),
              await workshop.labels(new Set([1, 2])), await workshop.describe_it({ name: "nut", weight: 1.5, tags: ["small", "steel"] }),
              await workshop.describe_it({ name: "nut", weight: 1.5, tags: [] }, "!"), await workshop.nothing(), thrown, (await failed(workshop.nextPower("text"))).remote.code];
            """);
    }
}
