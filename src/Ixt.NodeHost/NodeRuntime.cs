using Ixt.NodeHost.Bindings;
using Ixt.NodeHost.Engines;
using Ixt.NodeHost.EventLoop;
using Ixt.NodeHost.Modules;
using Ixt.NodeHost.Net;
using Jint;
using Jint.Native;

namespace Ixt.NodeHost;

/// <summary>One program's engine, loop and thread. Everything but <see cref="Start"/>, <see cref="Signal"/> and <see cref="Completion"/> happens on that thread.</summary>
internal sealed class NodeRuntime : IPipeHost
{
    private readonly NodeHostOptions _options;
    private readonly Inbox _inbox = new();
    private readonly SignalGate _signals;
    private readonly CancellationTokenSource _kill;
    private readonly TaskCompletionSource<NodeExit> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Engine? _engine;
    private Loop? _loop;
    private TurnRunner? _turns;

    public NodeRuntime(NodeHostOptions options, CancellationToken cancellationToken)
    {
        _options = options;
        _kill = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _signals = new SignalGate(_inbox, _kill);
    }

    public Task<NodeExit> Completion => _completion.Task;

    public Loop Loop => _loop!;

    public void Start()
    {
        Thread thread = new(Main, StackHeadroom.StackSize)
        {
            IsBackground = true,
            Name = "node " + Path.GetFileName(_options.Program.EntryFile),
        };
        thread.Start();
    }

    public void Signal(string name) => _signals.Raise(name);

    public void SetListening(string signal, bool listening) => _signals.SetListening(signal, listening);

    public void QueueTick(JsValue callback, JsValue arguments) => _turns!.QueueTick(callback, arguments);

    public void OnUncaught(JsValue error, bool isRejection) => _turns!.OnUncaught(error, isRejection);

    public void Call(JsValue function, JsValue self, params JsValue[] arguments) => _engine!.Call(function, self, arguments);

    public JsValue WrapBytes(byte[] bytes) => _engine!.Intrinsics.ArrayBuffer.Construct(bytes);

    private void Main()
    {
        NodeExit exit;
        try
        {
            exit = Run();
        }
        catch (Exception e)
        {
            // A failure of this one program, whatever it is, must not take the host process along.
            exit = ExitClassifier.Classify(e, _signals.FatalSignal, _kill.IsCancellationRequested);
        }

        _inbox.Close();
        _signals.Close();
        _completion.TrySetResult(exit);
    }

    private NodeExit Run()
    {
        StackHeadroom stack = new();
        using CancellationTokenRegistration wake = _kill.Token.Register(_inbox.Wake);
        TurnBudget budget = new(_options.TurnBudget, _options.TurnMemoryLimit);
        using Engine engine = EngineFactory.Create(_options.TimeProvider, budget);
        _engine = engine;
        _turns = new TurnRunner(engine, budget, _kill.Token, _options.Stderr);
        using Loop loop = new(_turns, _inbox, _options.TimeProvider);
        _loop = loop;
        using PipeBinding pipes = new(this, _options.AllowedSocketPaths);

        _turns.Hooks = Bootstrap(engine, stack, pipes);
        _signals.Open(_turns);
        _turns.RunMain(_options.Program.Content.Entry);
        loop.Run(_kill.Token);
        return _turns.RunExit();
    }

    private PreludeHooks Bootstrap(Engine engine, StackHeadroom stack, PipeBinding pipes)
    {
        ProgramFiles files = _options.Program.Content;
        Random? seeded = _options.RandomSeed is { } seed ? new Random(seed) : null;
        JsonBinding.Install(engine, stack);
        JsObject bindings = new BindingObject(engine)
            .Value("modules", ModulesBinding.Create(engine, files))
            .Value("buffer", BufferBinding.Create(engine, _options.MaxAllocation))
            .Value("timers", TimersBinding.Create(engine, Loop))
            .Value("process", ProcessBinding.Create(engine, this, _options, files.Entry))
            .Value("crypto", CryptoBinding.Create(engine, seeded))
            .Value("pipe", pipes.Create(engine))
            .Target;
        JsValue bootstrap = engine.Evaluate(PreludeScripts.Bootstrap());
        return new PreludeHooks(engine.Call(bootstrap.AsObject().Get("start"), bootstrap, [bindings]).AsObject());
    }
}
