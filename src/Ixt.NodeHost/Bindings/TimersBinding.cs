using Ixt.NodeHost.EventLoop;
using Jint;
using Jint.Native;

namespace Ixt.NodeHost.Bindings;

/// <summary>Arming timers and queueing immediates. Their callbacks live in the prelude's objects.</summary>
internal static class TimersBinding
{
    public static JsValue Create(Engine engine, Loop loop) => new BindingObject(engine)
        .Method("arm", a => loop.Timers.Arm(a[0], loop.Now + (long)a[1].AsNumber(), a[2].AsBoolean()))
        .Action("disarm", a => loop.Timers.Disarm(BindingObject.Int(a[0])))
        .Action("setRef", a => loop.Timers.SetRef(BindingObject.Int(a[0]), a[1].AsBoolean()))
        .Action("immediate", a => loop.QueueImmediate(a[0]))
        .Action("refImmediate", a => loop.RefedImmediates += BindingObject.Int(a[0]))
        .Method("now", _ => loop.Elapsed.TotalMilliseconds)
        .Target;
}
