using System.Text;

namespace Ixt.Protocol;

/// <summary>What a runtime reads most often out of an answer, without parsing all of it.</summary>
public static class ResponseSuccessExtensions
{
    /// <summary>The bytes of a member of the data that holds base64 text (IXT-ENV-017).</summary>
    /// <param name="response">The answer.</param>
    /// <param name="member">The member's name.</param>
    /// <param name="bytes">Of a large member that was read off a connection, the answer's own memory: no copy is made.</param>
    /// <returns><see langword="false"/> when there is no such member, or it is no base64 text.</returns>
    public static bool TryGetBytes(this ResponseSuccess response, string member, out ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(member);
        Span<byte> name = stackalloc byte[256];
        name = Encoding.UTF8.TryGetBytes(member, name, out int length) ? name[..length] : Encoding.UTF8.GetBytes(member);
        return response.DataText.TryGetBytes(name, out bytes);
    }
}
