using System.Globalization;
using System.Text;

namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>A replay that could not fail would prove nothing: with one byte of what was recorded altered, each must.</summary>
public sealed class AlteredTranscriptTests
{
    public static TheoryData<string, string> Compared => [.. from role in Roles from transcript in Manifest.Replayed(role) where LastCompared(Transcript.Load(transcript), role) is not null select (transcript, role)];

    public static TheoryData<string, string> Whole => [.. from role in Roles from transcript in new[] { "031-plain-call", "060-plain-call", "031-auth-ok", "060-auth-ok" } select (transcript, role)];

    private static string[] Roles => ["daemon", "client"];

    [Theory, MemberData(nameof(Compared))]
    public async Task One_altered_byte_is_noticed(string name, string role)
    {
        Transcript transcript = Transcript.Load(name);
        TranscriptLine line = LastCompared(transcript, role)!;
        await AssertNoticedAsync(transcript.Expecting(line, Alter(line)), role, line);
    }

    [Theory, MemberData(nameof(Whole))]
    public async Task Each_byte_that_this_side_sends_is_compared(string name, string role)
    {
        Transcript transcript = Transcript.Load(name);
        foreach (TranscriptLine line in transcript.Lines.Where(l => IsCompared(l, role, Manifest.Plans[name][role])))
        {
            for (int i = 0; i < line.Bytes.Length - (line.Kind == LineKind.AuthLine ? 1 : 0); i++)
            {
                if (!IsOwnId(line, i))
                {
                    byte[] altered = [.. line.Bytes];
                    altered[i] ^= 1;
                    await AssertNoticedAsync(transcript.Expecting(line, altered), role, line);
                }
            }
        }
    }

    [Fact]
    public void A_step_that_came_to_something_else_is_noticed()
    {
        Observation recorded = Observation.Load("060-plain-call");
        Outcome[] outcomes = [.. new NexusValue[] { "hello", 5, 0, 2, NexusValue.Undefined, NexusValue.Null, 60, 20, 2 }.Select(v => new Outcome(v, null))];
        Dictionary<string, string> nothing = [];
        recorded.AssertSame(outcomes, nothing);
        for (int i = 0; i < outcomes.Length; i++)
        {
            Outcome[] altered = [.. outcomes];
            altered[i] = new(null, new NexusException("E_UNKNOWN", "altered"));
            Assert.ThrowsAny<Exception>(() => recorded.AssertSame(altered, nothing));
        }
    }

    /// <summary>What has no packet of ours that is compared: nothing was sent, or everything is a declared difference.</summary>
    [Fact]
    public void Only_transcripts_in_which_this_side_sends_nothing_compare_nothing()
    {
        foreach (string role in Roles)
        {
            foreach (string name in Manifest.Replayed(role).Where(n => LastCompared(Transcript.Load(n), role) is null))
            {
                ReplayPlan plan = Manifest.Plans[name][role];
                Assert.All(Transcript.Load(name).Lines.Where(l => l.Kind is LineKind.Packet or LineKind.AuthLine && IsOurs(l, role)), l => Assert.Contains(plan.Differences, d => d.Line == l.Number));
            }
        }
    }

    private static async Task AssertNoticedAsync(Transcript altered, string role, TranscriptLine line)
    {
        Exception noticed = await Assert.ThrowsAnyAsync<Exception>(() => Manifest.ReplayAsync(altered, role));
        Assert.Contains($"line {line.Number.ToString(CultureInfo.InvariantCulture)}:", noticed.Message, StringComparison.Ordinal);
        Assert.IsNotType<TimeoutException>(noticed.InnerException);
    }

    private static TranscriptLine? LastCompared(Transcript transcript, string role) => transcript.Lines.LastOrDefault(l => IsCompared(l, role, Manifest.Plans[transcript.Name][role]));

    private static bool IsCompared(TranscriptLine line, string role, ReplayPlan plan) =>
        line.Kind is LineKind.Packet or LineKind.AuthLine && IsOurs(line, role) && !plan.Differences.Any(d => d.Line == line.Number && !d.IsMore);

    private static bool IsOurs(TranscriptLine line, string role) => line.FromClient == (role == "client");

    // The ids of this side's own requests are its own choice; that the same one is used throughout is checked by the answers.
    private static bool IsOwnId(TranscriptLine line, int index)
    {
        if (line.Kind != LineKind.Packet || line.Packet.Type is not (1 or 2 or 3 or 10))
        {
            return false;
        }

        int start = line.Packet.Elements[0].Length + 2;
        return index >= start && index < start + line.Packet.Elements[1].Length;
    }

    // One byte in the part of the packet that no id of ours stands for.
    private static byte[] Alter(TranscriptLine line)
    {
        if (line.Kind == LineKind.AuthLine)
        {
            return AlterLast(line.Bytes);
        }

        Packet packet = line.Packet;
        int element = packet.Type switch
        {
            1 or 2 or 3 => 3,
            5 or 6 or 12 or 14 => 1,
            _ => 2,
        };
        byte[] text = Encoding.UTF8.GetBytes(packet.Elements[element]);
        return Array.FindLastIndex(text, char_ => char.IsAsciiLetterOrDigit((char)char_)) < 0
            ? packet.With(0, Utf8(AlterLast(Encoding.UTF8.GetBytes(packet.Elements[0])))).ToBody()
            : packet.With(element, Utf8(AlterLast(text))).ToBody();
    }

    private static byte[] AlterLast(byte[] text)
    {
        byte[] altered = [.. text];
        altered[Array.FindLastIndex(altered, b => char.IsAsciiLetterOrDigit((char)b))] ^= 1;
        return altered;
    }

    private static string Utf8(byte[] text) => Encoding.UTF8.GetString(text);
}
