using System.Text;
using Ixt.NodeHost.Engines;
using Jint;
using Jint.Native;

namespace Ixt.NodeHost.Bindings;

/// <summary>What <c>process</c> and <c>console</c> need from outside the engine.</summary>
internal sealed class ProcessBinding
{
    private readonly NodeHostOptions _options;
    private readonly Decoder _stdoutDecoder = Encoding.UTF8.GetDecoder();
    private readonly Decoder _stderrDecoder = Encoding.UTF8.GetDecoder();

    private ProcessBinding(NodeHostOptions options)
    {
        _options = options;
    }

    public static JsValue Create(Engine engine, NodeRuntime runtime, NodeHostOptions options, string entry)
    {
        ProcessBinding self = new(options);
        return new BindingObject(engine)
            .Value("pid", Environment.ProcessId)
            .Value("cwd", options.WorkingDirectory ?? Path.GetDirectoryName(entry) ?? "/")
            .Value("argv", Strings(engine, ["/usr/bin/node", entry, .. options.Argv]))
            .Value("env", Entries(engine, options.Env))
            .Action("tick", a => runtime.QueueTick(a[0], a[1]))
            .Action("write", a => self.Sink(a[0]).Write(a[1].ToString()))
            .Action("writeBytes", a => self.WriteBytes(a[0], Buffers.ByteView.Of(a, 1)))
            .Action("exit", a => throw new ProgramEndedException(new NodeExit(BindingObject.Int(a[0]), NodeExitReason.ExitCalled, null)))
            .Action("fatal", a => runtime.OnUncaught(a[0], isRejection: false))
            .Action("listening", a => runtime.SetListening(a[0].AsString(), a[1].AsBoolean()))
            .Action("raise", a => runtime.Signal(a[0].AsString()))
            .Method("seconds", _ => runtime.Loop.Elapsed.TotalSeconds)
            .Method("cpuMicroseconds", _ => Environment.CpuUsage.TotalTime.TotalMicroseconds)
            .Method("heapUsed", _ => GC.GetTotalMemory(false))
            .Target;
    }

    private static JsValue Strings(Engine engine, string[] values) =>
        engine.Intrinsics.Array.Construct([.. values.Select(static v => (JsValue)v)]);

    private static JsObject Entries(Engine engine, IReadOnlyDictionary<string, string> values) =>
        JsObject.CreateFromEntries(engine, values.Select(static v => new KeyValuePair<string, JsValue>(v.Key, v.Value)));

    private TextWriter Sink(JsValue isError) => isError.AsBoolean() ? _options.Stderr : _options.Stdout;

    private void WriteBytes(JsValue isError, ReadOnlySpan<byte> bytes)
    {
        // A character may be cut by a write's end; the decoder keeps the rest for the next one.
        Decoder decoder = isError.AsBoolean() ? _stderrDecoder : _stdoutDecoder;
        char[] chars = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        int count = decoder.GetChars(bytes, chars, flush: false);
        Sink(isError).Write(chars, 0, count);
    }
}
