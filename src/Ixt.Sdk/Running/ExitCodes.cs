using Ixt.Session;

namespace Ixt.Sdk;

/// <summary>Exit codes of a module (spec §14).</summary>
internal static class ExitCodes
{
    internal const int Ok = 0;
    internal const int Failed = 1;
    internal const int StartedWrongly = 64;

    internal static int From(ModuleSessionResult result) =>
        result.HookFailure is not null || result.End is ModuleSessionEnd.StreamError or ModuleSessionEnd.TransportFailure ? Failed : Ok;
}
