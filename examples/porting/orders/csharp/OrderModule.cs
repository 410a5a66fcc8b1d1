using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Orders;

/// <summary>Takes orders: reserves stock, charges payments, sends mails; survives restarts.</summary>
internal sealed class OrderModule : IxtProcessModule
{
    private Settings _settings = null!;
    private OrderStore _store = null!;
    private Outbox _outbox = null!;
    private Sweeper _sweeper = null!;

    // As Python: the handlers rely on not being interrupted by one another. The sweeper does take turns with them.
    public OrderModule() => Execution = ExecutionMode.Sequential;

    #region init
    protected override async ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
    {
        _settings = config.Bind(OrdersJson.Default.Settings);
        _store = new OrderStore(Kv, Time, TimeSpan.FromMilliseconds(_settings.HoldMs));
        await _store.LoadAsync(cancellationToken);
        _outbox = new Outbox(Kv, Logging, SendAsync);
        await _outbox.LoadAsync(cancellationToken);
        PeriodicTimer timer = new(TimeSpan.FromMilliseconds(_settings.SweepMs), Time);
        _sweeper = new Sweeper(_store, _outbox, Logging, SendAsync, LogError, timer);
        Log($"{_store.Count} orders, {_outbox.Count} mails to send");
    }
    #endregion

    #region handle
    protected override async ValueTask<ModuleResult> OnHandleAsync(HandleMessage message, MessageContext context, CancellationToken cancellationToken)
    {
        try
        {
            return message.Topic switch
            {
                "orders.place" => await PlaceAsync(message.Payload, context),
                "orders.pay" => await PayAsync(message.Payload),
                "orders.cancel" => await CancelAsync(message.GetPayloadText()),
                "orders.get" => Answer(_store.Get(message.GetPayloadText())),
                "orders.list" => List(message.GetPayloadText()),
                _ => Error("UNKNOWN_TOPIC", $"Unknown topic: {message.Topic}"),
            };
        }
        catch (OrderException e)
        {
            await Logging.LogAsync(LogLevel.Warn, "refused", ("topic", message.Topic), ("code", e.Code));
            return Error(e.Code, e.Message, e.Details);
        }
    }
    #endregion

