using System.Buffers.Text;
using BenchmarkDotNet.Attributes;
using Ixt.Protocol;

namespace Ixt.Bench.Parts;

/// <summary>What JSON's way to carry bytes costs: the platform's loops, and our strict decoder on top of them.</summary>
public class Base64Benchmarks
{
    private byte[] _bytes = [];
    private byte[] _text = [];
    private byte[] _room = [];

    [Params(32, 1024, 64 * 1024, 1024 * 1024)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _bytes = Payload.Bytes(Bytes);
        _text = new byte[Base64.GetMaxEncodedToUtf8Length(Bytes)];
        _room = new byte[Base64.GetMaxDecodedFromUtf8Length(_text.Length)];
        Encode();
    }

    [Benchmark]
    public int Encode()
    {
        Base64.EncodeToUtf8(_bytes, _text, out _, out int written);
        return written;
    }

    [Benchmark(Baseline = true)]
    public int Decode()
    {
        Base64.DecodeFromUtf8(_text, _room, out _, out int written);
        return written;
    }

    [Benchmark]
    public byte[] DecodeStrictly() => StrictBase64.TryDecode(_text, out byte[]? bytes) ? bytes : throw new InvalidOperationException("The text is not base64.");
}
