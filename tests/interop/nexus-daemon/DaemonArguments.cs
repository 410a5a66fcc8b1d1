using System.Globalization;
using Ixt.Nexus;

namespace NexusInterop;

/// <summary>The command line: <c>SOCKET|- [--instance NAME] [--auth SECRET] [--auth-timeout-ms N] [--deny-connect] [--deny-call METHOD] [--late-ms N]</c>.</summary>
internal sealed record DaemonArguments(NexusDaemonOptions Options, TimeSpan? Late)
{
    internal static DaemonArguments Parse(string[] arguments)
    {
        Queue<string> left = new(arguments);
        string socket = Next(left, "the path of the socket, or -");
        NexusDaemonOptions options = new() { AppId = "interop", Address = socket == "-" ? null : NodeIpcAddress.Path(socket) };
        TimeSpan? late = null;
        while (left.TryDequeue(out string? name))
        {
            switch (name)
            {
                case "--instance":
                    options = options with { Instance = Next(left, name) };
                    break;
                case "--auth":
                    options = options with { AuthToken = Next(left, name) };
                    break;
                case "--auth-timeout-ms":
                    options = options with { AuthTimeout = Milliseconds(left, name) };
                    break;
                case "--deny-connect":
                    options = options with { Policy = (options.Policy ?? new()) with { CanConnect = static (_, _) => new(false) } };
                    break;
                case "--deny-call":
                    string method = Next(left, name);
                    options = options with { Policy = (options.Policy ?? new()) with { CanCall = (call, _) => new(!call.Path.Span.Contains(method)) } };
                    break;
                case "--late-ms":
                    late = Milliseconds(left, name);
                    break;
                default:
                    throw new FormatException($"unknown argument {name}");
            }
        }

        return new DaemonArguments(options, late);
    }

    private static string Next(Queue<string> left, string what) => left.TryDequeue(out string? value) ? value : throw new FormatException($"{what}: a value is missing");

    private static TimeSpan Milliseconds(Queue<string> left, string what) =>
        int.TryParse(Next(left, what), NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new FormatException($"{what}: a whole number of milliseconds is needed");
}
