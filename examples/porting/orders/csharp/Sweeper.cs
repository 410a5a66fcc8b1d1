using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Orders;

/// <summary>What goes on beside the messages: mails, and the end of reservations that nobody paid.</summary>
internal sealed class Sweeper : IAsyncDisposable
{
    private readonly OrderStore _store;
    private readonly Outbox _outbox;
    private readonly StructuredLog _log;
    private readonly SendMessage _send;
    private readonly Action<string> _logError;
    private readonly PeriodicTimer _timer;
    private readonly Task _sweeping;

    public Sweeper(OrderStore store, Outbox outbox, StructuredLog log, SendMessage send, Action<string> logError, PeriodicTimer timer)
    {
        (_store, _outbox, _log, _send, _logError, _timer) = (store, outbox, log, send, logError, timer);
        _sweeping = SweepAsync();
    }

    public bool IsAlive => !_sweeping.IsCompleted;

    #region sweeper
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose(); // ends the loop, after the round in which it is
        await _sweeping;
    }

    private async Task SweepAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            try
            {
                foreach (Order order in _store.Overdue())
                {
                    await ExpireAsync(order);
                }

                await _outbox.DeliverAsync();
            }
            catch (Exception e) // the next round may do better
            {
                _logError($"sweep failed: {e.Message}");
            }
        }
    }
    #endregion

    #region expire
    private async Task ExpireAsync(Order order)
    {
        if (!OrderStore.Claim(order, OrderStatus.Reserved, OrderStatus.Expired))
        {
            return; // paid or cancelled a moment ago
        }

        await _send("stock.release", JsonSerializer.SerializeToUtf8Bytes(new ReleaseRequest(order.Id), OrdersJson.Default.ReleaseRequest));
        await _store.SaveAsync(order);
        await _log.LogAsync(LogLevel.Info, "reservation expired", ("order", order.Id));
    }
    #endregion
}
