using Ixt.Nexus;

namespace NexusInterop;

/// <summary>A failure as <c>{"code","codes","message","remote"}</c>.</summary>
internal static class ErrorText
{
    internal static void Write(TextWriter output, Exception error)
    {
        List<string> codes = [];
        NexusRemoteError? remote = null;
        for (Exception? e = error; e is not null; e = e.InnerException)
        {
            if (e is NexusException nexus)
            {
                codes.Add(nexus.Code);
            }

            remote ??= (e as NexusRemoteException)?.Remote;
        }

        for (NexusRemoteError? cause = remote; cause is not null; cause = cause.Cause)
        {
            if (cause.Code is not null)
            {
                codes.Add(cause.Code);
            }
        }

        output.Write("{\"code\":");
        output.Write(Text(codes.Count > 0 ? codes[0] : null));
        output.Write(",\"codes\":[");
        output.Write(string.Join(',', codes.Select(Text)));
        output.Write("],\"message\":");
        output.Write(Text(error.Message));
        output.Write(",\"remote\":");
        output.Write(remote is null ? "null" : $"{{\"code\":{Text(remote.Code)},\"name\":{Text(remote.Name)},\"message\":{Text(remote.Message)}}}");
        output.Write('}');
    }

    private static string Text(string? text) => text is null ? "null" : JsonStrings.Escape(text);
}
