using System.Text.Json.Nodes;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Alerts;

/// <summary>Alerts that go to other modules: replies, priorities, times to live, targets that fail, several at once.</summary>
internal sealed partial class AlertService : IxtProcessModule
{
    private static readonly string[] s_everywhere = ["mail.send", "sms.send", "chat.send"];

    public AlertService() => Execution = ExecutionMode.Sequential;

    #region reply
    [Topic("alerts.mail")]
    private async Task<ModuleResult> Mail(HandleMessage message, CancellationToken cancellationToken)
    {
        SendResponse reply = await SendMessageAsync("mail.send", message.Payload, cancellationToken: cancellationToken);
        return reply is { Success: true, Data: { } data }
            ? Success(("mail_id", data.GetProperty("id")))
            : Error("NOT_SENT", reply.Error!.Message, ("cause", reply.Error.Code));
    }
    #endregion

    #region fallback
    [Topic("alerts.page")]
    private async Task<ModuleResult> Page(HandleMessage message, CancellationToken cancellationToken)
    {
        SendResponse reply = await SendMessageAsync(
            "pager.page", message.Payload, Priority.Critical, ttl: TimeSpan.FromSeconds(5), cancellationToken);
        if (reply.Error is null)
        {
            return Success(("by", "pager"));
        }

        if (reply.Error.Code != ErrorCodes.ModuleUnavailable)
        {
            return reply.Error.Details is { } details
                ? Error("NOT_PAGED", reply.Error.Message, details)
                : Error("NOT_PAGED", reply.Error.Message);
        }

        // No such module runs: the next best way.
        reply = await SendMessageAsync("sms.send", message.Payload, Priority.High, cancellationToken: cancellationToken);
        return Success(("by", reply.Success ? "sms" : "nobody"));
    }
    #endregion

    #region json
    [Topic("alerts.raise")]
    private async Task<ModuleResult> Notify(HandleMessage message, CancellationToken cancellationToken)
    {
        Alert alert = message.GetPayload(AlertsJson.Default.Alert);
        bool severe = alert.Severity >= 3;
        Notification notification = new(alert.Title, severe ? ["mail", "sms"] : ["mail"]);
        SendResponse reply = await SendMessageAsync(
            "notifications.send",
            notification,
            AlertsJson.Default.Notification,
            severe ? Priority.Critical : Priority.Normal,
            severe ? null : TimeSpan.FromMinutes(1),
            cancellationToken);
        return Success(("sent", reply.Success), ("receipt", reply.Data ?? default)); // default: null
    }
    #endregion

    #region fan-out
    [Topic("alerts.broadcast")]
    private async Task<ModuleResult> Broadcast(HandleMessage message, CancellationToken cancellationToken)
    {
        // The loop would do, and wait three times. Here all three are on their way before the first answer.
        SendResponse[] replies = await Task.WhenAll(
            s_everywhere.Select(topic => SendMessageAsync(topic, message.Payload, cancellationToken: cancellationToken)));
        Broadcast broadcast = new([.. s_everywhere.Zip(replies, (topic, reply) => new Delivery(topic, reply.Error?.Code))]);
        return Success(broadcast, AlertsJson.Default.Broadcast);
    }
    #endregion
}
