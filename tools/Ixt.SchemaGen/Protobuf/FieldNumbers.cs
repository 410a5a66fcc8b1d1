using System.Text.Json;
using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.Protobuf;

/// <summary><c>spec/proto/numbers.json</c>, checked against the schema in both directions.</summary>
public sealed class FieldNumbers
{
    /// <summary>Where the file is.</summary>
    public const string Path = "spec/proto/numbers.json";

    private FieldNumbers(
        IReadOnlySet<string> frames, IReadOnlyDictionary<string, MessageNumbers> messages, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> enums)
    {
        Frames = frames;
        Messages = messages;
        Enums = enums;
    }

    /// <summary>Messages that are a frame each.</summary>
    public IReadOnlySet<string> Frames { get; }

    /// <summary>By definition: the objects, and the unions that are no alternative themselves.</summary>
    public IReadOnlyDictionary<string, MessageNumbers> Messages { get; }

    /// <summary>By definition and by the value in JSON.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Enums { get; }

    /// <summary>Reads and checks the file.</summary>
    /// <exception cref="SchemaException">Something of the schema has no number, or the other way round, or a number is used twice.</exception>
    public static FieldNumbers Load(string text, ProtocolModel model)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement root = document.RootElement;
        FieldNumbers numbers = new(
            root.GetProperty("frames").EnumerateArray().Select(f => f.GetString()!).ToHashSet(),
            root.GetProperty("messages").EnumerateObject().ToDictionary(m => m.Name, m => Message(m.Value)),
            root.GetProperty("enums").EnumerateObject().ToDictionary(e => e.Name, e => Numbers(e.Value)));
        FieldNumberChecks.Check(numbers, model);
        return numbers;
    }

    /// <summary>Whether a definition is a message of its own: nested unions are not, their alternatives belong to the outermost one.</summary>
    public static bool IsMessage(Definition definition, ProtocolModel model) =>
        definition is ObjectDefinition || (definition is UnionDefinition && model.BaseOf(definition.Name) is null);

    /// <summary>The outermost union that a definition is an alternative of, if it is.</summary>
    public static UnionDefinition? Root(string name, ProtocolModel model)
    {
        UnionDefinition? root = null;
        for (UnionDefinition? next = model.BaseOf(name); next is not null; next = model.BaseOf(next.Name))
        {
            root = next;
        }

        return root;
    }

    private static MessageNumbers Message(JsonElement message) => new(
        message.GetProperty("note").GetString()!,
        message.TryGetProperty("fields", out JsonElement fields)
            ? fields.EnumerateObject().ToDictionary(f => f.Name, f => Several(f.Value))
            : new Dictionary<string, IReadOnlyList<int>>(),
        message.TryGetProperty("alternatives", out JsonElement alternatives) ? Numbers(alternatives) : new Dictionary<string, int>(),
        message.TryGetProperty("instead", out JsonElement instead)
            ? instead.EnumerateObject().ToDictionary(i => i.Name, i => Numbers(i.Value))
            : new Dictionary<string, IReadOnlyDictionary<string, int>>(),
        message.TryGetProperty("reserved", out JsonElement reserved) ? Several(reserved) : []);

    private static IReadOnlyDictionary<string, int> Numbers(JsonElement map) => map.EnumerateObject().ToDictionary(n => n.Name, n => n.Value.GetInt32());

    private static IReadOnlyList<int> Several(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(n => n.GetInt32())] : [value.GetInt32()];
}
