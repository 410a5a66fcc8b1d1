using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Native.Function;

namespace Ixt.NodeHost.Modules;

/// <summary>Turns source text into CommonJS functions. Parsing happens once per text; making a function of it is cheap and runs nothing.</summary>
internal static class ScriptCompiler
{
    /// <summary>What stands before a script's first character. It has no line break, so line numbers hold.</summary>
    public const string Prefix = "(function (exports, require, module, __filename, __dirname) { ";

    // Function.prototype.toString gives the source, as in Node.
    private static readonly ScriptPreparationOptions s_options = new()
    {
        ParsingOptions = ScriptParsingOptions.Default with { RetainFunctionSourceText = true },
    };

    /// <summary>Parses a script as the body of a CommonJS function.</summary>
    /// <exception cref="ScriptPreparationException">Not valid JavaScript; the inner exception says where.</exception>
    public static Prepared<Script> Prepare(string source, string file)
    {
        string text = source.TrimStart('\uFEFF');
        if (text.StartsWith("#!", StringComparison.Ordinal))
        {
            text = "//" + text[2..];
        }

        return Engine.PrepareScript(Prefix + text + "\n})", file, options: s_options);
    }

    /// <summary>Makes the function in one engine.</summary>
    /// <remarks>
    /// Not by <c>Engine.Evaluate</c>: that drains the promise jobs when it returns, also in the middle of a <c>require</c>,
    /// where Node runs none. The caller must be in the global scope (bootstrap.js), because that becomes the function's outer scope.
    /// </remarks>
    public static JsValue Instantiate(Engine engine, in Prepared<Script> script)
    {
        FunctionExpression function = (FunctionExpression)((ExpressionStatement)script.Program!.Body[0]).Expression;
        return new ScriptFunction(engine, function, ((FunctionBody)function.Body).Strict, null);
    }
}
