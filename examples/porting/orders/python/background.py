"""What goes on beside the messages: mails, and the end of reservations that nobody paid."""
import json
import threading


class Outbox:
    """Mails that still have to be sent. One thread at a time delivers."""

    def __init__(self, module):
        self.module = module
        self.entries = []

    def load(self):
        saved = self.module.kv_get("outbox")
        if saved is not None:
            self.entries = json.loads(saved)
            self.module.kv_delete("outbox")

    def add(self, order, text):
        self.entries.append({"order": order.id, "to": order.customer, "text": text})

    # region deliver
    def deliver(self):
        for entry in list(self.entries):
            answer = self.module.send_message("mail.send", json.dumps(entry))
            if answer["success"]:
                self.entries.remove(entry)
                self.module.log_structured("info", "mail sent", {"order": entry["order"]})
            else:
                self.complain(entry, answer["error"]["code"])
    # endregion

    def complain(self, entry, code):
        if not entry.get("tried"):  # once, not with every try
            self.module.log_structured("warn", "mail not sent", {"order": entry["order"], "code": code})
        entry["tried"] = True

    def save(self):
        if self.entries:
            self.module.kv_set("outbox", json.dumps(self.entries))


class Sweeper(threading.Thread):
    def __init__(self, module, store, outbox, interval):
        super().__init__(name="sweeper", daemon=True)
        self.module = module
        self.store = store
        self.outbox = outbox
        self.interval = interval
        self.stopping = threading.Event()

    # region sweeper
    def run(self):
        while not self.stopping.wait(self.interval):
            try:
                for order in self.store.overdue():
                    self.expire(order)
                self.outbox.deliver()
            except Exception as error:  # the next round may do better
                self.module.log_error(f"sweep failed: {error}")
    # endregion

    # region expire
    def expire(self, order):
        if not self.store.claim(order, "reserved", "expired"):
            return  # paid or cancelled a moment ago
        self.module.send_message("stock.release", json.dumps({"order": order.id}))
        self.store.save(order)
        self.module.log_structured("info", "reservation expired", {"order": order.id})
    # endregion
