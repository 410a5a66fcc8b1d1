using Ixt.Conformance.Cases;
using Ixt.Conformance.Compare.Play;
using Ixt.Conformance.Compare.Scripts;
using Ixt.Conformance.Compare.Verdict;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Schemas;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Compare;

/// <summary>Plays scripts against implementations and compares what they do.</summary>
internal sealed class ComparisonRun
{
    // Reading a child's pipes blocks a pool thread each; without this the pool would add them one per half second.
    private const int Threads = 48;

    private readonly Player _player;
    private readonly JsonFileSchema _scripts;

    private ComparisonRun(SpecDirectory spec, Player player, JsonFileSchema scripts)
    {
        Spec = spec;
        _player = player;
        _scripts = scripts;
    }

    /// <summary>Where the specification was read from.</summary>
    public SpecDirectory Spec { get; }

    /// <summary>Makes one.</summary>
    /// <param name="spec">Where the schemas lie.</param>
    /// <param name="limits">How long to wait for each thing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ComparisonRun> CreateAsync(SpecDirectory spec, TimeLimits limits, CancellationToken cancellationToken)
    {
        ThreadPool.GetMinThreads(out int workers, out int ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Threads), Math.Max(ports, Threads));
        ModuleFrameSchema schema = await ModuleFrameSchema.LoadAsync(spec.Schema("protocol.schema.json"), cancellationToken).ConfigureAwait(false);
        JsonFileSchema scripts = await JsonFileSchema.LoadAsync(spec.Schema("compare.schema.json"), cancellationToken).ConfigureAwait(false);
        return new ComparisonRun(spec, new Player(schema, limits, TimeProvider.System), scripts);
    }

    /// <summary>Reads a script from its file.</summary>
    /// <exception cref="ScriptFaultException">It is not there, or it cannot be played.</exception>
    public async Task<CompareScript> LoadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new ScriptFaultException($"{path}: there is no such script. Name a folder that holds a script.json, or the script itself.");
        }

        return Read(path, await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads a script from its text.</summary>
    /// <exception cref="ScriptFaultException">It cannot be played.</exception>
    public CompareScript Read(string file, string text)
    {
        // The reader says best what is wrong; the schema, by which an editor checks the file, has to agree.
        CompareScript script = ScriptReader.Read(file, text);
        return _scripts.Validate(text) is [{ } violation, ..] ? throw new ScriptFaultException($"{file} does not fit compare.schema.json: {violation}") : script;
    }

    /// <summary>Plays a script against each implementation, all at once, and compares.</summary>
    /// <param name="script">The script.</param>
    /// <param name="implementations">The reference first; two at least.</param>
    /// <param name="framing">The framing to speak.</param>
    /// <param name="cancellationToken">Gives up; every process is ended.</param>
    /// <exception cref="TesteeStartException">An implementation cannot be started.</exception>
    public async Task<Comparison> CompareAsync(CompareScript script, IReadOnlyList<ModuleCommand> implementations, Framing framing, CancellationToken cancellationToken)
    {
        Performance[] performances = await Task.WhenAll(implementations.Select(i => _player.PlayAsync(script, i, framing, cancellationToken))).ConfigureAwait(false);
        return Judge.Compare(script, framing, performances);
    }
}
