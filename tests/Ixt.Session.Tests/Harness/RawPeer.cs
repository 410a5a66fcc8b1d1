using System.Buffers;
using System.Text;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

/// <summary>A scripted peer that speaks in bytes: sends anything, reads whole frames.</summary>
internal sealed class RawPeer(Transport transport, FrameFormat format) : IAsyncDisposable
{
    private readonly FrameReader _reader = new(format);
    private FrameSide? _side;

    /// <summary>How many frames were received that did not begin like JSON.</summary>
    public int ProtobufFrames { get; private set; }

    /// <summary>From now on sends what is given as JSON as protobuf, and takes protobuf for the JSON that it means.</summary>
    public void SpeakProtobuf(FrameSide own) => _side = own;

    public Task SendAsync(string json) => SendFrameAsync(_side is { } side ? Encode(side, Encoding.UTF8.GetBytes(json)) : Encoding.UTF8.GetBytes(json));

    /// <summary>Sends JSON whatever else is spoken.</summary>
    public Task SendJsonAsync(string json) => SendFrameAsync(Encoding.UTF8.GetBytes(json));

    public Task SendFrameAsync(byte[] payload)
    {
        ArrayBufferWriter<byte> frame = new();
        Framing.Write(frame, format, payload);
        return SendBytesAsync(frame.WrittenMemory);
    }

    public Task SendBytesAsync(ReadOnlyMemory<byte> bytes) => transport.WriteAsync(bytes, CancellationToken.None).AsTask().OrHang();

    public ValueTask EndAsync() => transport.CompleteWritesAsync();

    /// <summary>The next frame, or <see langword="null"/> at the end of the stream.</summary>
    public async Task<JsonElement?> TryReceiveAsync()
    {
        while (true)
        {
            if (TryTake(out JsonElement frame))
            {
                return frame;
            }

            int count = await transport.ReadAsync(_reader.GetMemory(), CancellationToken.None).AsTask().OrHang();
            if (count == 0)
            {
                Assert.Equal(0, _reader.PartialBytes);
                return null;
            }

            _reader.Advance(count);
        }
    }

    public async Task<JsonElement> ReceiveAsync() => await TryReceiveAsync() ?? throw new InvalidOperationException("The stream ended.");

    public async Task ExpectEndAsync() => Assert.Null(await TryReceiveAsync());

    /// <summary>Sends and takes the next frame, which must be equal as JSON.</summary>
    public async Task ExchangeAsync(string json, string expected)
    {
        await SendAsync(json);
        await ExpectAsync(expected);
    }

    public async Task ExpectAsync(string expected) => Same(expected, await ReceiveAsync());

    /// <summary>The next frame must be an error answer.</summary>
    public async Task<JsonElement> ExpectErrorAsync(string code, string idJson, string? pointer = null)
    {
        JsonElement frame = await ReceiveAsync();
        Assert.Equal("response", frame.GetProperty("type").GetString());
        Assert.Equal(idJson, frame.GetProperty("id").GetRawText());
        Assert.False(frame.GetProperty("success").GetBoolean());
        JsonElement error = frame.GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.NotEqual("", error.GetProperty("message").GetString());
        Assert.Equal(pointer, error.TryGetProperty("details", out JsonElement details) ? details.GetProperty("pointer").GetString() : null);
        return frame;
    }

    public async ValueTask DisposeAsync()
    {
        await transport.DisposeAsync();
        _reader.Dispose();
    }

    internal static void Same(string expected, JsonElement actual)
    {
        using JsonDocument document = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(document.RootElement, actual), $"expected {expected}\nactual   {actual.GetRawText()}");
    }

    private static byte[] Encode(FrameSide side, byte[] json)
    {
        IProtocolMessage message = side == FrameSide.Runtime ? RuntimeFrame.Read(json) : ModuleFrame.Read(json);
        ArrayBufferWriter<byte> protobuf = new();
        message.WriteProtobuf(protobuf);
        return protobuf.WrittenSpan.ToArray();
    }

    private bool TryTake(out JsonElement frame)
    {
        if (_reader.TryRead(out ReadOnlySpan<byte> payload))
        {
            if (_side is { } side && payload[0] != (byte)'{')
            {
                ProtobufFrames++;
                IProtocolMessage message = side == FrameSide.Runtime ? ModuleFrame.ReadProtobuf(payload) : RuntimeFrame.ReadProtobuf(payload);
                frame = message.ToElement();
                return true;
            }

            Utf8JsonReader json = new(payload);
            frame = JsonElement.ParseValue(ref json);
            return true;
        }

        frame = default;
        return false;
    }
}
