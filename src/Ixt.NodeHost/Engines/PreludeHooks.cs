using Jint.Native;
using Jint.Native.Object;

namespace Ixt.NodeHost.Engines;

/// <summary>The functions the prelude gives the host.</summary>
internal sealed class PreludeHooks(ObjectInstance hooks)
{
    /// <summary>(path)</summary>
    public JsValue RunMain { get; } = hooks.Get("runMain");

    /// <summary>(Timeout)</summary>
    public JsValue OnTimer { get; } = hooks.Get("onTimer");

    /// <summary>(Immediate)</summary>
    public JsValue OnImmediate { get; } = hooks.Get("onImmediate");

    /// <summary>(name, number)</summary>
    public JsValue OnSignal { get; } = hooks.Get("onSignal");

    /// <summary>(error, isRejection) → handled</summary>
    public JsValue OnUncaught { get; } = hooks.Get("onUncaught");

    /// <summary>(reason, promise) → handled</summary>
    public JsValue OnRejection { get; } = hooks.Get("onRejection");

    /// <summary>(promise): one reported before is handled after all</summary>
    public JsValue OnLateHandling { get; } = hooks.Get("onLateHandling");

    /// <summary>(error, isRejection) → text for stderr</summary>
    public JsValue Describe { get; } = hooks.Get("describe");

    /// <summary>()</summary>
    public JsValue BeforeExit { get; } = hooks.Get("beforeExit");

    /// <summary>(code or undefined) → the final exit code, after the exit handlers</summary>
    public JsValue Exit { get; } = hooks.Get("exit");
}
