using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Ixt.Protocol;

namespace Ixt.Bench.Parts;

/// <summary>A request into its text, payload encoded, in a buffer that is used again; beside it the same by the platform's writer.</summary>
public class WritingBenchmarks
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private Utf8JsonWriter? _writer;
    private HandleRequest? _request;

    [Params(32, 1024, 64 * 1024, 1024 * 1024)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _writer = new Utf8JsonWriter(_buffer, ProtocolJson.WriterOptions);
        _request = Payload.Request(Bytes);
    }

    [GlobalCleanup]
    public void CleanUp() => _writer!.Dispose();

    [Benchmark]
    public int Write()
    {
        _buffer.ResetWrittenCount();
        _request!.WriteTo(_buffer);
        return _buffer.WrittenCount;
    }

    [Benchmark(Baseline = true)]
    public int WriteByJsonWriter()
    {
        _buffer.ResetWrittenCount();
        _writer!.Reset(_buffer);
        _request!.Write(_writer);
        _writer.Flush();
        return _buffer.WrittenCount;
    }
}
