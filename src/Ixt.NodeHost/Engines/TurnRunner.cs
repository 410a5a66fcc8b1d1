using Ixt.NodeHost.EventLoop;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace Ixt.NodeHost.Engines;

/// <summary>Runs callbacks as turns: the callback, then ticks before promise jobs until both are empty, then rejections nobody handled.</summary>
internal sealed class TurnRunner : ITurnRunner
{
    private readonly Engine _engine;
    private readonly TurnBudget _budget;
    private readonly CancellationToken _kill;
    private readonly TextWriter _stderr;
    private readonly RejectionTracker _rejections;
    private readonly Queue<(JsValue Callback, JsValue Arguments)> _ticks = new();
    private bool _exiting;
    private bool _hasLeftovers;

    public TurnRunner(Engine engine, TurnBudget budget, CancellationToken kill, TextWriter stderr)
    {
        _engine = engine;
        _budget = budget;
        _kill = kill;
        _stderr = stderr;
        _rejections = new RejectionTracker(engine);
    }

    public PreludeHooks Hooks { get; set; } = null!;

    public void QueueTick(JsValue callback, JsValue arguments) => _ticks.Enqueue((callback, arguments));

    public void RunMain(string path) => RunTurn(() => _engine.Call(Hooks.RunMain, path));

    public void RunTimer(JsValue owner) => RunTurn(() => _engine.Call(Hooks.OnTimer, owner));

    public void RunImmediate(JsValue owner) => RunTurn(() => _engine.Call(Hooks.OnImmediate, owner), drainAfterError: false);

    public void RunLeftovers()
    {
        if (_hasLeftovers)
        {
            RunTurn(static () => { });
        }
    }

    public void RunWork(Action work) => RunTurn(work);

    public void RunBeforeExit() => RunTurn(() => _engine.Call(Hooks.BeforeExit));

    /// <summary>Inside a turn: hands a signal to the script's handlers.</summary>
    public void CallSignal(HostSignal signal) => _engine.Call(Hooks.OnSignal, signal.Name, signal.Number);

    /// <summary>Runs the exit handlers after the loop ended by itself.</summary>
    public NodeExit RunExit()
    {
        int code = 0;
        _exiting = true;
        RunTurn(() => code = (int)_engine.Call(Hooks.Exit, JsValue.Undefined).AsNumber(), drain: false);
        return new NodeExit(code, NodeExitReason.LoopEmpty, null);
    }

    /// <summary>Offers an error to the script's handlers; ends the program when there is none.</summary>
    public void OnUncaught(JsValue error, bool isRejection)
    {
        JsValue asBoolean = isRejection ? JsBoolean.True : JsBoolean.False;
        try
        {
            if (_engine.Call(Hooks.OnUncaught, error, asBoolean).AsBoolean())
            {
                return;
            }
        }
        catch (JavaScriptException e)
        {
            // Node's code for a handler of uncaught errors that failed itself.
            throw Fatal(e.Error, isRejection: false, 7);
        }

        throw Fatal(error, isRejection, 1);
    }

    private void RunTurn(Action body, bool drain = true, bool drainAfterError = true)
    {
        _budget.Begin(_kill);
        try
        {
            bool completed = Protect(body);

            // After an immediate whose error was handled Node goes on to the next immediate before it drains.
            _hasLeftovers = !completed && !drainAfterError;
            if (drain && !_hasLeftovers)
            {
                Drain();
            }
        }
        finally
        {
            _budget.End();
        }
    }

    private void Drain()
    {
        do
        {
            while (_ticks.TryDequeue(out (JsValue Callback, JsValue Arguments) tick))
            {
                Protect(() => _engine.Call(tick.Callback, JsValue.Undefined, Spread(tick.Arguments)));
            }

            Protect(_engine.Advanced.ProcessTasks);
        }
        while (_ticks.Count > 0 || ReportRejections());
    }

    /// <returns>Whether a handler ran, which may have left new ticks or microtasks.</returns>
    private bool ReportRejections()
    {
        bool any = false;
        while (_rejections.TryTakeLate(out JsValue late))
        {
            any = true;
            Protect(() => _engine.Call(Hooks.OnLateHandling, late));
        }

        while (_rejections.TryTake(out JsValue promise, out JsValue reason))
        {
            any = true;
            Protect(() =>
            {
                if (!_engine.Call(Hooks.OnRejection, reason, promise).AsBoolean())
                {
                    OnUncaught(reason, isRejection: true);
                }
            });
        }

        return any;
    }

    /// <returns>Whether the callback ended without an error; an error nobody handled ends the program instead.</returns>
    private bool Protect(Action body)
    {
        try
        {
            body();
            return true;
        }
        catch (JavaScriptException e)
        {
            OnUncaught(e.Error, isRejection: false);
            return false;
        }
    }

    private ProgramEndedException Fatal(JsValue error, bool isRejection, int code)
    {
        string text = _engine.Call(Hooks.Describe, error, isRejection ? JsBoolean.True : JsBoolean.False).AsString();
        _stderr.Write(text);
        if (!_exiting)
        {
            _exiting = true;
            try
            {
                code = (int)_engine.Call(Hooks.Exit, code).AsNumber();
            }
            catch (JavaScriptException e)
            {
                _stderr.Write(e.GetJavaScriptErrorString() + "\n");
            }
        }

        return new ProgramEndedException(new NodeExit(code, isRejection ? NodeExitReason.UnhandledRejection : NodeExitReason.UncaughtException, text));
    }

    private static JsValue[] Spread(JsValue arguments) => arguments.IsUndefined() ? [] : [.. arguments.AsArray()];
}
