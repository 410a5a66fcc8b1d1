#!/usr/bin/env python3
"""Takes orders: reserves stock, charges payments, sends mails; survives restarts."""
import json
from datetime import datetime, timezone

from background import Outbox, Sweeper
from ixt_process_module import IxtProcessModule
from orders import Line, Order, OrderError, OrderStore


class Orders(IxtProcessModule):
    # region init
    def on_init(self, config):
        self.catalog = config["catalog"]
        self.max_quantity = config.get("max_quantity", 100)
        self.max_outbox = config.get("max_outbox", 1000)
        self.store = OrderStore(self, config.get("hold_ms", 900_000))
        self.store.load()
        self.outbox = Outbox(self)
        self.outbox.load()
        self.sweeper = Sweeper(self, self.store, self.outbox, config.get("sweep_ms", 1000) / 1000)
        self.sweeper.start()
        self.log(f"{len(self.store.orders)} orders, {len(self.outbox.entries)} mails to send")
    # endregion

    # region handle
    def on_handle(self, message, context):
        handlers = {
            "orders.place": self.place,
            "orders.pay": self.pay,
            "orders.cancel": self.cancel,
            "orders.get": self.get,
            "orders.list": self.list,
        }
        handler = handlers.get(message["topic"])
        if handler is None:
            return self.error("UNKNOWN_TOPIC", f"Unknown topic: {message['topic']}")
        try:
            return self.success(handler(self.decode_payload(message["payload"]), context))
        except OrderError as error:
            self.log_structured("warn", "refused", {"topic": message["topic"], "code": error.code})
            return self.error(error.code, str(error), error.details)
    # endregion

    # region place
    def place(self, payload, context):
        customer, items, key, hold_ms = self.read_order(payload)
        repeated = self.store.with_key(key) if key is not None else None
        if repeated is not None:
            if (repeated.customer, [(line.sku, line.quantity) for line in repeated.lines]) != (customer, items):
                raise OrderError("KEY_REUSED", f"The key {key} belongs to another order.", {"order": repeated.id})
            return {"order": repeated.to_dict(), "repeated": True}

        self.validate(customer, items)
        lines = [Line(sku, quantity, self.catalog[sku]) for sku, quantity in items]
        created = datetime.fromtimestamp(int(context["timestamp"]), timezone.utc).isoformat()
        order = Order(self.store.next_id(), customer, lines, created, key)
        self.reserve(order)
        answer = {"order": order.to_dict(), "repeated": False}  # as it is before the sweeper sees it
        self.store.add(order, hold_ms)
        self.log_structured("info", "order placed", {"order": order.id, "total": order.total})
        return answer
    # endregion

    # region read
    def read_order(self, payload):
        try:
            data = json.loads(payload)
            items = [(item["sku"].upper(), int(item["quantity"])) for item in data["items"]]
            return data["customer"].strip(), items, data.get("key"), data.get("hold_ms", self.store.hold_ms)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise OrderError("INVALID_JSON", "Wanted: customer and items, each with sku and quantity.") from None
    # endregion

    # region validate
    def validate(self, customer, items):
        problems = []
        if not customer:
            problems.append("customer: is empty")
        if not items:
            problems.append("items: there are none")
        for i, (sku, quantity) in enumerate(items):
            if sku not in self.catalog:
                problems.append(f"items[{i}].sku: unknown: {sku}")
            if not 1 <= quantity <= self.max_quantity:
                problems.append(f"items[{i}].quantity: 1 to {self.max_quantity}")
        if problems:
            raise OrderError("INVALID_ORDER", f"{len(problems)} problems", {"problems": problems})
    # endregion

    def reserve(self, order):
        items = [{"sku": line.sku, "quantity": line.quantity} for line in order.lines]
        request = {"order": order.id, "items": items}
        answer = self.send_message("stock.reserve", json.dumps(request))
        if not answer["success"]:
            raise OrderError("OUT_OF_STOCK", answer["error"]["message"], {"reason": answer["error"]["code"]})

    # region pay
    def pay(self, payload, context):
        try:
            data = json.loads(payload)
            order, card = self.store.get(data["order"]), data["card"]
        except (ValueError, KeyError, TypeError):
            raise OrderError("INVALID_JSON", "Wanted: order and card.") from None

        self.claim(order, "reserved", "paying")  # from here on it cannot expire
        request = {"order": order.id, "card": card, "amount": order.total}
        answer = self.send_message("payments.charge", json.dumps(request), priority=3, ttl_ms=10_000)
        if not answer["success"]:
            self.claim(order, "paying", "reserved")
            code = "PAYMENT_DECLINED" if answer["error"]["code"] == "DECLINED" else "PAYMENT_UNAVAILABLE"
            raise OrderError(code, answer["error"]["message"], {"order": order.id})
        order.payment = answer["data"].get("payment")
        self.claim(order, "paying", "paid")
        self.store.save(order)
        self.outbox.add(order, f"Your order {order.id} is paid.")
        self.log_structured("info", "order paid", {"order": order.id, "payment": order.payment})
        return {"order": order.to_dict()}
    # endregion

    def cancel(self, payload, context):
        order = self.store.get(payload.decode())
        self.claim(order, "reserved", "cancelled")
        self.send_message("stock.release", json.dumps({"order": order.id}))
        self.store.save(order)
        self.log_structured("info", "order cancelled", {"order": order.id})
        return {"order": order.to_dict()}

    def get(self, payload, context):
        return {"order": self.store.get(payload.decode()).to_dict()}

    def list(self, payload, context):
        orders = self.store.of_customer(payload.decode())
        return {
            "orders": [{"id": order.id, "status": order.status, "total": order.total} for order in orders],
            "paid": sum(order.total for order in orders if order.status == "paid"),
        }

    def claim(self, order, expected, status):
        if not self.store.claim(order, expected, status):
            raise OrderError("CONFLICT", f"Order {order.id} is {order.status}.", {"status": order.status})

    # region health
    def on_health_check(self):
        waiting = len(self.outbox.entries)
        return {
            "healthy": self.sweeper.is_alive() and waiting <= self.max_outbox,
            "orders": self.store.count_by_status(),
            "outbox": waiting,
        }
    # endregion

    # region shutdown
    def on_shutdown(self):
        self.sweeper.stopping.set()
        while self.sweeper.is_alive():
            self.wait(0.01)  # not join(): the answers to its calls come in here
        self.outbox.deliver()
        self.outbox.save()
        self.log(f"stopped, {len(self.outbox.entries)} mails left")
    # endregion


if __name__ == "__main__":
    Orders().run()
