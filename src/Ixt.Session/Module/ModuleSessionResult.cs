namespace Ixt.Session;

/// <summary>How a module's session ended; which exit code that means is the SDK's decision.</summary>
/// <param name="End">What made it end. The first cause counts.</param>
/// <param name="Close">How the connection closed.</param>
/// <param name="HookRan">Whether the shutdown hook ran (it does so only after a successful init).</param>
/// <param name="HookFailure">What the shutdown hook threw, a <see cref="TimeoutException"/> if it did not end in time, or <see langword="null"/>.</param>
public sealed record ModuleSessionResult(ModuleSessionEnd End, SessionClose Close, bool HookRan, Exception? HookFailure);
