"""A shop's payloads: text, bytes, JSON, large integers, money, dates, what is absent and what is no number."""
import hashlib
import json
import struct
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from ixt_process_module import IxtProcessModule

CENT = Decimal("0.01")


class PayloadModule(IxtProcessModule):
    def on_init(self, config):
        self.note = None

    def on_handle(self, message, context):
        topic = message["topic"]
        payload = self.decode_payload(message["payload"])
        if topic == "shop.greet":
            return self.greet(payload)
        if topic == "shop.label":
            return self.label(payload)
        if topic == "shop.order":
            return self.order(payload)
        if topic == "shop.note":
            return self.change_note(payload)
        if topic == "shop.due":
            return self.due(payload, context)
        if topic == "shop.mean":
            return self.mean(payload)
        if topic == "shop.ratio":
            return self.ratio(payload)
        if topic == "shop.fingerprint":
            return self.fingerprint(payload)
        return self.error("UNKNOWN_TOPIC", f"Unknown topic: {topic}")

    # region text
    def greet(self, payload):
        try:
            name = payload.decode("utf-8")
        except UnicodeDecodeError:
            return self.error("INVALID_TEXT", "The name is not UTF-8")
        return self.success({"text": f"Grüß dich, {name}!", "length": len(name)})
    # endregion

    # region bytes
    def label(self, payload):
        if len(payload) < 6:
            return self.error("TOO_SHORT", f"A label has 6 bytes or more, not {len(payload)}")
        kind, number = struct.unpack_from("<HI", payload)
        rest = payload[6:]
        return self.success({
            "kind": kind,
            "number": number,
            "sha256": hashlib.sha256(rest).hexdigest(),
            "reversed": self.encode_payload(rest[::-1]),
        })
    # endregion

    # region json
    def order(self, payload):
        try:
            order = json.loads(payload)
            total = sum(Decimal(line["price"]) * int(line["quantity"]) for line in order["lines"])
            vat = (total * Decimal("0.19")).quantize(CENT)
            # An id may be past 2**53, where a JSON number is no longer safe: text on the wire.
            order_id = int(order["order_id"])
        except (ArithmeticError, KeyError, TypeError, ValueError):
            return self.error("INVALID_ORDER", "The payload is not an order")
        return self.success({
            "order_id": str(order_id),
            "customer": order.get("customer", "guest"),
            "total": str(total),
            "vat": str(vat),
        })
    # endregion

    # region null
    def change_note(self, payload):
        patch = json.loads(payload)
        if "note" not in patch:
            change = "kept"
        else:
            self.note = patch["note"]
            change = "cleared" if self.note is None else "set"
        return self.success({"change": change, "note": self.note})
    # endregion

    # region dates
    def due(self, payload, context):
        try:
            ordered = datetime.fromisoformat(payload.decode())
        except ValueError:
            return self.error("INVALID_DATE", "The payload is no date with time and offset")
        if ordered.tzinfo is None:
            return self.error("INVALID_DATE", "The payload is no date with time and offset")
        asked = datetime.fromtimestamp(context["timestamp"], timezone.utc)
        return self.success({
            "due": (ordered + timedelta(hours=36)).isoformat(),
            "ordered_utc": ordered.astimezone(timezone.utc).isoformat(),
            "asked": asked.isoformat(),
        })
    # endregion

    # region numbers
    def mean(self, payload):
        values = json.loads(payload)
        mean = sum(values) / len(values) if values else None
        return self.success({"mean": mean, "text": "none" if mean is None else f"{mean:.2f}"})

    def ratio(self, payload):
        parts, whole = json.loads(payload)
        # whole == 0 raises ZeroDivisionError; what overflows is inf, which JSON can't hold: HANDLER_ERROR both.
        return self.success({"ratio": float(parts) / float(whole)})
    # endregion

    # region canonical
    def fingerprint(self, payload):
        """The hash of a JSON text: here each byte of json.dumps counts."""
        value = json.loads(payload)
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return self.success({"text": text, "sha256": hashlib.sha256(text.encode()).hexdigest()})
    # endregion


if __name__ == "__main__":
    PayloadModule().run()
