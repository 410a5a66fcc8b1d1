using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>A free-form object of a frame: text that was checked when it came, parsed when somebody looks at it.</summary>
/// <remarks>Equal to itself and its copies only, like the elements it stands for.</remarks>
internal struct FreeObject : IEquatable<FreeObject>
{
    private readonly JsonElement _given;
    private readonly object? _unparsed;
    private readonly bool _isProtobuf;
    private object? _parsed;

    /// <param name="element">An object that exists already.</param>
    internal FreeObject(JsonElement element)
    {
        _given = element;
    }

    /// <param name="text">The text of one object, checked and owned.</param>
    internal FreeObject(byte[] text)
        : this(text, isProtobuf: false)
    {
    }

    /// <param name="text">The text of one object, checked and owned.</param>
    internal FreeObject(CutText text)
        : this(text, isProtobuf: false)
    {
    }

    private FreeObject(object unparsed, bool isProtobuf)
    {
        _unparsed = unparsed;
        _isProtobuf = isProtobuf;
    }

    /// <summary>An object of binary members only.</summary>
    /// <param name="content">The content of a <c>JsonObject</c>, checked and owned.</param>
    internal static FreeObject OfProtobuf(byte[] content) => new(content, isProtobuf: true);

    /// <summary>The object. It owns its memory.</summary>
    internal JsonElement Element
    {
        get
        {
            if (_unparsed is null)
            {
                return _given;
            }

            // Threads may both parse; one reference is written at a time, whichever it is.
            object parsed = Volatile.Read(ref _parsed) ?? Interlocked.CompareExchange(ref _parsed, Parse(), null) ?? _parsed!;
            return (JsonElement)parsed;
        }
    }

    /// <summary>The bytes of a member whose value is base64 text; of a name that stands twice, the last counts.</summary>
    /// <param name="name">The member's name in UTF-8.</param>
    /// <param name="bytes">In memory of the object's where it has them.</param>
    internal readonly bool TryGetBytes(ReadOnlySpan<byte> name, out ReadOnlyMemory<byte> bytes)
    {
        switch (_unparsed)
        {
            case CutText cut:
                return cut.TryGetBytes(name, out bytes);
            case byte[] content when _isProtobuf:
                return ProtobufJson.TryGetBinary(content, name, out bytes);
            default:
                return OfText(_unparsed as byte[] ?? JsonMarshal.GetRawUtf8Value(_given), name, out bytes);
        }
    }

    /// <summary>Whether nothing was parsed yet: a measure for tests.</summary>
    internal readonly bool IsUnparsed => _unparsed is not null && _parsed is null;

    public readonly bool Equals(FreeObject other) => ReferenceEquals(_unparsed, other._unparsed) && (_unparsed is not null || EqualityComparer<JsonElement>.Default.Equals(_given, other._given));

    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is FreeObject other && Equals(other);

    public override readonly int GetHashCode() => _unparsed is null ? _given.ValueKind.GetHashCode() : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(_unparsed);

    private static bool OfText(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, out ReadOnlyMemory<byte> bytes)
    {
        JsonSlice found = default;
        ObjectScanner members = new(new JsonSlice(JsonTokenType.StartObject, text, isEscaped: false));
        while (members.Next(out ReadOnlySpan<byte> candidate))
        {
            JsonSlice value = members.Value();
            found = candidate.SequenceEqual(name) ? value : found;
        }

        return found.TryGetBytes(out bytes);
    }

    private readonly JsonElement Parse() => _unparsed switch
    {
        CutText cut => JsonElement.Parse(cut.ToText()),
        byte[] content when _isProtobuf => ProtobufJson.Element(content),
        _ => JsonElement.Parse((byte[])_unparsed!),
    };
}
