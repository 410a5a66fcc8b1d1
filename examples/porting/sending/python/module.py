"""Alerts that go to other modules: replies, priorities, times to live, targets that fail, several at once."""
import json

from ixt_process_module import IxtProcessModule

NORMAL, HIGH, CRITICAL = 2, 3, 4


class AlertService(IxtProcessModule):
    def on_handle(self, message, context):
        topic, payload = message["topic"], self.decode_payload(message["payload"])
        if topic == "alerts.mail":
            return self.mail(payload)
        if topic == "alerts.page":
            return self.page(payload)
        if topic == "alerts.raise":
            return self.notify(json.loads(payload))
        if topic == "alerts.broadcast":
            return self.broadcast(payload)
        return self.error("UNKNOWN_TOPIC", f"Unknown topic: {topic}")

    # region reply
    def mail(self, text):
        reply = self.send_message("mail.send", text)
        if not reply["success"]:
            return self.error("NOT_SENT", reply["error"]["message"], {"cause": reply["error"]["code"]})
        return self.success({"mail_id": reply["data"]["id"]})
    # endregion

    # region fallback
    def page(self, text):
        reply = self.send_message("pager.page", text, priority=CRITICAL, ttl_ms=5000)
        if reply["success"]:
            return self.success({"by": "pager"})
        if reply["error"]["code"] != "MODULE_UNAVAILABLE":
            return self.error("NOT_PAGED", reply["error"]["message"], reply["error"].get("details"))
        # No such module runs: the next best way.
        reply = self.send_message("sms.send", text, priority=HIGH)
        return self.success({"by": "sms" if reply["success"] else "nobody"})
    # endregion

    # region json
    def notify(self, alert):
        severe = alert["severity"] >= 3
        reply = self.send_message(
            "notifications.send",
            json.dumps({"title": alert["title"], "channels": ["mail", "sms"] if severe else ["mail"]}),
            priority=CRITICAL if severe else NORMAL,
            ttl_ms=None if severe else 60_000,
        )
        return self.success({"sent": reply["success"], "receipt": reply.get("data")})
    # endregion

    # region fan-out
    def broadcast(self, text):
        deliveries = []
        for topic in ("mail.send", "sms.send", "chat.send"):
            reply = self.send_message(topic, text)
            deliveries.append({"topic": topic, "error": None if reply["success"] else reply["error"]["code"]})
        return self.success({"deliveries": deliveries})
    # endregion


if __name__ == "__main__":
    AlertService().run()
