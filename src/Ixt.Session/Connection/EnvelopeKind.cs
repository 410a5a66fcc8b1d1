namespace Ixt.Session;

/// <summary>Frames that are one JSON object and a little around it.</summary>
internal enum EnvelopeKind
{
    /// <summary>Any other.</summary>
    None,

    /// <summary>A module's successful answer.</summary>
    Response,

    /// <summary>A runtime's successful answer to a service request.</summary>
    ServiceResponse,

    /// <summary>A module's call of a service.</summary>
    ServiceRequest,
}
