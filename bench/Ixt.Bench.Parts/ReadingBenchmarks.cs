using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Ixt.Protocol;

namespace Ixt.Bench.Parts;

/// <summary>A request's text into a message, payload decoded; beside it what merely walking the same text costs.</summary>
public class ReadingBenchmarks
{
    private byte[] _text = [];

    [Params(32, 1024, 64 * 1024, 1024 * 1024)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Prepare() => _text = Payload.Request(Bytes).ToUtf8();

    [Benchmark]
    public object Read() => RuntimeFrame.Read(_text);

    [Benchmark(Baseline = true)]
    public int Walk()
    {
        Utf8JsonReader reader = new(_text);
        int tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }
}
