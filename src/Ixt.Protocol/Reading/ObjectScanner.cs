using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>Walks the members of an object in the order they stand. Of a whole message it is the first walk, and checks the text.</summary>
internal ref struct ObjectScanner
{
    private readonly ReadOnlySpan<byte> _source;
    private Utf8JsonReader _reader;

    public ObjectScanner(JsonSlice value)
    {
        _source = value.Text;
        _reader = new Utf8JsonReader(_source, JsonText.ReaderOptions);
        _reader.Read();
    }

    /// <summary>Moves to the next member. After each <see langword="true"/>, call <see cref="Value"/> or <see cref="Skip"/> once.</summary>
    /// <param name="name">Its name, unescaped.</param>
    /// <exception cref="JsonException">The text is not JSON, or something follows the object.</exception>
    public bool Next(out ReadOnlySpan<byte> name)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            // Throws if anything but white space follows.
            _reader.Read();
            name = default;
            return false;
        }

        name = JsonText.Unescape(_reader.ValueSpan, _reader.ValueIsEscaped);
        return true;
    }

    public JsonSlice Value()
    {
        _reader.Read();
        return JsonText.Take(ref _reader, _source);
    }

    public void Skip() => _reader.Skip();
}
