using Jint.Native;

namespace Ixt.NodeHost.EventLoop;

/// <summary>Runs one callback as one turn: under the budget, then ticks, microtasks and rejections, with errors dealt with.</summary>
internal interface ITurnRunner
{
    void RunTimer(JsValue owner);

    void RunImmediate(JsValue owner);

    /// <summary>Drains what an immediate left behind whose error was handled.</summary>
    void RunLeftovers();

    void RunWork(Action work);

    /// <summary>Emits <c>beforeExit</c>, which may start new work.</summary>
    void RunBeforeExit();
}
