namespace Ixt.Protocol;

/// <summary>A member of a free-form object whose value is bytes: base64 text in JSON, bytes in protobuf (IXT-PBF-010).</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Value">Its bytes.</param>
internal readonly record struct BinaryMember(string Name, ReadOnlyMemory<byte> Value);
