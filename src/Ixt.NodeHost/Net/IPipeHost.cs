using Ixt.NodeHost.EventLoop;
using Jint.Native;

namespace Ixt.NodeHost.Net;

/// <summary>What a pipe needs from the runtime it belongs to.</summary>
internal interface IPipeHost
{
    Loop Loop { get; }

    void Call(JsValue function, JsValue self, params JsValue[] arguments);

    JsValue WrapBytes(byte[] bytes);
}
