using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ixt.Protobuf.V1;

namespace Ixt.Proto.Tests;

/// <summary>The messages of <c>ixt.proto</c> as protoc and Google.Protobuf see them.</summary>
internal static class Google
{
    /// <summary>Every message of the file.</summary>
    public static IReadOnlyList<MessageDescriptor> All { get; } = [.. IxtReflection.Descriptor.MessageTypes];

    public static MessageDescriptor Descriptor(string message) => All.Single(m => m.Name == message);

    public static IMessage Parse(string message, byte[] bytes) => Descriptor(message).Parser.ParseFrom(bytes);

    public static IMessage New(MessageDescriptor message) => message.Parser.ParseFrom([]);

    /// <summary>Whether protoc made the choice itself, to tell a field that is absent from one that has its default.</summary>
    public static bool IsChoice(OneofDescriptor choice) => !choice.IsSynthetic;
}
