using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.FromNode;

/// <summary>Takes readings of sensors, in binary; keeps averages; reports alarms regularly.</summary>
internal sealed class Sensors : IxtProcessModule
{
    private Station _station = null!;
    private List<Alarm> _alarms = [];
    private PeriodicTimer _timer = null!;
    private Task _reporting = Task.CompletedTask;

    public Sensors()
    {
        Map("sensors.take", message => Take(message.Payload.Span));
        Map("sensors.averages", _ => Success(("averages", Pack())));
        Map("sensors.names", NamesAsync);
    }

    #region interval
    protected override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        _station = new Station(config.GetDouble("limit", 100), config.GetInt32("window", 10));
        _station.Alarm += (sensor, value) => _alarms.Add(new Alarm(sensor, value));
        _timer = new PeriodicTimer(TimeSpan.FromMilliseconds(config.GetInt32("interval_ms", 1000)), Time);
        _reporting = ReportRegularlyAsync();
        return default;
    }

    protected override async ValueTask OnShutdownAsync(CancellationToken cancellationToken)
    {
        _timer.Dispose();
        await _reporting;
        await ReportAsync();
    }

    private async Task ReportRegularlyAsync()
    {
        while (await _timer.WaitForNextTickAsync()) // unlike setInterval it waits for the report before it
        {
            try
            {
                await ReportAsync();
            }
            catch (Exception e)
            {
                LogError($"no report: {e.Message}");
            }
        }
    }
    #endregion

    #region buffer-read
    private ModuleResult Take(ReadOnlySpan<byte> payload)
    {
        if (payload.Length != 10)
        {
            return Error("INVALID_INPUT", "A reading has 10 bytes.", ("bytes", payload.Length));
        }

        int sensor = BinaryPrimitives.ReadUInt16LittleEndian(payload);
        double value = BinaryPrimitives.ReadDoubleLittleEndian(payload[2..]);
        return double.IsFinite(value)
            ? Success(("sensor", sensor), ("average", _station.Take(sensor, value)))
            : Error("INVALID_INPUT", "The value is not a number.");
    }
    #endregion

    #region buffer-write
    private byte[] Pack()
    {
        byte[] buffer = new byte[_station.Averages.Count * 10];
        Span<byte> rest = buffer;
        foreach ((int sensor, Average average) in _station.Averages)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(rest, (ushort)sensor);
            BinaryPrimitives.WriteDoubleLittleEndian(rest[2..], average.Value);
            rest = rest[10..];
        }

        return buffer;
    }
    #endregion

    #region promises
    private async ValueTask<ModuleResult> NamesAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken)
    {
        NamesRequest? request;
        try
        {
            request = JsonSerializer.Deserialize(message.Payload.Span, SensorsJson.Default.NamesRequest);
        }
        catch (JsonException)
        {
            return Error("INVALID_INPUT", "The payload is not JSON.");
        }

        if (request?.Sensors is null)
        {
            return Error("INVALID_INPUT", "Wanted: sensors.");
        }

        string language = request.Language ?? "en";
        SendResponse[] answers = await Task.WhenAll(
            request.Sensors.Select(sensor => SendMessageAsync("names.get", $"{language}/{sensor}", cancellationToken: cancellationToken)));
        return Success(("names", new JsonArray([.. answers.Select(answer => (JsonNode?)answer.Data?.GetProperty("name").GetString())])));
    }
    #endregion

    private async Task ReportAsync()
    {
        if (_alarms.Count == 0)
        {
            return;
        }

        AlarmReport report = new(_alarms);
        _alarms = [];
        SendResponse answer = await SendMessageAsync("alarms.raise", JsonSerializer.SerializeToUtf8Bytes(report, SensorsJson.Default.AlarmReport));
        if (answer.Error is { } error)
        {
            throw new InvalidOperationException(error.Code);
        }
    }
}