    #region place
    private async Task<ModuleResult> PlaceAsync(ReadOnlyMemory<byte> payload, MessageContext context)
    {
        PlaceRequest request = ReadOrder(payload);
        if (_store.WithKey(request.Key) is { } repeated)
        {
            bool same = repeated.Customer == request.Customer
                && repeated.Lines.Select(line => new OrderItem(line.Sku, line.Quantity)).SequenceEqual(request.Items);
            return same
                ? Success(new PlaceAnswer(repeated, Repeated: true), OrdersJson.Default.PlaceAnswer)
                : throw new OrderException(
                    "KEY_REUSED", $"The key {request.Key} belongs to another order.", new JsonObject { ["order"] = repeated.Id });
        }

        Validate(request);
        Order order = new()
        {
            Id = _store.NextId(),
            Customer = request.Customer,
            Lines = [.. request.Items.Select(item => new OrderLine(item.Sku, item.Quantity, _settings.Catalog[item.Sku]))],
            Created = context.GetSentAt().ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), // isoformat()
            Key = request.Key,
        };
        await ReserveAsync(order, request.Items);
        ModuleResult answer = Success(new PlaceAnswer(order, Repeated: false), OrdersJson.Default.PlaceAnswer); // written now, before the sweeper sees it
        await _store.AddAsync(order, request.HoldMs is { } hold ? TimeSpan.FromMilliseconds(hold) : null);
        await Logging.LogAsync(LogLevel.Info, "order placed", ("order", order.Id), ("total", order.Total));
        return answer;
    }
    #endregion

    #region read
    private static PlaceRequest ReadOrder(ReadOnlyMemory<byte> payload)
    {
        const string Wanted = "Wanted: customer and items, each with sku and quantity.";
        PlaceRequest data = Read(payload, OrdersJson.Default.PlaceRequest, Wanted);
        if (data.Items.Any(item => item is null)) // the one null that "RespectNullableAnnotations" lets through
        {
            throw new OrderException("INVALID_JSON", Wanted);
        }

        return data with
        {
            Customer = data.Customer.Trim(),
            Items = [.. data.Items.Select(item => item with { Sku = item.Sku.ToUpperInvariant() })],
        };
    }
    #endregion

    private static T Read<T>(ReadOnlyMemory<byte> payload, JsonTypeInfo<T> contract, string wanted)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(payload.Span, contract) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new OrderException("INVALID_JSON", wanted);
        }
    }

    #region validate
    private void Validate(PlaceRequest request)
    {
        List<string> problems = [];
        if (request.Customer.Length == 0)
        {
            problems.Add("customer: is empty");
        }

        if (request.Items.Count == 0)
        {
            problems.Add("items: there are none");
        }

        foreach ((int i, OrderItem item) in request.Items.Index())
        {
            if (!_settings.Catalog.ContainsKey(item.Sku))
            {
                problems.Add($"items[{i}].sku: unknown: {item.Sku}");
            }

            if (item.Quantity < 1 || item.Quantity > _settings.MaxQuantity)
            {
                problems.Add($"items[{i}].quantity: 1 to {_settings.MaxQuantity}");
            }
        }

        if (problems.Count > 0)
        {
            throw new OrderException("INVALID_ORDER", $"{problems.Count} problems", new JsonObject
            {
                ["problems"] = new JsonArray([.. problems.Select(problem => (JsonNode)problem)]),
            });
        }
    }
    #endregion

    private async Task ReserveAsync(Order order, IReadOnlyList<OrderItem> items)
    {
        ReserveRequest request = new(order.Id, items);
        SendResponse answer = await SendAsync("stock.reserve", JsonSerializer.SerializeToUtf8Bytes(request, OrdersJson.Default.ReserveRequest));
        if (answer.Error is { } error)
        {
            throw new OrderException("OUT_OF_STOCK", error.Message, new JsonObject { ["reason"] = error.Code });
        }
    }

    #region pay
    private async Task<ModuleResult> PayAsync(ReadOnlyMemory<byte> payload)
    {
        PayRequest data = Read(payload, OrdersJson.Default.PayRequest, "Wanted: order and card.");
        Order order = _store.Get(data.Order);
        Claim(order, OrderStatus.Reserved, OrderStatus.Paying); // from here on it cannot expire
        ChargeRequest request = new(order.Id, data.Card, order.Total);
        SendResponse answer = await SendMessageAsync(
            "payments.charge",
            JsonSerializer.SerializeToUtf8Bytes(request, OrdersJson.Default.ChargeRequest),
            Priority.High,
            ttl: TimeSpan.FromSeconds(10)); // no token: a charge that has begun is not given up half-way
        if (answer.Error is { } error)
        {
            Claim(order, OrderStatus.Paying, OrderStatus.Reserved);
            string code = error.Code == "DECLINED" ? "PAYMENT_DECLINED" : "PAYMENT_UNAVAILABLE";
            throw new OrderException(code, error.Message, new JsonObject { ["order"] = order.Id });
        }

        order.Payment = answer.Data!.Value.TryGetProperty("payment", out JsonElement payment) ? payment.GetString() : null;
        Claim(order, OrderStatus.Paying, OrderStatus.Paid);
        await _store.SaveAsync(order);
        _outbox.Add(order, $"Your order {order.Id} is paid.");
        await Logging.LogAsync(LogLevel.Info, "order paid", ("order", order.Id), ("payment", order.Payment));
        return Answer(order);
    }
    #endregion

    private async Task<ModuleResult> CancelAsync(string id)
    {
        Order order = _store.Get(id);
        Claim(order, OrderStatus.Reserved, OrderStatus.Cancelled);
        await SendAsync("stock.release", JsonSerializer.SerializeToUtf8Bytes(new ReleaseRequest(id), OrdersJson.Default.ReleaseRequest));
        await _store.SaveAsync(order);
        await Logging.LogAsync(LogLevel.Info, "order cancelled", ("order", order.Id));
        return Answer(order);
    }

    private ModuleResult List(string customer)
    {
        List<Order> orders = [.. _store.OfCustomer(customer)];
        return Success(
            new OrderList(
                orders.Select(order => new OrderSummary(order.Id, order.Status, order.Total)),
                Paid: orders.Where(order => order.Status == OrderStatus.Paid).Sum(order => order.Total)),
            OrdersJson.Default.OrderList);
    }

    private static ModuleResult Answer(Order order) => Success(new OrderAnswer(order), OrdersJson.Default.OrderAnswer);

    private static void Claim(Order order, string expected, string status)
    {
        if (!OrderStore.Claim(order, expected, status))
        {
            throw new OrderException("CONFLICT", $"Order {order.Id} is {order.Status}.", new JsonObject { ["status"] = order.Status });
        }
    }

    private Task<SendResponse> SendAsync(string topic, byte[] payload) => SendMessageAsync(topic, payload);

    #region health
    protected override ValueTask<HealthReport> OnHealthCheckAsync(CancellationToken cancellationToken) => new(HealthReport.FromValue(
        new OrderHealth(
            Healthy: _sweeper.IsAlive && _outbox.Count <= _settings.MaxOutbox,
            Orders: _store.CountByStatus(),
            Outbox: _outbox.Count),
        OrdersJson.Default.OrderHealth));
    #endregion

    #region shutdown
    protected override async ValueTask OnShutdownAsync(CancellationToken cancellationToken)
    {
        await _sweeper.DisposeAsync();
        await _outbox.DeliverAsync();
        await _outbox.SaveAsync();
        Log($"stopped, {_outbox.Count} mails left");
    }
    #endregion
}
