using System.Text.Json;
using System.Threading.Channels;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Background;

/// <summary>Counts what it sees and reports the counts regularly; sends mail from a queue.</summary>
internal sealed class Feed : IxtProcessModule
{
    private Dictionary<string, int> _counts = [];
    private int _reports;
    private int _failedJobs;
    private int _maxJobs;
    private Channel<string> _jobs = null!;
    private BackgroundTask _reporter = null!;
    private Task _mailer = Task.CompletedTask;

    public Feed()
    {
        Map("feed.seen", Seen);
        Map("feed.mail", Mail);
        Map("feed.status", Status);
    }

    #region start
    protected override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        _maxJobs = config.GetInt32("max_jobs", 100);
        _jobs = Channel.CreateBounded<string>(_maxJobs);
        _reporter = Every(TimeSpan.FromMilliseconds(config.GetInt32("interval_ms", 1000)), ReportRegularlyAsync);
        _mailer = WorkOffAsync(); // not awaited: both go on beside the handlers, taking turns with them
        return default;
    }
    #endregion

    #region lock
    private ModuleResult Seen(HandleMessage message)
    {
        string name = message.GetPayloadText();
        if (name.Length == 0)
        {
            return Error("INVALID_INPUT", "The payload names what was seen.");
        }

        _counts[name] = _counts.GetValueOrDefault(name) + 1; // no lock: loops and handlers never run in parallel
        return Success();
    }
    #endregion

    #region enqueue
    private ModuleResult Mail(HandleMessage message)
    {
        string address = message.GetPayloadText();
        if (address.Length == 0)
        {
            return Error("INVALID_INPUT", "The payload is an address.");
        }

        return _jobs.Writer.TryWrite(address) ? Success() : Error("QUEUE_FULL", $"{_maxJobs} mails wait already.");
    }
    #endregion

    private ModuleResult Status(HandleMessage message) => Success(
        ("reports", _reports),
        ("failed_jobs", _failedJobs),
        ("queued", _jobs.Reader.Count),
        ("running", _reporter.IsRunning && !_mailer.IsCompleted));

    #region periodic
    // At the shutdown no further tick comes, and one that is at work is awaited.
    private async Task ReportRegularlyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReportAsync();
        }
        catch (Exception e) // else its stack goes to stderr; the next tick comes all the same
        {
            LogError($"no report: {e.Message}");
        }
    }
    #endregion

    #region report
    private async Task ReportAsync()
    {
        if (_counts.Count == 0)
        {
            return;
        }

        Dictionary<string, int> counts = _counts;
        _counts = []; // before the await: what is seen meanwhile belongs to the next report
        _reports++;
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(counts, CountsJson.Default.DictionaryStringInt32);
        SendResponse answer = await SendMessageAsync("feed.report", json);
        if (answer.Error is { } error)
        {
            foreach ((string name, int count) in counts)
            {
                _counts[name] = _counts.GetValueOrDefault(name) + count; // for the next time
            }

            throw new InvalidOperationException(error.Code);
        }
    }
    #endregion

    #region worker
    private async Task WorkOffAsync()
    {
        await foreach (string address in _jobs.Reader.ReadAllAsync())
        {
            try
            {
                await SendMailAsync(address);
            }
            catch (Exception e)
            {
                _failedJobs++;
                LogError($"no mail to {address}: {e.Message}");
            }
        }
    }
    #endregion

    private async Task SendMailAsync(string address)
    {
        if (!address.Contains('@'))
        {
            throw new FormatException("not an address");
        }

        await SendMessageAsync("mail.send", address);
    }

    #region stop
    protected override async ValueTask OnShutdownAsync(CancellationToken cancellationToken)
    {
        _jobs.Writer.Complete(); // the mails that still wait are sent
        await _mailer;
        await ReportAsync();
        Log($"stopped after {_reports} reports");
    }
    #endregion
}
