using System.Text.RegularExpressions;

namespace Ixt.SchemaGen.Protobuf;

/// <summary>From the schema's names to those that a <c>.proto</c> file has.</summary>
public static partial class SnakeNames
{
    /// <summary><c>KvGetParams</c> → <c>kv_get_params</c>.</summary>
    public static string Of(string definition) => Word().Replace(definition, "_$0").TrimStart('_').ToLowerInvariant();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Word();
}
