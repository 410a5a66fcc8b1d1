namespace Ixt.Conformance.Connection;

/// <summary>Something that came from the testee.</summary>
internal abstract record Incoming
{
    private Incoming()
    {
    }

    /// <summary>A whole frame.</summary>
    /// <param name="Bytes">Its payload, without header or line end.</param>
    /// <param name="Number">Its number in the conversation.</param>
    internal sealed record Frame(byte[] Bytes, int Number) : Incoming;

    /// <summary>The testee closed its end.</summary>
    /// <param name="Partial">Bytes of a frame that never became whole.</param>
    internal sealed record End(byte[] Partial) : Incoming;

    /// <summary>Bytes that cannot be frames of the framing in use.</summary>
    /// <param name="Message">What is wrong with them.</param>
    /// <param name="Head">The first of them.</param>
    internal sealed record Fault(string Message, byte[] Head) : Incoming;
}
