using System.Reflection;

namespace Ixt.Protocol.Tests;

/// <summary>The generated readers by definition. Tests may reflect; messages do not.</summary>
internal static class Readers
{
    /// <summary>Definitions that no generated C# type stands for: they are members' types, and read as part of the objects they are in.</summary>
    public static IReadOnlySet<string> WithoutReader { get; } = new HashSet<string>
    {
        "RequestId", // hand-written; RequestIdTests
        "NullableRequestId",
        "Bytes",
        "Priority",
        "TtlMs",
        "KvKey",
        "LogLevel",
    };

    public static IReadOnlyDictionary<string, MessageReader> ByDefinition { get; } =
        Spec.Definitions("protocol").Except(WithoutReader).ToDictionary(name => name, Find);

    private static MessageReader Find(string definition)
    {
        Type type = typeof(RequestId).Assembly.GetType($"Ixt.Protocol.{definition}", throwOnError: true)!;
        return type.GetMethod("Read", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly, [typeof(ReadOnlySpan<byte>)])!
            .CreateDelegate<MessageReader>();
    }
}
