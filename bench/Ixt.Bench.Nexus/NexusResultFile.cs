using System.Text.Json;
using Ixt.Bench.Ipc;

namespace Ixt.Bench.Nexus;

/// <summary>The results for programs: every pass of every row and contestant, and the medians.</summary>
internal static class NexusResultFile
{
    internal static void Write(string path, NexusPlan plan, IReadOnlyList<NexusResult> results)
    {
        using FileStream file = File.Create(path);
        using Utf8JsonWriter json = new(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("cores", Environment.ProcessorCount);
        json.WriteString("dotnet", Environment.Version.ToString());
        json.WriteNumber("passes", plan.Passes);
        json.WriteNumber("windowMs", plan.Window.TotalMilliseconds);
        json.WriteStartArray("rows");
        foreach (NexusResult result in results)
        {
            Write(json, result);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, NexusResult result)
    {
        json.WriteStartObject();
        json.WriteString("operation", result.Row.Size == 0 ? "add" : "echo");
        json.WriteNumber("bytes", result.Row.Size);
        json.WriteNumber("inFlight", result.Row.InFlight);
        json.WriteNumber("nodeOverSharp", Rounded(Statistics.Median(result.Ratios(Contestants.NodeNode, Contestants.SharpSharp))));
        json.WriteStartObject("contestants");
        foreach (string name in result.Names)
        {
            json.WriteStartObject(name);
            Write(json, result, name, "micros", f => f.Micros);
            Write(json, result, name, "cpuMicros", f => f.Cpu);
            Write(json, result, name, "clientBytes", f => f.ClientBytes);
            Write(json, result, name, "daemonBytes", f => f.DaemonBytes);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, NexusResult result, string name, string figure, Func<Figures, double> value)
    {
        json.WriteStartObject(figure);
        json.WriteNumber("median", Rounded(result.Median(name, value)));
        json.WriteStartArray("passes");
        foreach (Figures pass in result.Passes(name))
        {
            json.WriteNumberValue(Rounded(value(pass)));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static double Rounded(double value) => Math.Round(value, 3);
}
