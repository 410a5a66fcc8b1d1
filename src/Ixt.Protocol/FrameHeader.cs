using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>The two members of a frame that say what it is, read without looking at the rest.</summary>
public readonly struct FrameHeader
{
    private FrameHeader(string? type, RequestId? id)
    {
        Type = type;
        Id = id;
    }

    /// <summary>The frame's <c>type</c>, known or not; <see langword="null"/> when missing or not a string.</summary>
    public string? Type { get; }

    /// <summary>The frame's <c>id</c>; <see langword="null"/> when missing or not a valid one.</summary>
    public RequestId? Id { get; }

    /// <summary>Whether the type is one whose id names somebody else's request: <c>cancel</c> or <c>service_response</c>. Such an id is
    /// never echoed in an error.</summary>
    public bool IsNotice => Type is "cancel" or "service_response";

    /// <summary>Reads the header of a frame, wherever in the object its members stand.</summary>
    /// <param name="utf8">A whole frame, without line end or length.</param>
    /// <param name="header">Type and id, each <see langword="null"/> if it can't be read.</param>
    /// <returns><see langword="false"/> when the text is not a JSON object, is nested deeper than 64, or is not UTF-8.</returns>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out FrameHeader header)
    {
        try
        {
            JsonSlice root = JsonText.Root(utf8);
            header = Of(root);
            return root.Type == JsonTokenType.StartObject;
        }
        catch (Exception e) when (e is JsonException or ProtocolViolationException)
        {
            header = default;
            return false;
        }
    }

    /// <summary>The header of a text whose first token has been read.</summary>
    /// <exception cref="JsonException">The rest of it is not JSON.</exception>
    internal static FrameHeader Of(JsonSlice root)
    {
        if (root.Type != JsonTokenType.StartObject)
        {
            return default;
        }

        JsonSlice type = default;
        JsonSlice id = default;
        ObjectScanner members = new(root);
        while (members.Next(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("type"u8))
            {
                type = members.Value();
            }
            else if (name.SequenceEqual("id"u8))
            {
                id = members.Value();
            }
            else
            {
                members.Skip();
            }
        }

        string? typeName = null;
        if (type.Type == JsonTokenType.String && JsonText.TryString(type, out string? text))
        {
            typeName = text;
        }

        return new FrameHeader(typeName, RequestId.TryRead(id, out RequestId requestId) ? requestId : null);
    }

    /// <summary>The header of a protobuf frame, whose alternatives all have the id in the fields 1 and 2 (IXT-PBF-011).</summary>
    /// <param name="frame">Read before as far as its outermost fields.</param>
    /// <param name="typeOf">From the tag of an alternative to its <c>type</c>; <see langword="null"/> for one that is not known.</param>
    internal static FrameHeader OfProtobuf(ReadOnlySpan<byte> frame, Func<uint, string?> typeOf)
    {
        string? type = null;
        ProtobufId id = default;
        try
        {
            ProtobufReader alternatives = new(frame);
            while (alternatives.Next(out uint alternative))
            {
                if ((alternative & 7) != 2)
                {
                    alternatives.Skip(alternative);
                    continue;
                }

                type = typeOf(alternative);
                id = default;
                ProtobufReader fields = new(alternatives.Bytes());
                while (fields.Next(out uint tag))
                {
                    switch (tag)
                    {
                        case 0x0A:
                            id = fields.TextId(id);
                            break;
                        case 0x10:
                            id = fields.NumberId(id);
                            break;
                        default:
                            fields.Skip(tag);
                            break;
                    }
                }
            }
        }
        catch (ProtocolViolationException)
        {
            return default;
        }

        return new FrameHeader(type, id.TryGet(out RequestId requestId) ? requestId : null);
    }
}
