using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ixt.Session;

namespace Ixt.Nexus;

/// <summary>The line exchange in front of the frames, where a shared secret is configured.</summary>
internal static class SharedSecret
{
    private const string RequestType = "nexus-ipc-auth";
    private const string AnswerType = "nexus-ipc-auth-ok";

    /// <summary>Daemon: checks the client's line and answers it. A refusal is not answered.</summary>
    /// <returns>What came after the line, or null if the client was refused.</returns>
    internal static async Task<ReadOnlyMemory<byte>?> CheckAsync(Transport transport, string secret, int maxLine, TimeSpan timeout, TimeProvider time)
    {
        AuthLine? read;
        using (CancellationTokenSource late = new(timeout, time))
        {
            try
            {
                read = await ReadLineAsync(transport, maxLine, late.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                return null;
            }
        }

        if (read is not { } found || !IsRequest(found.Text.Span, secret))
        {
            return null;
        }

        try
        {
            await transport.WriteAsync("{\"type\":\"nexus-ipc-auth-ok\"}\n"u8.ToArray(), CancellationToken.None).ConfigureAwait(false);
            return found.Behind;
        }
        catch (IOException)
        {
            return null; // it has gone
        }
    }

    /// <summary>Client: sends the line and waits for the answer.</summary>
    /// <exception cref="NodeIpcException"><c>E_IPC_AUTH_FAILED</c>, <c>E_IPC_PROTOCOL_ERROR</c>.</exception>
    internal static async Task<ReadOnlyMemory<byte>> ShowAsync(Transport transport, string secret, int maxLine, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> line = new();
        JsonText.Write(line, "{\"type\":\"nexus-ipc-auth\",\"version\":1,\"token\":"u8);
        JsonText.WriteString(line, secret);
        JsonText.Write(line, "}\n"u8);
        using CancellationTokenSource late = new(timeout, time);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        AuthLine? read;
        try
        {
            // In one write: a Node daemon garbles a character that is split over two reads.
            await transport.WriteAsync(line.WrittenMemory, stop.Token).ConfigureAwait(false);
            read = await ReadLineAsync(transport, maxLine, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NodeIpcException(NodeIpcErrorCode.AuthFailed, $"The daemon did not answer the shared secret within {timeout.TotalMilliseconds:0} ms. Does it expect one?");
        }
        catch (IOException e)
        {
            throw new NodeIpcException(NodeIpcErrorCode.AuthFailed, "The daemon refused the shared secret.", e);
        }

        if (read is not { } found)
        {
            throw new NodeIpcException(NodeIpcErrorCode.AuthFailed, "The daemon refused the shared secret, or expects none.");
        }

        if (found.Text.Length == 0 || Parse(found.Text.Span)["type"] != NexusValue.From(AnswerType))
        {
            throw new NodeIpcException(NodeIpcErrorCode.ProtocolError, "The daemon's answer to the shared secret is none.");
        }

        return found.Behind;
    }

    // Null: the stream ended first. An empty line: more came than a line may have.
    private static async Task<AuthLine?> ReadLineAsync(Transport transport, int maxLine, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[maxLine + 1];
        int length = 0;
        while (true)
        {
            int count = await transport.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            int at = buffer.AsSpan(length, count).IndexOf((byte)'\n');
            length += count;
            if (at >= 0)
            {
                int end = length - count + at;
                return end + 1 > maxLine ? default(AuthLine) : new AuthLine(buffer.AsMemory(0, end), buffer.AsMemory(end + 1, length - end - 1));
            }

            if (length > maxLine)
            {
                return default(AuthLine);
            }
        }
    }

    private static bool IsRequest(ReadOnlySpan<byte> line, string secret)
    {
        NexusValue request = Parse(line);
        if (request["type"] != NexusValue.From(RequestType) || request["version"] != NexusValue.From(1.0) || request["token"].Kind != NexusKind.String)
        {
            return false;
        }

        // Hashed first, so that the time tells nothing, not even the length.
        Span<byte> given = stackalloc byte[32];
        Span<byte> expected = stackalloc byte[32];
        // Of the UTF-16 text: in UTF-8 all lone surrogates are the same.
        SHA256.HashData(MemoryMarshal.AsBytes(request["token"].AsString().AsSpan()), given);
        SHA256.HashData(MemoryMarshal.AsBytes(secret.AsSpan()), expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }

    private static NexusValue Parse(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("\uFEFF"u8))
        {
            return NexusValue.Undefined;
        }

        try
        {
            ValueReader reader = new(new JsonCursor(line), references: null);
            NexusValue value = reader.Read(plain: true);
            reader.Cursor.End();
            return value;
        }
        catch (NexusWireException)
        {
            return NexusValue.Undefined;
        }
    }
}
