#!/usr/bin/env python3
"""Quotes a price from two other modules, and reports how well they are doing."""
import time

from ixt_process_module import IxtError, IxtProcessModule


class Quotes(IxtProcessModule):
    # region state
    def on_init(self, config):
        self.started = time.monotonic()
        self.max_failures = config.get("max_failures", 2)
        self.counters = {"handled": 0, "refused": 0}
        self.failures_in_a_row = {"pricing.get": 0, "shipping.get": 0}
    # endregion

    def on_handle(self, message, context):
        if message["topic"] != "quotes.make":
            return self.error("UNKNOWN_TOPIC", f"Unknown topic: {message['topic']}")
        item = self.decode_payload(message["payload"]).decode()
        if not item:
            self.counters["refused"] += 1
            return self.error("INVALID_INPUT", "The payload names the item.")

        self.counters["handled"] += 1
        price = self.ask("pricing.get", item)
        shipping = self.ask("shipping.get", item)
        if price is None:
            return self.error("NO_PRICE", f"There is no price for {item} at the moment.")
        return self.success({"item": item, "price": price, "shipping": shipping})

    # region count
    def ask(self, topic, item):
        answer = self.send_message(topic, item)
        if answer["success"]:
            self.failures_in_a_row[topic] = 0
            return answer["data"].get("amount")
        self.failures_in_a_row[topic] += 1
        return None
    # endregion

    # region report
    def on_health_check(self):
        pricing = self.is_up("pricing.get")
        return {
            "healthy": pricing,  # without shipping a quote is still of use
            "reason": None if pricing else "pricing.get does not answer",
            "uptime_seconds": round(time.monotonic() - self.started, 3),
            "requests": self.counters,
            "dependencies": {
                topic: {"up": self.is_up(topic), "failures_in_a_row": failures}
                for topic, failures in self.failures_in_a_row.items()
            },
            "kv": self.probe_kv(),
        }
    # endregion

    def is_up(self, topic):
        return self.failures_in_a_row[topic] < self.max_failures

    # region probe
    def probe_kv(self):
        try:
            self.kv_exists("health-probe")
            return "up"
        except IxtError as error:
            return f"down: {error.code}"
    # endregion


if __name__ == "__main__":
    Quotes().run()
