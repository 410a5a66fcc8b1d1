using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>Walks the items of an array that is known to be well-formed.</summary>
internal ref struct ArrayScanner
{
    private readonly ReadOnlySpan<byte> _source;
    private Utf8JsonReader _reader;

    public ArrayScanner(JsonSlice value)
    {
        _source = value.Text;
        _reader = new Utf8JsonReader(_source);
        _reader.Read();
    }

    public bool Next(out JsonSlice item)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndArray)
        {
            item = default;
            return false;
        }

        item = JsonText.Take(ref _reader, _source);
        return true;
    }
}
