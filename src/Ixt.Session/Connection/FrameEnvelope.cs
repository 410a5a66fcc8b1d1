using System.Buffers;
using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>What stands around the one JSON object of a frame, kept until it is known how the frame is written.</summary>
/// <param name="Kind">Which frame; <see cref="EnvelopeKind.None"/> when nobody said.</param>
/// <param name="Id">Absent for a one-way service request.</param>
/// <param name="Service">Of a service request.</param>
/// <param name="Method">Of a service request.</param>
internal readonly record struct FrameEnvelope(EnvelopeKind Kind, RequestId? Id = null, string Service = "", string Method = "")
{
    /// <summary>Writes the frame as protobuf around the object's text and its binary members.</summary>
    internal void WriteProtobuf(IBufferWriter<byte> output, ReadOnlySpan<byte> json, ReadOnlySpan<BinaryMember> binary)
    {
        switch (Kind)
        {
            case EnvelopeKind.Response:
                ResponseSuccess.WriteProtobuf(output, Id.GetValueOrDefault(), json, binary);
                break;
            case EnvelopeKind.ServiceResponse:
                ServiceSuccess.WriteProtobuf(output, Id.GetValueOrDefault(), json, binary);
                break;
            case EnvelopeKind.ServiceRequest:
                ServiceRequest.WriteProtobuf(output, Id, Service, Method, json, binary);
                break;
            default:
                throw new InvalidOperationException("The frame has no envelope.");
        }
    }
}
