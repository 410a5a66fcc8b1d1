using System.Text;

namespace Ixt.Sdk;

/// <summary>Lines on stderr, which the runtime captures: <c>[INFO] my-module:1.0.0/instance-001: message</c>.</summary>
internal sealed class StderrLog
{
    private readonly Lock _lock = new();
    private TextWriter? _writer;

    internal StderrLog(TextWriter? writer)
    {
        _writer = writer;
    }

    /// <summary>Names the module in each line; set once it is known.</summary>
    internal string ModuleId { get; set; } = "?";

    /// <summary>Writes one entry. The message's own line breaks are kept.</summary>
    internal void Write(string level, string message)
    {
        string line = string.Concat("[", level, "] ", string.Concat(ModuleId, ": ", message, "\n"));
        lock (_lock)
        {
            // Opened late, and not through Console.Error, whose set-up costs start-up time.
            _writer ??= new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false), bufferSize: 256) { AutoFlush = true };
            try
            {
                _writer.Write(line);
                _writer.Flush();
            }
            catch (IOException)
            {
                // Nobody reads stderr any more, and there is no other place to say so.
            }
        }
    }
}
