using System.Text;
using Spectre.Console;

namespace Ixt.Conformance.Commands;

/// <summary>Lets the command-line parser print its help on our console.</summary>
internal sealed class ConsoleWriter(IAnsiConsole console) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => console.Profile.Out.Writer.Write(value);

    /// <inheritdoc/>
    public override void Write(string? value) => console.Profile.Out.Writer.Write(value);
}
