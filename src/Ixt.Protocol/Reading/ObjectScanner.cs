using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>Walks the members of an object in the order they stand. Of a whole message it is the first walk, and checks the text.</summary>
internal ref struct ObjectScanner(JsonSlice value)
{
    private readonly ReadOnlySpan<byte> _source = value.Text;
    private JsonCursor _cursor = new(value.Text);
    private bool _isInside;

    /// <summary>Bytes of the object passed.</summary>
    public readonly int Position => _cursor.Position;

    /// <summary>Moves to the next member. After each <see langword="true"/>, call <see cref="Value"/> or <see cref="Skip"/> once.</summary>
    /// <param name="name">Its name, unescaped.</param>
    /// <exception cref="JsonException">The text is not JSON, or something follows the object.</exception>
    public bool Next(out ReadOnlySpan<byte> name)
    {
        bool isMember = _isInside ? _cursor.TryTake((byte)',') : _cursor.TryTake((byte)'{') && !_cursor.TryTake((byte)'}');
        if (!isMember)
        {
            // An empty object has been passed already.
            bool isOver = !_isInside || _cursor.TryTake((byte)'}');
            name = default;
            return isOver && _cursor.IsAtEnd() ? false : throw JsonText.Fault(_source);
        }

        _isInside = true;
        if (!_cursor.TryString(out name, out bool isEscaped) || !_cursor.TryTake((byte)':'))
        {
            throw JsonText.Fault(_source);
        }

        name = JsonText.Unescape(name, isEscaped);
        return true;
    }

    public JsonSlice Value() =>
        _cursor.TryValue(out JsonSlice value, ProtocolJson.MaxDepth - 1) ? value : throw JsonText.Fault(_source);

    public void Skip() => Value();
}
