using System.Text.Json.Serialization;
using Ixt.Sdk;

namespace Polling;

internal sealed record Settings(
    string Name,
    int BatchSize,
    double SampleRatio,
    bool DryRun,
    [property: JsonIgnore] TimeSpan Interval,
    int Attempts,
    [property: JsonIgnore] TimeSpan Delay,
    Database Database)
{
    public double IntervalMs => Interval.TotalMilliseconds;

    public double DelayMs => Delay.TotalMilliseconds;

    internal static Settings Read(ModuleConfig config)
    {
        #region defaults
        string name = config.GetString("name", "poller");
        int batchSize = config.GetInt32("batch_size", 50);
        double sampleRatio = config.GetDouble("sample_ratio", 1);
        bool dryRun = config.GetBoolean("dry_run", false);
        TimeSpan interval = config.GetTimeSpan("interval", TimeSpan.FromSeconds(30));
        #endregion

        #region sections
        ModuleConfig retry = config.GetSection("retry");
        int attempts = retry.GetInt32("attempts", 3);
        TimeSpan delay = retry.GetTimeSpan("delay", TimeSpan.FromMilliseconds(250));

        Database database = config.GetRequiredSection("database").Bind(PollingJson.Default.Database);
        #endregion
        return new Settings(name, batchSize, sampleRatio, dryRun, interval, attempts, delay, database);
    }
}
