using System.Text.Json;
using Ixt.Wire;

namespace Ixt.Bench.Ipc;

/// <summary>The results for programs: every pass of every row and contestant, and the medians.</summary>
internal static class ResultFile
{
    internal static void Write(string path, Results results)
    {
        using FileStream file = File.Create(path);
        using Utf8JsonWriter json = new(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("machine", results.Machine);
        json.WriteString("plan", results.Plan.Name);
        json.WriteNumber("passes", results.Plan.Passes);
        json.WriteNumber("windowMs", results.Plan.Window.TotalMilliseconds);
        WriteLineup(json, results.Lineup);
        WriteTargets(json, results);
        json.WriteStartArray("rows");
        foreach (RowResult row in results.Rows)
        {
            WriteRow(json, row, results.Lineup);
        }

        json.WriteEndArray();
        WriteStarts(json, results);
        WriteGrowth(json, results.Growth);
        json.WriteEndObject();
    }

    private static void WriteLineup(Utf8JsonWriter json, Lineup lineup)
    {
        json.WriteStartObject("contestants");
        foreach (Entrant entrant in lineup.Present)
        {
            json.WriteStartObject(entrant.Entry.Key);
            json.WriteString("title", entrant.Entry.Title);
            json.WriteString("state", "present");
            json.WriteEndObject();
        }

        foreach (Absence absence in lineup.Absent)
        {
            json.WriteStartObject(absence.Entry.Key);
            json.WriteString("title", absence.Entry.Title);
            json.WriteString("state", absence.IsMissing ? "missing" : "left out");
            json.WriteString("reason", absence.Reason);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteTargets(Utf8JsonWriter json, Results results)
    {
        json.WriteStartArray("targets");
        foreach (Target target in Targets.Of(results))
        {
            json.WriteStartObject();
            json.WriteString("where", target.Where);
            json.WriteString("what", target.What);
            json.WriteString("unit", target.Unit.Trim());
            WriteOptional(json, target.IsFloor ? "atLeast" : "atMost", target.Limit);
            WriteOptional(json, "measured", target.Measured);
            if (target.IsMet is { } met)
            {
                json.WriteBoolean("met", met);
            }
            else
            {
                json.WriteNull("met");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, RowResult row, Lineup lineup)
    {
        json.WriteStartObject();
        json.WriteNumber("bytes", row.Row.Payload);
        json.WriteNumber("inFlight", row.Row.InFlight);
        json.WriteStartObject("contestants");
        foreach (string key in lineup.Present.Select(e => e.Entry.Key))
        {
            json.WriteStartObject(key);
            if (row.Has(key))
            {
                WriteFigures(json, row, key);
            }
            else
            {
                json.WriteString("leftOut", "too slow for the quick plan");
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, RowResult row, string key)
    {
        json.WriteNumber("ratio", Rounded(Statistics.Median(row.Ratios(key, Entries.Raw))));
        WriteArray(json, "ratios", row.Ratios(key, Entries.Raw));
        json.WriteNumber("micros", Rounded(row.Median(key, s => s.Typical)));
        json.WriteNumber("meanMicros", Rounded(row.Median(key, s => s.Micros)));
        WriteArray(json, "microsOfPasses", row.Passes(key).Select(s => s.Typical));
        json.WriteNumber("cpuMicros", Rounded(row.Median(key, s => s.Cpu)));
        WriteOptional(json, "allocatedBytes", row.Allocated(key));
        if (row.Latency(key) is { } latency)
        {
            WriteArray(json, "quantiles", Quantiles.Points);
            WriteArray(json, "latencyMicros", latency);
        }
    }

    private static void WriteStarts(Utf8JsonWriter json, Results results)
    {
        json.WriteStartObject("starts");
        foreach ((string key, StartResult start) in results.Starts)
        {
            json.WriteStartObject(key);
            WriteArray(json, "firstAnswerMs", start.Millis);
            WriteArray(json, "peakMbAtFirstAnswer", start.FirstPeak);
            WriteArray(json, "peakMbAfterLarge", start.LoadedPeak);
            WriteArray(json, "peakMbAfterLargeOneByOne", start.SequentialPeak);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteGrowth(Utf8JsonWriter json, GrowthResult? growth)
    {
        json.WriteStartObject("growth");
        foreach ((string name, IReadOnlyList<GrowthPoint> points) in new[] { ("messages", growth?.Messages ?? []), ("inFlight", growth?.InFlight ?? []) })
        {
            json.WriteStartArray(name);
            foreach (GrowthPoint point in points)
            {
                json.WriteStartObject();
                json.WriteNumber("amount", point.Amount);
                json.WriteNumber("micros", Rounded(point.Micros));
                json.WriteNumber("allocatedBytes", Rounded(point.Allocated));
                json.WriteNumber("peakMb", Rounded(point.Peak));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        WriteSlowFrames(json, growth?.SlowFrames ?? []);
        json.WriteEndObject();
    }

    private static void WriteSlowFrames(Utf8JsonWriter json, IReadOnlyList<SlowFrame> frames)
    {
        json.WriteStartArray("byteByByte");
        foreach (SlowFrame frame in frames)
        {
            json.WriteStartObject();
            json.WriteString("framing", frame.Framing == FrameFormat.Ndjson ? "ndjson" : "length");
            json.WriteNumber("frameBytes", frame.Length);
            json.WriteNumber("nanosPerByte", Rounded(Statistics.Median(frame.NanosPerByte)));
            WriteArray(json, "nanosOfRepetitions", frame.NanosPerByte);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(Rounded(value));
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, Rounded(number));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static double Rounded(double value) => Math.Round(value, 3);
}
