using System.Buffers.Binary;
using System.Text;
using Ixt.Session;
using Ixt.Wire;

namespace Ixt.Nexus.Tests;

/// <summary>A scripted peer that speaks in bytes: sends anything, reads whole frames.</summary>
internal sealed class RawPeer(Transport transport) : IAsyncDisposable
{
    private readonly FrameReader _reader = new(FrameFormat.LengthBigEndian, NexusLimits.MaxFrame);

    public static byte[] Frame(ReadOnlySpan<byte> body)
    {
        byte[] frame = new byte[4 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, body.Length);
        body.CopyTo(frame.AsSpan(4));
        return frame;
    }

    public static byte[] Frame(string json) => Frame(Encoding.UTF8.GetBytes(json));

    public Task SendAsync(string json) => SendBytesAsync(Frame(json));

    /// <summary>Several frames in one write.</summary>
    public Task SendTogetherAsync(params string[] packets) => SendBytesAsync(packets.SelectMany(Frame).ToArray());

    public Task SendBytesAsync(ReadOnlyMemory<byte> bytes) => transport.WriteAsync(bytes, CancellationToken.None).AsTask().OrHang();

    public ValueTask EndAsync() => transport.CompleteWritesAsync();

    /// <summary>The next frame's text, or null at the end of the stream.</summary>
    public async Task<byte[]?> TryReceiveAsync()
    {
        while (true)
        {
            if (_reader.TryRead(out ReadOnlySpan<byte> body))
            {
                return body.ToArray();
            }

            int count = await transport.ReadAsync(_reader.GetMemory(), CancellationToken.None).OrHang();
            if (count == 0)
            {
                Assert.Equal(0, _reader.PartialBytes);
                return null;
            }

            _reader.Advance(count);
        }
    }

    public async Task<string> ReceiveAsync() => Encoding.UTF8.GetString(await TryReceiveAsync() ?? throw new InvalidOperationException("The stream ended."));

    /// <summary>The next frame must be just this text.</summary>
    public async Task ExpectAsync(string json) => Assert.Equal(json, await ReceiveAsync());

    public async Task ExchangeAsync(string json, string answer)
    {
        await SendAsync(json);
        await ExpectAsync(answer);
    }

    /// <summary>The next frame must be an error packet of that type, id and code, in the form that ours always have.</summary>
    public async Task<NexusValue> ExpectErrorAsync(string id, string code, int type = 6)
    {
        NexusValue packet = Text.Parse(await ReceiveAsync());
        Assert.Equal(type, packet[0].AsInt32());
        Assert.Equal(Text.Parse(id), packet[1]);
        Assert.Equal(code, packet[2]["code"].AsString());
        Assert.NotEqual("", packet[2]["message"].AsString());
        Assert.NotEqual("", packet[2]["name"].AsString());
        Assert.False(packet[2].AsObject().Contains("stack"));
        return packet[2];
    }

    public async Task ExpectEndAsync() => Assert.Null(await TryReceiveAsync() is { } frame ? Encoding.UTF8.GetString(frame) : null);

    /// <summary>Nothing was sent up to here: the next frame is the answer to a call of something that is not there.</summary>
    public async Task ExpectNothingAsync()
    {
        await SendAsync("""[1,"nothing?","no-such",[]]""");
        await ExpectErrorAsync("\"nothing?\"", "E_RESOURCE_NOT_FOUND");
    }

    /// <summary>The line of the shared secret: the next bytes up to a line feed.</summary>
    public async Task<string> ReceiveLineAsync()
    {
        byte[] one = new byte[1];
        List<byte> line = [];
        while (await transport.ReadAsync(one, CancellationToken.None).OrHang() == 1 && one[0] != '\n')
        {
            line.Add(one[0]);
        }

        return Encoding.UTF8.GetString([.. line]);
    }

    public async ValueTask DisposeAsync()
    {
        await transport.DisposeAsync();
        _reader.Dispose();
    }
}
