using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Ixt.Proto.Tests;

/// <summary>What a later version adds does not disturb this one.</summary>
public sealed class UnknownFieldTests
{
    // A varint, eight bytes, a string, four bytes and a group with a group in it, all of numbers that nothing has.
    private static readonly byte[] s_future = Convert.FromHexString(
        "98" + "06ffffffffffffffffff01" + "9106" + "0102030405060708" + "8a06" + "03616263" + "8506" + "01020304" + "a306" + "2801ab06ac064a0178" + "a406");

    public static TheoryData<string> Written => [.. Vectors.Canonical.Keys];

    [Theory]
    [MemberData(nameof(Written))]
    public void Fields_that_nobody_knows_are_ignored_at_every_level(string name)
    {
        Vector vector = Vectors.Canonical[name];
        byte[] grown = WithFuture(Google.Parse(vector.Message, vector.Bytes));

        Assert.True(grown.Length > vector.Bytes.Length);
        Assert.Equal(vector.Json, Messages.Json(Messages.Read(vector.Definition, grown)));
        Assert.Equal(vector.Json, Messages.Json(Messages.Read(vector.Definition, [.. s_future, .. grown])));
    }

    // Google keeps what it does not know, and writes it again.
    private static byte[] WithFuture(IMessage message)
    {
        foreach (FieldDescriptor field in message.Descriptor.Fields.InDeclarationOrder().Where(f => f.FieldType == FieldType.Message && !f.IsRepeated && f.Accessor.HasValue(message)))
        {
            IMessage inner = (IMessage)field.Accessor.GetValue(message);
            field.Accessor.SetValue(message, field.MessageType.Parser.ParseFrom(WithFuture(inner)));
        }

        return [.. message.ToByteArray(), .. s_future];
    }
}
