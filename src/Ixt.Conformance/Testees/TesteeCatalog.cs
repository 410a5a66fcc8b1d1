using System.Text.RegularExpressions;
using Ixt.Conformance.Cases;
using Ixt.NodeHost;

namespace Ixt.Conformance.Testees;

/// <summary>Finds the implementations: the C# SDK, the JavaScript reference in Jint and under Node, the Python reference, and whatever the user names.</summary>
internal sealed partial class TesteeCatalog(SpecDirectory spec)
{
    /// <summary>The variable by which the conformance modules in JavaScript and Python find the SDK file to load.</summary>
    public const string SdkVariable = "IXT_CONFORMANCE_SDK";

    private static readonly IReadOnlyDictionary<string, string> _none = new Dictionary<string, string>();

    /// <summary>The names of the built-in ones.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = ["csharp", "js-jint", "node", "python"];

    private string JavaScriptModule => Path.Combine(spec.Home, "testees", "js", "conformance.js");

    private string PythonModule => Path.Combine(spec.Home, "testees", "python", "conformance.py");

    /// <summary>The implementations that the request means, in the order of their columns.</summary>
    /// <param name="request">What the user wants.</param>
    /// <param name="announce">Tells a person what to start, for <c>--attach</c>.</param>
    /// <exception cref="FormatException">A command cannot be read, or a name is unknown or taken.</exception>
    public async Task<IReadOnlyList<TesteeCandidate>> FindAsync(TesteeRequest request, Action<string> announce)
    {
        List<TesteeCandidate> custom = [.. Commands(request.Commands)];
        if (request.Attach)
        {
            AttachedTestee attached = new(announce);
            custom.Add(new TesteeCandidate(attached.Name, attached, null, Asked: true));
        }

        HashSet<string> known = [.. BuiltIn, .. custom.Select(c => c.Name)];
        if (request.Names.FirstOrDefault(n => !known.Contains(n)) is { } unknown)
        {
            throw new FormatException($"There is no testee {unknown}. Known are {string.Join(", ", known)}; --command adds others.");
        }

        // Who brings a module of his own wants to see that one; --testee brings the others back.
        IEnumerable<string> wanted = request.Names.Count > 0 ? request.Names : custom.Count > 0 ? [] : BuiltIn;
        List<TesteeCandidate> found = [];
        foreach (string name in wanted.Where(BuiltIn.Contains).Distinct(StringComparer.Ordinal))
        {
            TesteeCandidate candidate = name switch
            {
                "csharp" => CSharp(),
                "node" => await NodeAsync(request.JsFile).ConfigureAwait(false),
                "python" => await PythonAsync(request.PyFile).ConfigureAwait(false),
                _ => Jint(request.JsFile),
            };
            found.Add(candidate with { Asked = request.Names.Contains(name) });
        }

        return [.. found, .. custom];
    }

    private static IEnumerable<TesteeCandidate> Commands(IReadOnlyList<string> commands)
    {
        HashSet<string> names = new(BuiltIn, StringComparer.Ordinal);
        for (int i = 0; i < commands.Count; i++)
        {
            Match named = Named().Match(commands[i]);
            string name = named.Success ? named.Groups["name"].Value : i == 0 ? "custom" : $"custom-{i + 1}";
            IReadOnlyList<string> words = CommandLine.Split(named.Success ? named.Groups["command"].Value : commands[i]);
            if (words.Count == 0)
            {
                throw new FormatException("--command is empty.");
            }

            if (!names.Add(name))
            {
                throw new FormatException($"--command: the name {name} is taken.");
            }

            yield return new TesteeCandidate(name, new CommandTestee(name, $"--command {CommandLine.Quote(commands[i])}", words, _none), null, Asked: true);
        }
    }

