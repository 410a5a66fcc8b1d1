using Jint;
using Jint.Native;
using Jint.Runtime.Interop;

namespace Ixt.NodeHost.Bindings;

/// <summary>A plain object of host functions for the prelude. The prelude always passes every argument, so bodies index them directly.</summary>
internal sealed class BindingObject(Engine engine)
{
    public JsObject Target { get; } = new(engine);

    public BindingObject Method(string name, Func<JsValue[], JsValue> body)
    {
        Target.FastSetDataProperty(name, new ClrFunction(engine, name, (_, arguments) => body(arguments)));
        return this;
    }

    public BindingObject Action(string name, Action<JsValue[]> body) => Method(name, arguments =>
    {
        body(arguments);
        return JsValue.Undefined;
    });

    public BindingObject Value(string name, JsValue value)
    {
        Target.FastSetDataProperty(name, value);
        return this;
    }

    public static int Int(JsValue value) => (int)value.AsNumber();
}
