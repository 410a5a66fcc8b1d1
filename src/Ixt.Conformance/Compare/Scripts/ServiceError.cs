namespace Ixt.Conformance.Compare.Scripts;

/// <summary>A failure that a service call is answered with.</summary>
/// <param name="Code">The code.</param>
/// <param name="Message">For people.</param>
internal sealed record ServiceError(string Code, string Message);