    private static TesteeCandidate CSharp()
    {
        // artifacts/bin/<this program>/<configuration>/ beside artifacts/bin/Ixt.Testee/<configuration>/
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        string library = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Ixt.Testee", configuration, "Ixt.Testee.dll"));
        if (!File.Exists(library))
        {
            return Absent("csharp", $"{library} is not built (dotnet build testees/csharp)");
        }

        // Built by this project where there is a C compiler: the same module without the runtime's start-up.
        FileInfo native = new(Path.Combine(AppContext.BaseDirectory, "..", "..", "Ixt.Testee", configuration + "-native", "Ixt.Testee"));
        if (native.Exists && native.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(library))
        {
            return new TesteeCandidate("csharp", new CommandTestee("csharp", "--testee csharp", [native.FullName], _none), null, Asked: false);
        }

        if (Executables.Dotnet() is not { } dotnet)
        {
            return Absent("csharp", "there is no dotnet on PATH");
        }

        // The program's own executable starts a few milliseconds faster than "dotnet exec"; it has to be told where .NET is.
        string program = Path.ChangeExtension(library, null);
        IReadOnlyList<string> command = File.Exists(program) ? [program] : [dotnet, "exec", library];
        Dictionary<string, string> environment = new(StringComparer.Ordinal) { ["DOTNET_ROOT"] = Executables.DotnetRoot(dotnet), ["DOTNET_TieredPGO"] = "0" };
        return new TesteeCandidate("csharp", new CommandTestee("csharp", "--testee csharp", command, environment), null, Asked: false);
    }

    private TesteeCandidate Jint(string? sdk)
    {
        if (!File.Exists(JavaScriptModule))
        {
            return Absent("js-jint", $"{JavaScriptModule} is missing");
        }

        List<string> roots = [spec.Home];
        if (sdk is not null)
        {
            roots.Add(Path.GetDirectoryName(sdk)!);
        }

        NodeProgram program = new() { EntryFile = JavaScriptModule, Roots = roots };
        return new TesteeCandidate("js-jint", new JintTestee("js-jint", Select("js-jint", "--js", sdk), program, SdkEnvironment(sdk)), null, Asked: false);
    }

    private async Task<TesteeCandidate> NodeAsync(string? sdk)
    {
        if (!File.Exists(JavaScriptModule))
        {
            return Absent("node", $"{JavaScriptModule} is missing");
        }

        if (Executables.Find("node") is not { } node)
        {
            return Absent("node", "there is no node on PATH (Node.js 14 or later)");
        }

        return await NodeVersion.RefuseAsync(node).ConfigureAwait(false) is { } refused
            ? Absent("node", refused)
            : new TesteeCandidate("node", new CommandTestee("node", Select("node", "--js", sdk), [node, JavaScriptModule], SdkEnvironment(sdk)), null, Asked: false);
    }

    private async Task<TesteeCandidate> PythonAsync(string? sdk)
    {
        if (!File.Exists(PythonModule))
        {
            return Absent("python", $"{PythonModule} is missing");
        }

        PythonSearch search = await PythonSearch.RunAsync().ConfigureAwait(false);
        if (search.Interpreter is not { } python)
        {
            return Absent("python", search.Refusal!);
        }

        // The reference needs neither site-packages nor the user's settings, and they can cost more than all else at its start. Another SDK may need them.
        IReadOnlyList<string> command = sdk is null ? [python, "-I", "-S", PythonModule] : [python, PythonModule];
        return new TesteeCandidate("python", new CommandTestee("python", Select("python", "--py", sdk), command, SdkEnvironment(sdk)), null, Asked: false);
    }

    private static string Select(string name, string option, string? sdk) => sdk is null ? $"--testee {name}" : $"--testee {name} {option} {CommandLine.Quote(sdk)}";

    private static IReadOnlyDictionary<string, string> SdkEnvironment(string? sdk) =>
        sdk is null ? _none : new Dictionary<string, string> { [SdkVariable] = sdk };

    private static TesteeCandidate Absent(string name, string reason) => new(name, null, reason, Asked: false);

    [GeneratedRegex("^(?<name>[a-z][a-z0-9-]*)=(?<command>.+)$", RegexOptions.Singleline)]
    private static partial Regex Named();
}
