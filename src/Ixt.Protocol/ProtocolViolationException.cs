namespace Ixt.Protocol;

/// <summary>What was received is not the message it should be: thrown by every generated <c>Read</c> and <c>ReadProtobuf</c>.</summary>
/// <remarks>
/// The connection survives it: a peer answers with <see cref="Code"/>, <see cref="Exception.Message"/>, <see cref="Id"/> and, when there is
/// one, <c>details.pointer</c> = <see cref="Pointer"/>. Specified in <c>spec/PROTOCOL.md</c>, Errors.
/// </remarks>
public sealed class ProtocolViolationException : Exception
{
    private ProtocolViolationException(string code, string? pointer, string message, Exception? cause = null)
        : base(message, cause)
    {
        Code = code;
        Pointer = pointer;
    }

    /// <summary><see cref="ErrorCodes.ProtocolError"/>, or <see cref="ErrorCodes.InvalidPayload"/> for a string that is not strict base64.</summary>
    public string Code { get; }

    /// <summary>
    /// RFC 6901 pointer to the offending or missing member; <see langword="null"/> when the text as a whole is at fault (not JSON, not an
    /// object, invalid UTF-8, too deep, a string that is not Unicode).
    /// </summary>
    public string? Pointer { get; }

    /// <summary>
    /// The id to answer with: <see cref="FrameId"/> unless the frame is a <c>cancel</c> or <c>service_response</c>, whose ids name something
    /// else. <see langword="null"/> also when the text is not a frame but a part of one.
    /// </summary>
    public RequestId? Id { get; private set; }

    /// <summary>The frame's own <c>id</c> whatever its type, when the frame is a JSON object and the id is valid.</summary>
    public RequestId? FrameId { get; private set; }

    /// <summary>The frame's <c>type</c>, known or not, when the frame is a JSON object and the type a string.</summary>
    public string? FrameType { get; private set; }

    /// <summary>Whether the bytes are no message at all, so that nothing in them can be trusted, the id included.</summary>
    internal bool IsMalformed { get; private init; }

    internal static ProtocolViolationException NotJson(string message, Exception? cause = null) =>
        new(ErrorCodes.ProtocolError, null, message, cause);

    internal static ProtocolViolationException NotProtobuf(string problem) =>
        new(ErrorCodes.ProtocolError, null, $"The message is not protobuf: {problem}.") { IsMalformed = true };

    internal static ProtocolViolationException At(JsonPath path, string expected, Exception? cause = null)
    {
        string pointer = path.ToPointer();
        return pointer.Length == 0
            ? new(ErrorCodes.ProtocolError, null, $"The message must be {expected}.", cause)
            : new(ErrorCodes.ProtocolError, pointer, $"{pointer} must be {expected}.", cause);
    }

    internal static ProtocolViolationException Missing(JsonPath path)
    {
        string pointer = path.ToPointer();
        return new(ErrorCodes.ProtocolError, pointer, $"{pointer} is required.");
    }

    internal static ProtocolViolationException NotBase64(JsonPath path)
    {
        string pointer = path.ToPointer();
        return new(ErrorCodes.InvalidPayload, pointer, $"{pointer} must be strict base64 (RFC 4648 section 4, padded, no white space).");
    }

    internal static ProtocolViolationException NotUnicode(JsonPath path) =>
        new(ErrorCodes.ProtocolError, null, $"{path.ToPointer()} holds a lone surrogate, which is not Unicode text.");

    internal void AttachFrame(FrameHeader header)
    {
        FrameType = header.Type;
        FrameId = header.Id;
        Id = header.IsNotice ? null : header.Id;
    }
}
