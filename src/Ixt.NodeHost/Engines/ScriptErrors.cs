using Jint;
using Jint.Native.Error;
using Jint.Runtime;

namespace Ixt.NodeHost.Engines;

/// <summary>Errors that the script can catch, thrown by host functions.</summary>
internal static class ScriptErrors
{
    public static JavaScriptException Range(Engine engine, string message) => Make(engine, "RangeError", message);

    public static JavaScriptException Syntax(Engine engine, string message) => Make(engine, "SyntaxError", message);

    public static JavaScriptException StackOverflow(Engine engine) => Range(engine, "Maximum call stack size exceeded");

    // By name, because the engine does not expose these constructors; a script that replaced the global gets a plain Error.
    private static JavaScriptException Make(Engine engine, string name, string message) =>
        new(engine.Global.Get(name) as ErrorConstructor ?? engine.Intrinsics.Error, message);
}
