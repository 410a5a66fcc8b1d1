using System.Buffers;

namespace Ixt.Nexus;

/// <summary>Writes error objects: always name, code and message, causes within reason, never a stack.</summary>
internal static class ErrorWriter
{
    private const int MaxCauses = 8;
    private const int MaxMessage = 64 * 1024;

    internal static void Write(IBufferWriter<byte> output, Exception error) => Write(output, error, 0);

    private static void Write(IBufferWriter<byte> output, Exception error, int depth)
    {
        JsonText.Write(output, "{\"name\":"u8);
        JsonText.WriteString(output, NameOf(error));
        JsonText.Write(output, ",\"code\":"u8);
        JsonText.WriteString(output, CodeOf(error));
        JsonText.Write(output, ",\"message\":"u8);
        WriteText(output, error.Message);
        Exception? cause = CauseOf(error);
        if (cause is not null && depth < MaxCauses)
        {
            JsonText.Write(output, ",\"cause\":"u8);
            Write(output, cause, depth + 1);
        }
        else if (error is NexusRemoteException remote)
        {
            // A call to a peer failed, perhaps to another than the one that is told: what it said goes on, its stack does not.
            JsonText.Write(output, ",\"context\":{\"remoteError\":"u8);
            WriteRemote(output, remote.Remote, depth + 1);
            JsonText.Write(output, "},\"cause\":"u8);
            WriteRemote(output, remote.Remote, depth + 1);
        }

        JsonText.WriteByte(output, (byte)'}');
    }

    private static void WriteRemote(IBufferWriter<byte> output, NexusRemoteError error, int depth)
    {
        JsonText.Write(output, "{\"name\":"u8);
        WriteText(output, error.Name ?? "Error");
        JsonText.Write(output, ",\"code\":"u8);
        WriteText(output, error.Code ?? NexusErrorCodes.Unknown);
        JsonText.Write(output, ",\"message\":"u8);
        WriteText(output, error.Message ?? "");
        if (error.Cause is { } cause && depth < MaxCauses)
        {
            JsonText.Write(output, ",\"cause\":"u8);
            WriteRemote(output, cause, depth + 1);
        }

        JsonText.WriteByte(output, (byte)'}');
    }

    private static void WriteText(IBufferWriter<byte> output, string text) => JsonText.WriteString(output, text.AsSpan(0, Math.Min(text.Length, MaxMessage)));

    // Only causes that a service chose to give: an inner exception of a foreign exception may say more than the peer should know.
    private static Exception? CauseOf(Exception error) => error is NexusException and not NexusRemoteException ? error.InnerException : null;

    private static string NameOf(Exception error) => error switch
    {
        NodeIpcException => "NodeIpcError",
        NexusException => "NexusError",
        _ => "Error",
    };

    private static string CodeOf(Exception error) => error switch
    {
        NexusException nexus => nexus.Code,
        NexusValueException => NexusErrorCodes.ProtocolError,
        OperationCanceledException => NexusErrorCodes.Aborted,
        _ => NexusErrorCodes.Unknown,
    };
}
