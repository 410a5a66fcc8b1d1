using Ixt.NodeHost.Engines;
using Ixt.NodeHost.Modules;
using Jint;
using Jint.Native;

namespace Ixt.NodeHost.Bindings;

/// <summary>Finding, reading and compiling files for <c>require</c> and <c>fs</c>.</summary>
internal static class ModulesBinding
{
    public static JsValue Create(Engine engine, ProgramFiles files)
    {
        Resolver resolver = new(files);
        BindingObject binding = new(engine);
        return binding
            .Value("prelude", engine.Intrinsics.Array.Construct([.. PreludeScripts.Names.Select(static n => (JsValue)n)]))
            .Method("compilePrelude", a => ScriptCompiler.Instantiate(engine, PreludeScripts.Module(a[0].AsString())))
            .Method("compile", a => Compile(engine, files, a[0].AsString()))
            .Method("resolve", a => Nullable(resolver.Resolve(a[0].AsString(), a[1].AsString())))
            .Method("find", a => Nullable(files.Find(Path.GetFullPath(a[0].AsString()))))
            .Method("readText", a => files.ReadText(a[0].AsString()))
            .Method("readBytes", a => engine.Intrinsics.ArrayBuffer.Construct([.. files.Read(a[0].AsString())]))
            .Target;
    }

    private static JsValue Nullable(string? text) => text is null ? JsValue.Null : text;

    private static JsValue Compile(Engine engine, ProgramFiles files, string path)
    {
        try
        {
            return ScriptCompiler.Instantiate(engine, files.Script(path));
        }
        catch (ScriptPreparationException e)
        {
            // The parser's message names the line; the engine's own wording only says that it failed.
            throw ScriptErrors.Syntax(engine, $"{path}: {(e.InnerException ?? e).Message}");
        }
    }
}
