using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>What a runtime reads most often out of an answer, without parsing all of it.</summary>
public static class ResponseSuccessExtensions
{
    /// <summary>The bytes of a member of the data that holds base64 text (IXT-ENV-017).</summary>
    /// <param name="response">The answer.</param>
    /// <param name="member">The member's name.</param>
    /// <param name="bytes">An array of their length.</param>
    /// <returns><see langword="false"/> when there is no such member, or it is no base64 text.</returns>
    public static bool TryGetBytes(this ResponseSuccess response, string member, [NotNullWhen(true)] out byte[]? bytes)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(member);
        FreeObject data = response.DataText;
        ReadOnlySpan<byte> text = data.Protobuf is not null ? default : data.Text ?? JsonMarshal.GetRawUtf8Value(response.Data);
        Span<byte> name = stackalloc byte[256];
        name = Encoding.UTF8.TryGetBytes(member, name, out int length) ? name[..length] : Encoding.UTF8.GetBytes(member);
        if (data.Protobuf is { } content)
        {
            bool isThere = ProtobufJson.TryGetBinary(content, name, out ReadOnlySpan<byte> binary);
            bytes = isThere ? binary.ToArray() : null;
            return isThere;
        }

        JsonSlice found = default;
        ObjectScanner members = new(new JsonSlice(JsonTokenType.StartObject, text, isEscaped: false));
        while (members.Next(out ReadOnlySpan<byte> candidate))
        {
            if (candidate.SequenceEqual(name))
            {
                found = members.Value();
            }
            else
            {
                members.Skip();
            }
        }

        bytes = null;
        return found.Type == JsonTokenType.String && StrictBase64.TryDecode(JsonText.Unescape(found.Text, found.IsEscaped), out bytes);
    }
}
