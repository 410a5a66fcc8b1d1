using Microsoft.Extensions.Logging;

namespace Ixt.Sdk;

/// <summary>Makes loggers that write either to the runtime's structured log or to stderr, for code that wants an <see cref="ILogger"/>.</summary>
/// <remarks>
/// Got from <see cref="IxtProcessModule.CreateStructuredLoggerProvider"/> and <see cref="IxtProcessModule.CreateStderrLoggerProvider"/>; add it to a
/// <c>LoggerFactory</c>, or ask it for a logger directly. Nothing to dispose of.
/// </remarks>
public sealed class ModuleLoggerProvider : ILoggerProvider
{
    private readonly Func<string, ILogger> _create;

    internal ModuleLoggerProvider(Func<string, ILogger> create)
    {
        _create = create;
    }

    /// <summary>Makes a logger.</summary>
    /// <param name="categoryName">Who logs; a field of the structured entry, the beginning of the line on stderr.</param>
    public ILogger CreateLogger(string categoryName)
    {
        ArgumentNullException.ThrowIfNull(categoryName);
        return _create(categoryName);
    }

    /// <summary>Does nothing: the module owns what is written to.</summary>
    public void Dispose()
    {
    }
}
