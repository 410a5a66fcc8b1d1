using System.Text.Json;
using Ixt.Sdk;

namespace Porting.Orders;

/// <summary>All orders, in memory and in the KV store. No locks: the module's code never runs in parallel.</summary>
internal sealed class OrderStore(KeyValueStore kv, TimeProvider time, TimeSpan hold)
{
    private readonly Dictionary<string, Order> _orders = [];
    private readonly Dictionary<string, Order> _byKey = [];
    private readonly Dictionary<string, (long Since, TimeSpan For)> _held = [];
    private int _nextNumber = 1001;

    public int Count => _orders.Count;

    #region load
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        KvEntry entry = await kv.GetAsync("orders", cancellationToken);
        if (!entry.Found)
        {
            return;
        }

        OrderIndex index = JsonSerializer.Deserialize(entry.Value.Span, OrdersJson.Default.OrderIndex)!;
        _nextNumber = index.Next;
        foreach (string id in index.Ids)
        {
            KvEntry order = await kv.GetAsync($"order/{id}", cancellationToken);
            Remember(JsonSerializer.Deserialize(order.Value.Span, OrdersJson.Default.Order)!, hold);
        }
    }
    #endregion

    public string NextId() => $"o-{_nextNumber++}";

    public Order Get(string id) =>
        _orders.TryGetValue(id, out Order? order) ? order : throw new OrderException("NOT_FOUND", $"There is no order {id}.");

    public Order? WithKey(string? key) => key is null ? null : _byKey.GetValueOrDefault(key);

    public IEnumerable<Order> OfCustomer(string customer) => _orders.Values.Where(order => order.Customer == customer);

    public Dictionary<string, int> CountByStatus() => _orders.Values.CountBy(order => order.Status).ToDictionary();

    // A list, made now: the caller awaits while it walks through it, and orders come meanwhile.
    public List<Order> Overdue() => [.. _orders.Values.Where(order =>
        order.Status == OrderStatus.Reserved && time.GetElapsedTime(_held[order.Id].Since) >= _held[order.Id].For)];

    #region claim
    /// <summary>Moves an order from one status to another, unless somebody was faster.</summary>
    public static bool Claim(Order order, string expected, string status)
    {
        if (order.Status != expected)
        {
            return false;
        }

        order.Status = status; // no await since the check, so nobody came between
        return true;
    }
    #endregion

    #region save
    public async Task AddAsync(Order order, TimeSpan? holdFor)
    {
        await SaveAsync(order);
        OrderIndex index = new(_nextNumber, [.. _orders.Keys, order.Id]);
        await kv.SetAsync("orders", JsonSerializer.SerializeToUtf8Bytes(index, OrdersJson.Default.OrderIndex));
        Remember(order, holdFor ?? hold); // last: from here on it can expire
    }

    public Task SaveAsync(Order order) =>
        kv.SetAsync($"order/{order.Id}", JsonSerializer.SerializeToUtf8Bytes(order, OrdersJson.Default.Order));
    #endregion

    private void Remember(Order order, TimeSpan holdFor)
    {
        _orders[order.Id] = order;
        _held[order.Id] = (time.GetTimestamp(), holdFor);
        if (order.Key is not null)
        {
            _byKey[order.Key] = order;
        }
    }
}
