using System.Buffers;
using System.Text;
using Ixt.Protocol;
using Ixt.Session;
using Ixt.Wire;

namespace Ixt.Sdk.Tests;

/// <summary>What one read brings is handled where it was read, unless that would hold something up.</summary>
public sealed class ReadBatchTests
{
    [Theory]
    [InlineData(16, 1, false)]
    [InlineData(16, 1, true)]
    [InlineData(40, 3, false)]
    [InlineData(40, 3, true)]
    public async Task The_answers_of_one_read_leave_sixteen_in_a_write(int messages, int writes, bool isSocket)
    {
        await using Peer peer = await Peer.StartAsync(new TestModule { Handle = static (_, _, _, _) => new(ModuleResult.Success()) }, isSocket);
        int before = peer.Writes;
        await peer.SendAsync([.. Enumerable.Range(1, messages).Select(Handle)]);
        for (int id = 1; id <= messages; id++)
        {
            Assert.Equal(new RequestId(id), (await peer.ReceiveAsync()).Id);
        }

        Assert.Equal(writes, peer.Writes - before);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(true, 100)]
    [InlineData(true, 10_000)]
    public async Task A_handler_that_keeps_its_thread_keeps_neither_earlier_answers_nor_the_reader(bool isSocket, int spinMicroseconds)
    {
        await using Peer peer = await Peer.StartAsync(new TestModule
        {
            Handle = static (_, message, _, cancellationToken) =>
            {
                if (message.Topic == "t2")
                {
                    Assert.True(cancellationToken.WaitHandle.WaitOne(TestTimeouts.Default), "the cancel was not read");
                }

                return new(ModuleResult.Success());
            },
        }, isSocket, TimeSpan.FromMicroseconds(spinMicroseconds));
        await peer.SendAsync([Handle(1), Handle(2), Handle(3)]);
        Assert.Equal(new RequestId(1), (await peer.ReceiveAsync()).Id);
        await peer.SendAsync([new CancelNotice { Id = new RequestId(2) }]);
        Assert.Equal(new RequestId(2), (await peer.ReceiveAsync()).Id);
        Assert.Equal(new RequestId(3), (await peer.ReceiveAsync()).Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_may_block_on_a_service_call(bool isSocket)
    {
        await using Peer peer = await Peer.StartAsync(new TestModule
        {
#pragma warning disable xUnit1031 // What porters do at first; it must not hang.
            Handle = static (module, message, _, _) => new(ModuleResult.Success(("found", module.Store.GetAsync(message.Topic).Result.Found))),
#pragma warning restore xUnit1031
        }, isSocket);

        // Each of the first keeps the reader's thread until another takes over; those behind it run elsewhere at once.
        await peer.SendAsync([Handle(1), Handle(2)]);
        await peer.SendAsync([Handle(3)]);
        for (int id = 1; id <= 3; id++)
        {
            ServiceRequest request = Assert.IsType<ServiceRequest>(await peer.FrameAsync());
            await peer.SendAsync([new ServiceSuccess { Id = request.Id!.Value, Data = Json.Parse("{'found':false}") }]);
            Assert.Equal(new RequestId(id), (await peer.ReceiveAsync()).Id);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public async Task A_reader_that_spins_loses_nothing_over_a_real_socket(int spinMicroseconds)
    {
        TimeSpan spin = TimeSpan.FromMicroseconds(spinMicroseconds);
        await using UnixSocketListener listener = UnixSocketListener.Create();
        Task<int> exit = new TestModule { Handle = static (_, message, _, _) => new(ModuleResult.Success(("data", message.Payload))) }.RunAsync(new ModuleRunOptions
        {
            Transport = await UnixSocketTransport.ConnectAsync(listener.Path, TestContext.Current.CancellationToken),
            SpinTime = spin,
            HandleSignals = false,
            Error = TextWriter.Null,
            Environment = static name => name == "IXT_MODULE_ID" ? TestRuntime.ModuleId : null,
        });
        UnixSocketTransport transport = await listener.AcceptOneAsync(static _ => true).Soon();
        await using (RuntimeSession session = RuntimeSession.Start(transport, new FakeServices(), new RuntimeSessionOptions { SpinTime = spin }))
        {
            Assert.IsType<ResponseSuccess>(await session.InitAsync(Json.Parse("{}")).Soon());
            MessageContext context = new() { TraceId = "x", SourceModule = "m", Timestamp = 1 };
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async lane =>
            {
                for (int i = 0; i < 300; i++)
                {
                    byte[] payload = new byte[(lane * 3_000) + i];
                    Array.Fill(payload, (byte)(lane + i));
                    ResponseSuccess answer = Assert.IsType<ResponseSuccess>(await session.HandleAsync(new HandleMessage { Topic = "t", Payload = payload }, context));
                    Assert.True(answer.TryGetBytes("data", out ReadOnlyMemory<byte> data));
                    Assert.Equal(payload, data);
                }
            })).Soon();
        }

        Assert.Equal(0, await exit.Soon());
    }

    [Fact]
    public async Task A_spin_longer_than_10_ms_is_refused_and_named()
    {
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => new TestModule().RunAsync(new ModuleRunOptions
        {
            Transport = InMemoryTransport.CreatePair().Item2,
            SpinTime = TimeSpan.FromMilliseconds(10) + TimeSpan.FromTicks(1),
            HandleSignals = false,
            Error = TextWriter.Null,
            Environment = static name => name == "IXT_MODULE_ID" ? TestRuntime.ModuleId : null,
        }));
        Assert.Contains("SpinTime is 10", refused.Message, StringComparison.Ordinal);
    }

    private static HandleRequest Handle(int id) => new()
    {
        Id = new RequestId(id),
        Message = new HandleMessage { Topic = "t" + id.ToString(System.Globalization.CultureInfo.InvariantCulture), Payload = default },
        Context = new MessageContext { TraceId = "x", SourceModule = "m", Timestamp = 1 },
    };

    /// <summary>A runtime that decides which frames travel together.</summary>
    private sealed class Peer : IAsyncDisposable
    {
        private readonly FrameReader _reader = new(FrameFormat.LengthLittleEndian);
        private readonly Transport _transport;
        private readonly CountingTransport _module;
        private readonly Task<int> _exit;

        private Peer(IxtProcessModule module, Transport runtimeEnd, Transport moduleEnd, TimeSpan spin)
        {
            _transport = runtimeEnd;
            _module = new CountingTransport(moduleEnd);
            _exit = module.RunAsync(new ModuleRunOptions
            {
                Transport = _module,
                SpinTime = spin,
                HandleSignals = false,
                Error = TextWriter.Null,
                Environment = static name => name == "IXT_MODULE_ID" ? TestRuntime.ModuleId : null,
            });
        }

        internal int Writes => _module.Writes;

        /// <param name="module">What runs.</param>
        /// <param name="isSocket">Whether it is at the end of a socket, on which a thread can wait.</param>
        /// <param name="spin">How long its reader looks for more.</param>
        internal static async Task<Peer> StartAsync(IxtProcessModule module, bool isSocket, TimeSpan spin = default)
        {
            (Transport runtimeEnd, Transport moduleEnd) = isSocket ? await SocketsAsync() : InMemoryTransport.CreatePair();
            Peer peer = new(module, runtimeEnd, moduleEnd, spin);
            await peer.SendAsync([new InitRequest { Id = new RequestId("i"), Config = Json.Parse("{}") }]);
            Assert.Equal(new RequestId("i"), (await peer.ReceiveAsync()).Id);
            return peer;
        }

        private static async Task<(Transport Runtime, Transport Module)> SocketsAsync()
        {
            await using UnixSocketListener listener = UnixSocketListener.Create();
            Task<UnixSocketTransport> accepted = listener.AcceptOneAsync(static _ => true);
            UnixSocketTransport module = await UnixSocketTransport.ConnectAsync(listener.Path).Soon();
            return (await accepted.Soon(), module);
        }

        internal Task SendAsync(IProtocolMessage[] frames)
        {
            ArrayBufferWriter<byte> bytes = new();
            foreach (IProtocolMessage frame in frames)
            {
                Framing.Write(bytes, FrameFormat.LengthLittleEndian, frame.ToUtf8());
            }

            return _transport.WriteAsync(bytes.WrittenMemory, CancellationToken.None).AsTask().Soon();
        }

        internal async Task<ResponseSuccess> ReceiveAsync() => Assert.IsType<ResponseSuccess>(await FrameAsync());

        internal async Task<ModuleFrame> FrameAsync()
        {
            ModuleFrame? frame;
            while (!TryTake(out frame))
            {
                int count = await _transport.ReadAsync(_reader.GetMemory(), CancellationToken.None).AsTask().Soon();
                Assert.True(count > 0, "the module closed the connection");
                _reader.Advance(count);
            }

            return frame!;
        }

        public async ValueTask DisposeAsync()
        {
            await _transport.CompleteWritesAsync();
            await _exit.Soon();
            await _transport.DisposeAsync();
            _reader.Dispose();
        }

        private bool TryTake(out ModuleFrame? frame)
        {
            bool isThere = _reader.TryRead(out ReadOnlySpan<byte> text);
            frame = isThere ? ModuleFrame.Read(text) : null;
            return isThere;
        }
    }

    private sealed class CountingTransport(Transport inner) : Transport
    {
        private int _writes;

        public override string Name => inner.Name;

        public override bool CanWait => inner.CanWait;

        internal int Writes => Volatile.Read(ref _writes);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => inner.ReadAsync(buffer, cancellationToken);

        public override bool TryRead(Span<byte> buffer, out int count) => inner.TryRead(buffer, out count);

        public override void WaitToRead() => inner.WaitToRead();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _writes);
            return inner.WriteAsync(bytes, cancellationToken);
        }

        public override ValueTask CompleteWritesAsync() => inner.CompleteWritesAsync();

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
