using Jint.Native;

namespace Ixt.NodeHost.EventLoop;

/// <summary>One armed <c>setTimeout</c> or <c>setInterval</c>.</summary>
internal sealed class HostTimer(int id, JsValue owner, long due, bool isRef)
{
    public int Id { get; } = id;

    /// <summary>The script's Timeout object, handed back when it fires.</summary>
    public JsValue Owner { get; } = owner;

    /// <summary>In milliseconds since the host started.</summary>
    public long Due { get; } = due;

    public bool IsRef { get; set; } = isRef;

    public bool IsDone { get; set; }
}
