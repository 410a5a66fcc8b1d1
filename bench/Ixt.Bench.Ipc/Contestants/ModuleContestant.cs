using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Bench.Ipc;

/// <summary>A module on any of our SDKs, driven by our runtime session.</summary>
internal sealed class ModuleContestant : DrivenContestant<HandleMessage>
{
    private static readonly ProtocolOffer s_protobufOffer = new() { Versions = ["1.0", "1.1"], Encodings = [Encodings.Protobuf, Encodings.Json], Features = [] };
    private static readonly MessageContext s_context = new() { TraceId = "0af7651916cd43dd8448eb211c80319c", SourceModule = "bench:1.0.0", Timestamp = 1234567890 };

    private readonly RuntimeSession _session;

    private ModuleContestant(Process process, RuntimeSession session)
        : base(process)
    {
        _session = session;
    }

    /// <summary>Bytes of a request's frame in JSON, header included: what the raw echo gets, also beside contestants whose own frames are shorter.</summary>
    internal static int FrameLength(int payload) => Wire.FrameLimits.HeaderSize + Frame(payload).ToUtf8().Length;

    /// <summary>Bytes of the same request's frame in protobuf, header included: what the raw echo of protobuf's bytes gets.</summary>
    internal static int ProtobufFrameLength(int payload) => checked(Wire.FrameLimits.HeaderSize + (int)Frame(payload).GetProtobufSize());

    /// <param name="program">The module.</param>
    /// <param name="spinMicros">How long the readers of both sides look for more before they sleep, in µs; <see langword="null"/>: as long as is each side's default.</param>
    /// <param name="speaksProtobuf">Whether protobuf is offered first, and has to be what the module chooses; otherwise nothing is offered, which is JSON.</param>
    internal static async Task<IContestant> StartAsync(ProcessStartInfo program, int? spinMicros, bool speaksProtobuf)
    {
        await using UnixSocketListener listener = UnixSocketListener.Create();
        program.Environment["IXT_IPC_SOCKET"] = listener.Path;
        program.Environment["IXT_MODULE_ID"] = "bench:1.0.0/echo";

        // Without a value the variable goes: one that this process was given would reach the module and not the session.
        program.Environment["IXT_BENCH_SPIN_US"] = spinMicros?.ToString(CultureInfo.InvariantCulture);
        Process process = Process.Start(program) ?? throw new InvalidOperationException("The module did not start.");
        try
        {
            UnixSocketTransport transport = await AcceptAsync(listener, process);
            RuntimeSession session = RuntimeSession.Start(transport, new NoServices(), Options(spinMicros));
            Demand(await session.InitAsync(JsonElement.Parse("{}"), speaksProtobuf ? s_protobufOffer : null));
            if (speaksProtobuf && session.NegotiatedProtocol?.Encoding != Encodings.Protobuf)
            {
                throw new InvalidOperationException($"The module chose the encoding '{session.NegotiatedProtocol?.Encoding ?? "(none)"}' where protobuf was offered first.");
            }

            return new ModuleContestant(process, session);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        Demand(await _session.ShutdownAsync());
        await _session.DisposeAsync();
        await Ending.WaitAsync(Callee);
    }

    protected override HandleMessage Request(byte[] payload) => Message("echo", payload);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected override async ValueTask<ReadOnlyMemory<byte>> EchoAsync(HandleMessage request)
    {
        ResponseSuccess answer = Demand(await _session.HandleAsync(request, s_context).ConfigureAwait(false));
        return answer.TryGetBytes("data", out ReadOnlyMemory<byte> bytes) ? bytes : throw new InvalidOperationException("The module's answer has no data.");
    }

    // The references do not know the topic.
    protected override async Task<long?> AllocatedAsync() =>
        await _session.HandleAsync(Message("allocated", []), s_context) is ResponseSuccess { Data: var data } && data.TryGetProperty("bytes"u8, out JsonElement bytes) ? bytes.GetInt64() : null;

    private static async Task<UnixSocketTransport> AcceptAsync(UnixSocketListener listener, Process process)
    {
        using CancellationTokenSource stop = new(Children.Patience);
        Task<UnixSocketTransport> connected = listener.AcceptOneAsync(peer => ProcessAncestry.IsSameOrDescendant(peer.ProcessId, process.Id), stop.Token);
        Task ended = process.WaitForExitAsync(stop.Token);
        if (await Task.WhenAny(connected, ended) == ended && process.HasExited)
        {
            await stop.CancelAsync();
            throw new InvalidOperationException($"The module ended with {process.ExitCode} before it connected; what it wrote above says why.");
        }

        UnixSocketTransport transport = await connected;
        await stop.CancelAsync();
        return transport;
    }

    private static RuntimeSessionOptions Options(int? spinMicros) =>
        spinMicros is { } micros ? new() { SpinTime = TimeSpan.FromMicroseconds(micros) } : new();

    private static HandleRequest Frame(int payload) => new() { Id = new RequestId(1_000_000), Message = Message("echo", new byte[payload]), Context = s_context };

    private static HandleMessage Message(string topic, byte[] payload) => new() { Topic = topic, Payload = payload };

    private static ResponseSuccess Demand(ModuleResponse response) =>
        response as ResponseSuccess ?? throw new InvalidOperationException("The module answered with an error: " + ((ResponseError)response).Error.Message);
}
