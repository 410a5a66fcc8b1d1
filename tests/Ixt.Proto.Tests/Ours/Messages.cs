using System.Buffers;
using System.Reflection;
using System.Text;

namespace Ixt.Proto.Tests;

/// <summary>Our own readers and writers by definition. Tests may reflect; messages do not.</summary>
internal static class Messages
{
    private static readonly Assembly s_protocol = typeof(RequestId).Assembly;

    /// <summary>Every definition that is a message by itself: not the unions, not what is only a member's type.</summary>
    public static IReadOnlyList<string> Definitions { get; } =
        [.. Protocol.Tests.Spec.Definitions("protocol").Where(d => s_protocol.GetType($"Ixt.Protocol.{d}") is { IsClass: true, IsAbstract: false })];

    /// <summary>The definition whose message stands for this one: of an alternative the outermost union.</summary>
    public static string RootOf(string definition)
    {
        Type type = s_protocol.GetType($"Ixt.Protocol.{definition}", throwOnError: true)!;
        while (type.BaseType is { } parent && parent != typeof(object))
        {
            type = parent;
        }

        return type.Name;
    }

    public static IProtocolMessage ReadJson(string definition, string text) => ReadJson(definition, Encoding.UTF8.GetBytes(text));

    public static IProtocolMessage ReadJson(string definition, byte[] utf8) => Reader(definition, "Read")(utf8);

    public static IProtocolMessage Read(string definition, ReadOnlySpan<byte> bytes) => Reader(RootOf(definition), "ReadProtobuf")(bytes);

    /// <summary>What is written, with a check that the size was foretold.</summary>
    public static byte[] Write(IProtocolMessage message)
    {
        ArrayBufferWriter<byte> output = new();
        message.WriteProtobuf(output);
        Assert.Equal(message.GetProtobufSize(), output.WrittenCount);
        return output.WrittenSpan.ToArray();
    }

    public static string Json(IProtocolMessage message) => Encoding.UTF8.GetString(message.ToUtf8());

    private static ProtobufRead Reader(string definition, string method) =>
        s_protocol.GetType($"Ixt.Protocol.{definition}", throwOnError: true)!
            .GetMethod(method, BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly, [typeof(ReadOnlySpan<byte>)])!
            .CreateDelegate<ProtobufRead>();
}
