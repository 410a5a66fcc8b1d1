using Ixt.Sdk;

namespace Porting.Orders;

/// <summary>The module's <c>SendMessageAsync</c>, for the classes that work for it.</summary>
internal delegate Task<SendResponse> SendMessage(string topic, byte[] payload);
