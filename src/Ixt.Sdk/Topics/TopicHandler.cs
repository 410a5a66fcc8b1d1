using Ixt.Protocol;

namespace Ixt.Sdk;

/// <summary>Handles the messages of one topic.</summary>
/// <param name="message">The message; its payload is decoded bytes.</param>
/// <param name="context">Where it comes from.</param>
/// <param name="cancellationToken">As for <see cref="IxtProcessModule.OnHandleAsync"/>.</param>
/// <returns>The answer; <c>ModuleResult.Success()</c> when there is nothing to say (IXT-HDL-011).</returns>
public delegate ValueTask<ModuleResult> TopicHandler(HandleMessage message, MessageContext context, CancellationToken cancellationToken);
