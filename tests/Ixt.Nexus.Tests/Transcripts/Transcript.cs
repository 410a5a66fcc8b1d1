using System.Buffers.Binary;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>A recording of real peers, as it stands in <c>Recorded</c>.</summary>
internal sealed record Transcript(string Name, IReadOnlyList<TranscriptLine> Lines)
{
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 1_000_000 };

    public static string Root { get; } = Path.Combine(
        typeof(Transcript).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, "tests", "Ixt.Nexus.Tests", "Transcripts");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "Recorded"), "*.jsonl").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    public static Transcript Load(string name) =>
        new(name, [.. File.ReadLines(Path.Combine(Root, "Recorded", name + ".jsonl")).Select((text, index) => (text, index)).Where(l => l.text.Length > 0).Select(l => Read(l.text, l.index + 1)).OfType<TranscriptLine>()]);

    /// <summary>The same, but that one line must come with other bytes. What the applications do stays.</summary>
    public Transcript Expecting(TranscriptLine line, byte[] altered) => this with { Lines = [.. Lines.Select(l => l == line ? l with { Altered = altered } : l)] };

    private static TranscriptLine? Read(string text, int number)
    {
        using JsonDocument document = JsonDocument.Parse(text, s_deep);
        JsonElement line = document.RootElement;
        int connection = line.GetProperty("conn").GetInt32();
        if (line.TryGetProperty("event", out JsonElement kind))
        {
            // Only the first end of a connection is of interest; who accepted it can be seen from the packets.
            return kind.GetString() is "accept" or "error" ? null : new(number, connection, LineKind.End, line.TryGetProperty("side", out JsonElement side) ? side.GetString() == "c2d" : null, []);
        }

        bool fromClient = line.GetProperty("dir").GetString() == "c2d";
        if (line.TryGetProperty("summary", out _))
        {
            return line.TryGetProperty("kind", out _)
                ? new(number, connection, LineKind.AuthLine, fromClient, Fill(line, "\"}\n"u8))
                : new(number, connection, LineKind.Packet, fromClient, Expand(line));
        }

        string? special = line.TryGetProperty("kind", out JsonElement k) ? k.GetString() : null;
        return special switch
        {
            "raw" => ReadRaw(number, connection, fromClient, Complete(Convert.FromHexString(line.GetProperty("raw_hex").GetString()!), line.GetProperty("len").GetInt32())),
            "line" => new(number, connection, LineKind.AuthLine, fromClient, [.. Json(line, number), (byte)'\n']),
            null => new(number, connection, LineKind.Packet, fromClient, Json(line, number)),
            _ => throw new InvalidDataException($"{special} in line {number}"),
        };
    }

    // The length that was counted on the wire proves that the text is the bytes that were sent, not another form of the same JSON.
    private static byte[] Json(JsonElement line, int number)
    {
        byte[] text = Encoding.UTF8.GetBytes(line.GetProperty("json").GetRawText());
        return text.Length == line.GetProperty("len").GetInt32() ? text : throw new InvalidDataException($"Line {number} does not have the bytes that were recorded.");
    }

    private static TranscriptLine ReadRaw(int number, int connection, bool fromClient, byte[] bytes)
    {
        // One frame with a packet in it, as Node's decoder reads it: then it is known what was asked.
        if (bytes.Length > 8 && BinaryPrimitives.ReadInt32BigEndian(bytes) == bytes.Length - 4)
        {
            string text = Encoding.UTF8.GetString(bytes.AsSpan(4)).TrimStart('\uFEFF').Trim();
            if (text.StartsWith('[') && text.Length > 2)
            {
                return new(number, connection, LineKind.Packet, fromClient, Encoding.UTF8.GetBytes(text), bytes);
            }
        }

        return new(number, connection, LineKind.Raw, fromClient, bytes);
    }

    // Of long raw bytes only the first 300 were recorded: what follows is padding, or as many brackets as it takes.
    private static byte[] Complete(byte[] start, int length)
    {
        int missing = length - start.Length;
        if (missing == 0)
        {
            return start;
        }

        string rest = start[^1] == 'x'
            ? start[0] == '{' ? new string('x', missing - 3) + "\"}\n" : new string('x', missing)
            : Brackets(missing, start.AsSpan(4).Count((byte)'[') - start.AsSpan(4).Count((byte)']'));
        return [.. start, .. Encoding.UTF8.GetBytes(rest)];
    }

    private static string Brackets(int count, int open) => new string('[', (count - open) / 2) + new string(']', count - ((count - open) / 2));

    // Large packets were recorded by their ends; what is between is all the same letter, as the hash confirms.
    private static byte[] Expand(JsonElement line)
    {
        byte[] body = Fill(line, Encoding.UTF8.GetBytes(line.GetProperty("tail_utf8").GetString()!));
        Assert.Equal(line.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(body)));
        return body;
    }

    private static byte[] Fill(JsonElement line, ReadOnlySpan<byte> tail)
    {
        byte[] head = Encoding.UTF8.GetBytes(line.GetProperty("head_utf8").GetString()!);
        byte[] bytes = new byte[line.GetProperty("len").GetInt32()];
        bytes.AsSpan().Fill(head[^1]);
        head.CopyTo(bytes, 0);
        tail.CopyTo(bytes.AsSpan(bytes.Length - tail.Length));
        return bytes;
    }
}
