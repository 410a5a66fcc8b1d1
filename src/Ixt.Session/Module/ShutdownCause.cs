using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>What began a shutdown while the connection was up.</summary>
/// <param name="End">The cause.</param>
/// <param name="Id">The request to answer, if one asked for it.</param>
/// <param name="Grace">How long handles may go on.</param>
internal sealed record ShutdownCause(ModuleSessionEnd End, RequestId? Id, TimeSpan Grace);
