using System.Text;

namespace Ixt.Nexus.Tests.Values;

/// <summary>Whatever a peer sends, a reader ends with a value or with one of its own two exceptions.</summary>
public sealed class TruncationTests
{
    private static readonly string[] _packets =
    [
        """[3,1,null,["demo:svc","echo"],[1,-2.5e-3,"x\n\u00e9\ud83d",true,false,null,{"a":["\u0003U","\u0003N:12","\u0003M:[[1,2]]","\u0003S:[\"a\"]","\u0003R:cb"]}]]""",
        """[2,"id","res-1",["a","b"],"name",{"x":[{}]}]""",
        """[10,1,{"context":"node-ipc-client","appId":"raw","pid":1},null,["provider-catalog-v1"]]""",
        """[6,{"id":[1]},{"name":"N","code":"C","message":"M","cause":{"name":"n"}}]""",
    ];

    [Fact]
    public void Every_cut_of_every_packet_is_refused()
    {
        foreach (byte[] packet in _packets.Select(Encoding.UTF8.GetBytes))
        {
            Walk(packet);
            for (int length = 0; length < packet.Length; length++)
            {
                byte[] cut = packet[..length];
                Assert.Throws<NexusWireException>(() => Walk(cut));
            }
        }
    }

    [Fact]
    public void Every_packet_with_any_one_byte_changed_is_read_or_refused()
    {
        byte[] replacements = [0, (byte)'"', (byte)'\\', (byte)'[', (byte)']', (byte)'{', (byte)'}', (byte)',', (byte)':', (byte)'9', (byte)'-', (byte)'e', 0x03, 0x80, 0xc3, 0xff];
        foreach (byte[] packet in _packets.Select(Encoding.UTF8.GetBytes))
        {
            for (int at = 0; at < packet.Length; at++)
            {
                foreach (byte replacement in replacements)
                {
                    byte[] changed = [.. packet];
                    changed[at] = replacement;
                    ReadOrRefuse(changed);
                }
            }
        }
    }

    [Fact]
    public void Every_packet_with_any_one_byte_left_out_or_twice_is_read_or_refused()
    {
        foreach (byte[] packet in _packets.Select(Encoding.UTF8.GetBytes))
        {
            for (int at = 0; at < packet.Length; at++)
            {
                ReadOrRefuse([.. packet[..at], .. packet[(at + 1)..]]);
                ReadOrRefuse([.. packet[..at], packet[at], .. packet[at..]]);
            }
        }
    }

    [Fact]
    public void Generated_rubbish_is_read_or_refused()
    {
        Random random = new(7);
        byte[] alphabet = Encoding.UTF8.GetBytes("[]{}\",:\\u0003d812tfn-+.eE \n\u0003\u0004é");
        for (int i = 0; i < 50_000; i++)
        {
            byte[] rubbish = new byte[random.Next(1, 40)];
            for (int at = 0; at < rubbish.Length; at++)
            {
                rubbish[at] = alphabet[random.Next(alphabet.Length)];
            }

            ReadOrRefuse(rubbish);
            ReadOrRefuse([.. "[3,1,null,"u8, .. rubbish, (byte)']']);
        }
    }

    [Fact]
    public void What_the_reader_refuses_System_Text_Json_refuses_too_and_the_other_way_round()
    {
        Random random = new(11);
        string[] tokens = ["[", "]", "{", "}", ",", ":", "\"a\"", "1", "-0.5e1", "null", "true", " ", "\"\\u0041\"", "0", "e", "-"];
        for (int i = 0; i < 50_000; i++)
        {
            string json = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => tokens[random.Next(tokens.Length)]));
            Assert.True(IsJson(json) == Reads(json), json);
        }
    }

    private static bool IsJson(string json)
    {
        try
        {
            System.Text.Json.JsonDocument.Parse(json).Dispose();
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static bool Reads(string json)
    {
        try
        {
            Text.Parse(json);
            return true;
        }
        catch (NexusWireException)
        {
            return false;
        }
    }

    private static void ReadOrRefuse(byte[] body)
    {
        try
        {
            Walk(body);
        }
        catch (NexusWireException)
        {
        }
    }

    // All the ways in which a session walks through a packet.
    private static void Walk(byte[] body)
    {
        PacketReader call = new(body, new RecordingReferences());
        PacketId id = new(call.ReadRaw());
        Assert.True(id.Number >= -1);
        call.ReadText(out _);
        call.ReadPath();
        call.ReadValueAfterOptionalName();
        call.End();
        PacketReader plain = new(body, null);
        plain.ReadRaw();
        plain.Read(plain: true);
        plain.Read(plain: false);
        plain.End();
    }
}
