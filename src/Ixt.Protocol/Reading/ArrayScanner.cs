using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>Walks the items of an array that is known to be well-formed.</summary>
internal ref struct ArrayScanner(JsonSlice value)
{
    private readonly ReadOnlySpan<byte> _source = value.Text;
    private JsonCursor _cursor = new(value.Text);
    private bool _isInside;

    public bool Next(out JsonSlice item)
    {
        bool isItem = _isInside ? _cursor.TryTake((byte)',') : _cursor.TryTake((byte)'[') && !_cursor.TryTake((byte)']');
        _isInside = true;
        if (!isItem)
        {
            item = default;
            return false;
        }

        return _cursor.TryValue(out item, ProtocolJson.MaxDepth) ? true : throw JsonText.Fault(_source);
    }
}
