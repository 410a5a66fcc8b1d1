namespace Ixt.Bench.Ipc;

/// <summary>Where the run is: one line that renews itself on a terminal, a line each elsewhere.</summary>
internal static class Progress
{
    private const string ClearLine = "\r\e[K";

    internal static void Report(string text)
    {
        if (Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(text);
        }
        else
        {
            Console.Error.Write(ClearLine + text);
        }
    }

    internal static void Clear()
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write(ClearLine);
        }
    }
}
