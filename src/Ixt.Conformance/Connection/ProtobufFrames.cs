using System.Buffers;
using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Conformance.Connection;

/// <summary>Between the JSON that cases are written in and the protobuf that a testee has chosen.</summary>
/// <remarks>The bytes themselves are proved against an independent implementation elsewhere; here it is about what a module does with them.</remarks>
internal static class ProtobufFrames
{
    // An init response is no longer than this.
    private const int LongestChoice = 4096;

    /// <summary>A frame of the runtime as protobuf, or unchanged when it is no message.</summary>
    public static byte[] Encode(byte[] json)
    {
        try
        {
            ArrayBufferWriter<byte> protobuf = new();
            RuntimeFrame.Read(json).WriteProtobuf(protobuf);
            return protobuf.WrittenSpan.ToArray();
        }
        catch (ProtocolViolationException)
        {
            return json;
        }
    }

    /// <summary>A frame of the testee as JSON. What is not the protobuf that it should be stays as it is, and is not JSON for a case either.</summary>
    public static byte[] Decode(byte[] frame)
    {
        try
        {
            return ModuleFrame.ReadProtobuf(frame).ToUtf8();
        }
        catch (ProtocolViolationException e)
        {
            return [.. "not a ModuleFrame: "u8, .. System.Text.Encoding.UTF8.GetBytes(e.Message), .. " "u8, .. frame];
        }
    }

    /// <summary>Whether a frame in JSON is an init response that chooses protobuf.</summary>
    public static bool Chooses(byte[] json)
    {
        if (json.Length > LongestChoice || json.AsSpan().IndexOf("\"protobuf\""u8) < 0)
        {
            return false;
        }

        try
        {
            return ModuleFrame.Read(json) is ResponseSuccess { Data: var data }
                && InitResult.Read(data).Protocol?.Encoding == "protobuf";
        }
        catch (ProtocolViolationException)
        {
            return false;
        }
    }
}
