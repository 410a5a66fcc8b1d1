using Ixt.Protocol;

namespace Ixt.Sdk.Tests;

/// <summary>Many bytes in a result stay bytes until its frame is written; nobody may notice.</summary>
public sealed class LargeBytesTests
{
    public static TheoryData<string, int> Sizes => new MatrixTheoryData<string, int>(["json", "protobuf"], [0, 1023, 1024, 100_000]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task They_arrive_as_they_were_among_other_members_and_alone(string encoding, int size)
    {
        byte[] bytes = Bytes(size);
        await using TestRuntime runtime = await StartAsync(encoding, message => message.Topic == "alone"
            ? ModuleResult.Success(("data", bytes))
            : ModuleResult.Success(("n", 1), ("data", bytes), ("more", bytes), ("text", "é\"")));
        ResponseSuccess among = Assert.IsType<ResponseSuccess>(await runtime.SendAsync("among"));
        Json.Equal($"{{'n':1,'data':'{Convert.ToBase64String(bytes)}','more':'{Convert.ToBase64String(bytes)}','text':'é\\\"'}}", among.Data);
        ResponseSuccess alone = Assert.IsType<ResponseSuccess>(await runtime.SendAsync("alone"));
        Json.Equal($"{{'data':'{Convert.ToBase64String(bytes)}'}}", alone.Data);
        foreach (ResponseSuccess answer in new[] { among, alone })
        {
            Assert.True(answer.TryGetBytes("data", out ReadOnlyMemory<byte> read));
            Assert.Equal(bytes, read);
            Assert.False(answer.TryGetBytes("none", out _));
        }
    }

    [Theory]
    [InlineData("json")]
    [InlineData("protobuf")]
    public async Task They_are_those_of_the_moment_when_the_result_was_built_however_often_it_is_returned(string encoding)
    {
        byte[] bytes = Bytes(5_000);
        byte[] original = [.. bytes];
        ModuleResult result = ModuleResult.Success(("data", bytes));
        Array.Clear(bytes);
        await using TestRuntime runtime = await StartAsync(encoding, _ => result);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(Assert.IsType<ResponseSuccess>(await runtime.SendAsync("t")).TryGetBytes("data", out ReadOnlyMemory<byte> read));
            Assert.Equal(original, read);
        }

        Assert.Equal(original, result.GetData()!.Value.GetProperty("data").GetBytesFromBase64());
    }

    [Theory]
    [InlineData("json")]
    [InlineData("protobuf")]
    public async Task Of_equal_names_the_last_counts(string encoding)
    {
        await using TestRuntime runtime = await StartAsync(encoding, _ => ModuleResult.Success(("data", Bytes(5_000)), ("data", 1)));
        Assert.Equal(1, Assert.IsType<ResponseSuccess>(await runtime.SendAsync("t")).Data.GetProperty("data").GetInt32());
    }

    [Theory]
    [InlineData("json")]
    [InlineData("protobuf")]
    public async Task What_does_not_fit_a_frame_is_answered_in_its_place(string encoding)
    {
        await using TestRuntime runtime = await StartAsync(encoding, _ => ModuleResult.Success(("data", new byte[16 * 1024 * 1024])));
        Assert.Equal(ErrorCodes.FrameTooLarge, (await runtime.FailAsync("t")).Code);
        Assert.IsType<ResponseSuccess>(await runtime.HealthAsync());
    }

    private static async Task<TestRuntime> StartAsync(string encoding, Func<HandleMessage, ModuleResult> handle)
    {
        TestRuntime runtime = TestRuntime.Connect(new TestModule { Handle = (_, message, _, _) => new(handle(message)) });
        ProtocolOffer offer = new() { Versions = ["1.1"], Encodings = encoding == "json" ? ["json"] : ["json", encoding], Features = [] };
        Assert.IsType<ResponseSuccess>(await runtime.Session.InitAsync(Json.Parse("{}"), offer).Soon());
        Assert.Equal(encoding, runtime.Session.NegotiatedProtocol!.Encoding);
        return runtime;
    }

    private static byte[] Bytes(int size)
    {
        byte[] bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }
}
