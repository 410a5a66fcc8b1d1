using System.Buffers;

namespace Ixt.Nexus;

/// <summary>Writes arrays and objects that are nested so deeply that the stack is not used for them.</summary>
internal static class NestedWriter
{
    private delegate void ScalarWriter(IBufferWriter<byte> output, NexusValue value, IReferenceExporter? references);

    // The items or members that are still to be written, the next one last.
    private readonly record struct Level(Stack<(string? Name, NexusValue Value)> Rest, bool IsObject)
    {
        internal static Level Of(NexusValue value, bool plain)
        {
            Stack<(string?, NexusValue)> rest = [];
            if (value.Kind == NexusKind.Array)
            {
                for (int i = value.Items.Length - 1; i >= 0; i--)
                {
                    rest.Push((null, value.Items[i]));
                }

                return new(rest, false);
            }

            foreach ((string name, NexusValue member) in value.AsObject().InScriptOrder().Reverse())
            {
                // JSON.stringify leaves out what it has no form for.
                if (!plain || member.Kind is not (NexusKind.Undefined or NexusKind.Reference))
                {
                    rest.Push((name, member));
                }
            }

            return new(rest, true);
        }
    }

    /// <summary>Writes what goes with placeholders.</summary>
    internal static void Write(IBufferWriter<byte> output, NexusValue value, IReferenceExporter? references, int depth) =>
        Write(output, value, references, depth, plain: false, ValueWriter.Write);

    /// <summary>Writes what is plain.</summary>
    internal static void WritePlain(IBufferWriter<byte> output, NexusValue value, int depth) =>
        Write(output, value, null, depth, plain: true, static (output, value, _) => PlainText.Write(output, value));

    private static void Write(IBufferWriter<byte> output, NexusValue value, IReferenceExporter? references, int depth, bool plain, ScalarWriter writeScalar)
    {
        Stack<Level> open = [];
        while (true)
        {
            bool isFirst = value.Kind is NexusKind.Array or NexusKind.Object;
            if (!isFirst)
            {
                writeScalar(output, value, references);
            }
            else if (depth + open.Count >= ValueReader.MaxDepth)
            {
                throw new NexusValueException($"The value is circular or nested deeper than {ValueReader.MaxDepth} levels.");
            }
            else
            {
                Level level = Level.Of(value, plain);
                JsonText.WriteByte(output, level.IsObject ? (byte)'{' : (byte)'[');
                open.Push(level);
            }

            if (!Next(output, open, isFirst, out value))
            {
                return;
            }
        }
    }

    // Goes to the next value, closing the levels that have none left. False: all are closed.
    private static bool Next(IBufferWriter<byte> output, Stack<Level> open, bool isFirst, out NexusValue value)
    {
        while (open.TryPeek(out Level level))
        {
            if (level.Rest.TryPop(out (string? Name, NexusValue Value) next))
            {
                if (!isFirst)
                {
                    JsonText.WriteByte(output, (byte)',');
                }

                if (next.Name is not null)
                {
                    JsonText.WriteString(output, next.Name);
                    JsonText.WriteByte(output, (byte)':');
                }

                value = next.Value;
                return true;
            }

            JsonText.WriteByte(output, level.IsObject ? (byte)'}' : (byte)']');
            open.Pop();
            isFirst = false;
        }

        value = default;
        return false;
    }
}
