using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>A free-form object of a frame: text that was checked when it came, parsed when somebody looks at it.</summary>
/// <remarks>Equal to itself and its copies only, like the elements it stands for.</remarks>
internal struct FreeObject : IEquatable<FreeObject>
{
    private readonly JsonElement _given;
    private readonly byte[]? _text;
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

    private FreeObject(byte[] text, bool isProtobuf)
    {
        _text = text;
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
            if (_text is null)
            {
                return _given;
            }

            // Threads may both parse; one reference is written at a time, whichever it is.
            object parsed = Volatile.Read(ref _parsed) ?? Interlocked.CompareExchange(ref _parsed, Parse(), null) ?? _parsed!;
            return (JsonElement)parsed;
        }
    }

    /// <summary>The text as it came; <see langword="null"/> for an object that was given, or came as protobuf.</summary>
    internal readonly byte[]? Text => _isProtobuf ? null : _text;

    /// <summary>What <see cref="OfProtobuf"/> took.</summary>
    internal readonly byte[]? Protobuf => _isProtobuf ? _text : null;

    public readonly bool Equals(FreeObject other) => ReferenceEquals(_text, other._text) && (_text is not null || EqualityComparer<JsonElement>.Default.Equals(_given, other._given));

    public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is FreeObject other && Equals(other);

    public override readonly int GetHashCode() => _text is null ? _given.ValueKind.GetHashCode() : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(_text);

    private readonly JsonElement Parse() => _isProtobuf ? ProtobufJson.Element(_text) : JsonElement.Parse(_text!);
}
