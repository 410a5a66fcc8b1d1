using Jint;
using Jint.Native;
using Jint.Native.Json;

namespace Ixt.NodeHost.Bindings;

/// <summary>Keeps one of the engine's JSON readers: a new one allocates 14 KB of tables for the names and values it has seen.</summary>
internal sealed class JsonReader(Engine engine)
{
    private JsonParser? _idle;

    public JsValue Read(string json)
    {
        JsonParser parser = _idle ?? new JsonParser(engine);

        // Not kept when it throws: it may have stopped anywhere.
        _idle = null;
        JsValue value = parser.Parse(json);
        _idle = parser;
        return value;
    }
}
