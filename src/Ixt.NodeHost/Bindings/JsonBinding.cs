using Ixt.NodeHost.Engines;
using Jint;
using Jint.Native;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace Ixt.NodeHost.Bindings;

/// <summary>Wraps the engine's JSON: no stack overflow from deep values, and integers beyond 2^53 written as JavaScript writes them.</summary>
internal static class JsonBinding
{
    // Enough for EngineFactory.MaxJsonDepth levels of reading, with room to spare.
    private const long NeededStack = 4 * 1024 * 1024;

    public static void Install(Engine engine, StackHeadroom stack)
    {
        JsValue json = engine.Evaluate("JSON");
        JsValue parse = engine.Evaluate("JSON.parse");
        JsValue stringify = engine.Evaluate("JSON.stringify");
        JsonReader reader = new(engine);
        Set("parse", 2, arguments =>
        {
            // The engine's reader takes a zero for the end of the text; JSON has none, not even inside of a string.
            if (arguments is [JsString text, ..] && text.ToString().Contains('\0', StringComparison.Ordinal))
            {
                throw ScriptErrors.Syntax(engine, "Unexpected token \0 in JSON");
            }

            return arguments is [JsString only] ? reader.Read(only.ToString()) : parse.Call(json, arguments);
        });
        Set("stringify", 3, arguments =>
        {
            JsValue text = stringify.Call(json, arguments);
            return text.IsString() && JsonNumbers.Normalise(text.AsString()) is { } changed ? changed : text;
        });

        void Set(string name, int length, Func<JsValue[], JsValue> body) =>
            json.AsObject().FastSetProperty(name, new PropertyDescriptor(
                new ClrFunction(engine, name, (_, arguments) => stack.Left < NeededStack ? throw ScriptErrors.StackOverflow(engine) : body(arguments), length),
                writable: true,
                enumerable: false,
                configurable: true));
    }
}
