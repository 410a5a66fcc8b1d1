namespace Ixt.Bench.Ipc;
internal static class HtmlPage { internal static void Write(string path, Results results) => File.WriteAllText(path, results.Machine); }
