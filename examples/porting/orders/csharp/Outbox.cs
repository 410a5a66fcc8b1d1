using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Orders;

/// <summary>Mails that still have to be sent. One at a time delivers.</summary>
internal sealed class Outbox(KeyValueStore kv, StructuredLog log, SendMessage send)
{
    private List<OutboxEntry> _entries = [];

    public int Count => _entries.Count;

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        KvEntry saved = await kv.GetAsync("outbox", cancellationToken);
        if (saved.Found)
        {
            _entries = JsonSerializer.Deserialize(saved.Value.Span, OrdersJson.Default.ListOutboxEntry)!;
            await kv.DeleteAsync("outbox", cancellationToken);
        }
    }

    public void Add(Order order, string text) => _entries.Add(new OutboxEntry { Order = order.Id, To = order.Customer, Text = text });

    #region deliver
    public async Task DeliverAsync()
    {
        foreach (OutboxEntry entry in _entries.ToArray()) // a copy: mails are added while this awaits
        {
            SendResponse answer = await send("mail.send", JsonSerializer.SerializeToUtf8Bytes(entry, OrdersJson.Default.OutboxEntry));
            if (answer.Error is { } error)
            {
                await ComplainAsync(entry, error.Code);
                continue;
            }

            _entries.Remove(entry);
            await log.LogAsync(LogLevel.Info, "mail sent", ("order", entry.Order));
        }
    }
    #endregion

    public async Task SaveAsync()
    {
        if (_entries.Count > 0)
        {
            await kv.SetAsync("outbox", JsonSerializer.SerializeToUtf8Bytes(_entries, OrdersJson.Default.ListOutboxEntry));
        }
    }

    private async Task ComplainAsync(OutboxEntry entry, string code)
    {
        bool first = !entry.Tried; // once, not with every try
        entry.Tried = true;
        if (first)
        {
            await log.LogAsync(LogLevel.Warn, "mail not sent", ("order", entry.Order), ("code", code));
        }
    }
}
