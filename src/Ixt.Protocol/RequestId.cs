using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>
/// Names a request within one direction of a connection: a string of 1 to 128 characters (UTF-16 code units here), or an integer
/// from 0 to 2^53−1. The two kinds are distinct: <c>"1"</c> is not <c>1</c>, and an answer echoes the kind it was given.
/// </summary>
/// <remarks><c>default</c> is the integer 0. Specified in <c>spec/PROTOCOL.md</c>, Envelope.</remarks>
public readonly struct RequestId : IEquatable<RequestId>
{
    /// <summary>Longest string id, in UTF-16 code units.</summary>
    public const int MaxLength = 128;

    /// <summary>Largest integer id: 2^53−1, the largest integer every peer can hold exactly.</summary>
    public const long MaxNumber = 9_007_199_254_740_991;

    private readonly string? _text;
    private readonly long _number;

    /// <summary>An integer id.</summary>
    /// <param name="number">0 to <see cref="MaxNumber"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public RequestId(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MaxNumber);
        _number = number;
    }

    /// <summary>A string id.</summary>
    /// <param name="text">1 to <see cref="MaxLength"/> UTF-16 code units.</param>
    /// <exception cref="ArgumentException">Empty or longer.</exception>
    public RequestId(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (text.Length > MaxLength)
        {
            throw new ArgumentException($"A request id has at most {MaxLength} characters; this one has {text.Length}.", nameof(text));
        }

        _text = text;
    }

    /// <summary>Whether the id is a string on the wire; otherwise it is an integer.</summary>
    public bool IsString => _text is not null;

    /// <summary>The string; <see langword="null"/> for an integer.</summary>
    internal string? Text => _text;

    /// <summary>The integer, if it is one.</summary>
    internal long Number => _number;

    /// <summary>Whether two ids are of the same kind and value.</summary>
    public static bool operator ==(RequestId left, RequestId right) => left.Equals(right);

    /// <summary>Whether two ids differ in kind or value.</summary>
    public static bool operator !=(RequestId left, RequestId right) => !left.Equals(right);

    /// <summary>Reads the id that <paramref name="reader"/> stands on.</summary>
    /// <param name="reader">On the id's token; not advanced.</param>
    /// <param name="id">The id, when the token is a valid one.</param>
    /// <returns><see langword="false"/> for any other token, an integer out of range or written with a fraction or exponent, an empty
    /// or too long string, or a string with a lone surrogate.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, out RequestId id)
    {
        return reader.HasValueSequence
            ? TryRead(new JsonSlice(reader.TokenType, System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence), reader.ValueIsEscaped), out id)
            : TryRead(new JsonSlice(reader.TokenType, reader.ValueSpan, reader.ValueIsEscaped), out id);
    }

    /// <summary>Writes the id as the JSON type it is.</summary>
    /// <param name="writer">Receives one value.</param>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (_text is null)
        {
            writer.WriteNumberValue(_number);
        }
        else
        {
            writer.WriteStringValue(_text);
        }
    }

    /// <inheritdoc/>
    public bool Equals(RequestId other) => _number == other._number && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is RequestId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? _number.GetHashCode() : _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The string or the decimal number, without quotes: for logs, not for comparison.</summary>
    public override string ToString() => _text ?? _number.ToString(CultureInfo.InvariantCulture);

    internal static bool TryRead(JsonSlice value, out RequestId id)
    {
        if (value.Type == JsonTokenType.Number)
        {
            if (JsonRead.TryInteger(value, out long number) && number is >= 0 and <= MaxNumber)
            {
                id = new RequestId(number);
                return true;
            }
        }
        else if (value.Type == JsonTokenType.String && JsonText.TryString(value, out string? text) && text.Length is >= 1 and <= MaxLength)
        {
            id = new RequestId(text);
            return true;
        }

        id = default;
        return false;
    }
}
