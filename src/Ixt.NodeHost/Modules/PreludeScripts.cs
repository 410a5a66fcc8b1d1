using System.Collections.Concurrent;
using System.Reflection;
using Acornima.Ast;
using Jint;

namespace Ixt.NodeHost.Modules;

/// <summary>The host's own JavaScript (Prelude/*.js), parsed once per process.</summary>
internal static class PreludeScripts
{
    private static readonly ConcurrentDictionary<string, Prepared<Script>> s_scripts = new();

    /// <summary>Names that have a file, without extension.</summary>
    public static IReadOnlySet<string> Names { get; } = typeof(PreludeScripts).Assembly.GetManifestResourceNames()
        .Where(static n => n.StartsWith("prelude/", StringComparison.Ordinal))
        .Select(static n => Path.GetFileNameWithoutExtension(n))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>A prelude file as a CommonJS function.</summary>
    public static Prepared<Script> Module(string name) =>
        s_scripts.GetOrAdd(name, static n => ScriptCompiler.Prepare(Read(n), "node:" + n));

    /// <summary>The first script of every engine; it runs in the global scope.</summary>
    public static Prepared<Script> Bootstrap() =>
        s_scripts.GetOrAdd("bootstrap", static n => Engine.PrepareScript(Read(n), "node:" + n));

    private static string Read(string name)
    {
        using Stream stream = typeof(PreludeScripts).Assembly.GetManifestResourceStream($"prelude/{name}.js")
            ?? throw new InvalidOperationException($"Prelude file '{name}.js' is not embedded.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
