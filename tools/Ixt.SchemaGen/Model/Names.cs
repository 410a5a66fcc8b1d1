namespace Ixt.SchemaGen.Model;

/// <summary>From wire names to C# names.</summary>
public static class Names
{
    /// <summary><c>ttl_ms</c> → <c>TtlMs</c>, <c>PROTOCOL_ERROR</c> → <c>ProtocolError</c>.</summary>
    public static string Pascal(string wireName) =>
        string.Concat(wireName.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(Capitalize));

    /// <summary><c>ttl_ms</c> → <c>ttlMs</c>, safe as a C# local.</summary>
    public static string Camel(string wireName)
    {
        string pascal = Pascal(wireName);
        string camel = char.ToLowerInvariant(pascal[0]) + pascal[1..];
        return camel is "params" or "event" or "default" or "string" or "object" or "namespace" ? "@" + camel : camel;
    }

    private static string Capitalize(string word)
    {
        string rest = word[1..];
        return char.ToUpperInvariant(word[0]) + (word.Any(char.IsLower) ? rest : rest.ToLowerInvariant());
    }
}
