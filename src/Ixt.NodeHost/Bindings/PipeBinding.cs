using Ixt.NodeHost.Buffers;
using Ixt.NodeHost.Net;
using Jint;
using Jint.Native;

namespace Ixt.NodeHost.Bindings;

/// <summary>Unix sockets for the prelude's <c>net</c>, named by number.</summary>
internal sealed class PipeBinding : IDisposable
{
    private readonly Dictionary<int, Pipe> _pipes = [];
    private readonly IPipeHost _host;
    private readonly IReadOnlyCollection<string>? _allowedPaths;
    private int _lastId;

    public PipeBinding(IPipeHost host, IReadOnlyCollection<string>? allowedPaths)
    {
        _host = host;
        _allowedPaths = allowedPaths;
    }

    public JsValue Create(Engine engine) => new BindingObject(engine)
        .Method("open", a => Open(new PipeCallbacks(a[0], a[1], a[2], a[3], a[4], a[5])))
        .Action("connect", a => Connect(Of(a), a[1].AsString()))
        .Action("readStart", a => Of(a).StartReading())
        .Action("readStop", a => Of(a).StopReading())
        .Method("write", a => Of(a).Write(ByteView.MemoryOf(a, 1)) is { } code ? code : JsValue.Null)
        .Action("shutdown", a => Of(a).Shutdown())
        .Action("setRef", a => Of(a).SetRef(a[1].AsBoolean()))
        .Action("close", a =>
        {
            Of(a).Close();
            _pipes.Remove(BindingObject.Int(a[0]));
        })
        .Target;

    public void Dispose()
    {
        foreach (Pipe pipe in _pipes.Values)
        {
            pipe.Dispose();
        }

        _pipes.Clear();
    }

    private int Open(PipeCallbacks callbacks)
    {
        _pipes.Add(++_lastId, new Pipe(_host, callbacks));
        return _lastId;
    }

    private Pipe Of(JsValue[] arguments) => _pipes[BindingObject.Int(arguments[0])];

    private void Connect(Pipe pipe, string path)
    {
        if (_allowedPaths is not null && !_allowedPaths.Contains(path))
        {
            pipe.Refuse("EACCES");
            return;
        }

        pipe.Connect(path);
    }
}
