#!/usr/bin/env python3
"""Sells seats; a payment module says whether a card is good."""
from ixt_process_module import IxtProcessModule


class Seats(IxtProcessModule):
    def on_init(self, config):
        self.free = config.get("seats", 100)

    def on_handle(self, message, context):
        text = self.decode_payload(message["payload"]).decode()
        if message["topic"] == "seats.book":
            return self.book(text)
        if message["topic"] == "seats.remark":
            return self.remark(text)
        return self.error("UNKNOWN_TOPIC", f"Unknown topic: {message['topic']}")

    # region check-then-act
    def book(self, card):
        if not card:
            return self.error("INVALID_INPUT", "The payload names a card.")
        if self.free == 0:
            return self.error("SOLD_OUT", "There are no seats left.")
        payment = self.send_message("payment.charge", card)
        if not payment["success"]:
            return self.error("NOT_PAID", payment["error"]["message"])
        self.free -= 1
        return self.success({"left": self.free})
    # endregion

    # region read-modify-write
    def remark(self, text):
        remarks = (self.kv_get("remarks") or b"").decode()
        remarks += f"{text}\n"
        self.kv_set("remarks", remarks)
        return self.success({"remarks": remarks.count("\n")})
    # endregion


if __name__ == "__main__":
    Seats().run()
