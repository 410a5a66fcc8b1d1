using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Ixt.Wire.Tests;

/// <summary>The framing vectors of spec/vectors, which every implementation reads, over every cut.</summary>
public sealed class GoldenVectorTests
{
    public static TheoryData<string, string> Names
    {
        get
        {
            TheoryData<string, string> names = [];
            foreach (string file in new[] { "detect", "length", "ndjson" })
            {
                foreach (JsonElement vector in Vectors(file))
                {
                    names.Add(file, vector.GetProperty("name").GetString()!);
                }
            }

            return names;
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_golden_vector_reads_as_it_says(string file, string name)
    {
        JsonElement vector = Assert.Single(Vectors(file), v => v.GetProperty("name").GetString() == name);
        FrameFormat? format = vector.GetProperty("format").GetString() switch
        {
            "ndjson" => FrameFormat.Ndjson,
            "length" => FrameFormat.LengthLittleEndian,
            _ => null,
        };
        int maxPayload = vector.TryGetProperty("maxPayload", out JsonElement max) ? max.GetInt32() : FrameLimits.MaxFrame;
        JsonElement expect = vector.GetProperty("expect");
        byte[][] frames = [.. expect.GetProperty("frames").EnumerateArray().Select(frame => Bytes(frame.GetProperty("bytes")))];
        byte[] rest = Bytes(expect.GetProperty("rest"));
        string? error = expect.TryGetProperty("error", out JsonElement e) ? e.GetString() : null;
        foreach (Cut cut in Cut.Every(Bytes(vector.GetProperty("input"))))
        {
            Received received = Received.Of(cut, format, maxPayload);
            Assert.Equal(frames.Length, received.Frames.Count);
            for (int i = 0; i < frames.Length; i++)
            {
                Assert.True(frames[i].AsSpan().SequenceEqual(received.Frames[i]), $"{cut}: frame {i}");
            }

            Assert.True(rest.AsSpan().SequenceEqual(received.Rest), $"{cut}: the rest is {received.Rest.Length} bytes, expected {rest.Length}");
            Assert.Equal(error, received.Fault?.Fault == FrameFault.Empty ? "ZERO_LENGTH" : received.Fault?.Code);
            if (expect.TryGetProperty("detected", out JsonElement detected))
            {
                Assert.Equal(detected.GetString(), received.Format switch { FrameFormat.Ndjson => "ndjson", null => "undecided", _ => "length" });
            }
        }
    }

    private static List<JsonElement> Vectors(string file)
    {
        string root = typeof(GoldenVectorTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, "spec", "vectors", file + ".json")));
        return [.. document.RootElement.Clone().GetProperty("vectors").EnumerateArray()];
    }

    private static byte[] Bytes(JsonElement parts)
    {
        using MemoryStream bytes = new();
        foreach (JsonElement part in parts.EnumerateArray())
        {
            byte[] value = part.TryGetProperty("text", out JsonElement text) ? Encoding.UTF8.GetBytes(text.GetString()!)
                : part.TryGetProperty("hex", out JsonElement hex) ? Convert.FromHexString(hex.GetString()!)
                : Convert.FromHexString(part.GetProperty("repeat").GetString()!);
            int times = part.TryGetProperty("times", out JsonElement t) ? t.GetInt32() : 1;
            for (int i = 0; i < times; i++)
            {
                bytes.Write(value);
            }
        }

        return bytes.ToArray();
    }
}
