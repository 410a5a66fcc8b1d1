namespace Ixt.Nexus.Typed.Tests;

public interface INamed
{
    Task<string> WhoAsync();
}
