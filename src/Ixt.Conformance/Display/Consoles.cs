using Spectre.Console;

namespace Ixt.Conformance.Display;

/// <summary>Makes the console that everything is printed on.</summary>
internal static class Consoles
{
    // A log is read in an editor or a web page: wide enough that no line of ours is folded.
    private const int LogWidth = 4000;

    /// <summary>The process's standard output, with colors only on a terminal.</summary>
    public static IAnsiConsole Standard() => Console.IsOutputRedirected ? On(Console.Out) : AnsiConsole.Console;

    /// <summary>A console without colors that writes to a text.</summary>
    public static IAnsiConsole On(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = LogWidth;
        return console;
    }

    /// <summary>The display for a console: bars on a terminal, lines elsewhere.</summary>
    public static IProgressDisplay Progress(IAnsiConsole console, bool attach) =>
        console.Profile.Capabilities.Interactive && !attach ? new LiveProgress(console) : new PlainProgress(console);
}
