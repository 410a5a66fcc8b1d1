using Jint.Native;

namespace Ixt.NodeHost.Net;

/// <summary>The prelude's functions that a pipe calls, each with the pipe's owner as <c>this</c>.</summary>
/// <param name="Owner">The script's Socket.</param>
/// <param name="OnConnect">(code or null)</param>
/// <param name="OnRead">(ArrayBuffer, or null at the end of the stream, or an error code)</param>
/// <param name="OnWrite">(code or null): the oldest pending write is done.</param>
/// <param name="OnShutdown">(code or null)</param>
/// <param name="OnClose">()</param>
internal sealed record PipeCallbacks(JsValue Owner, JsValue OnConnect, JsValue OnRead, JsValue OnWrite, JsValue OnShutdown, JsValue OnClose);
