#!/usr/bin/env python3
"""Moves money between accounts in the KV store, asking an auditor each time."""
import json

from ixt_process_module import IxtProcessModule


class Accounts(IxtProcessModule):
    def on_init(self, config):
        self.transfers = 0

    def on_handle(self, message, context):
        payload = self.decode_payload(message["payload"])
        if message["topic"] == "accounts.transfer":
            return self.transfer(payload)
        if message["topic"] == "accounts.balance":
            return self.success({"balance": self.balance(payload.decode())})
        return self.error("UNKNOWN_TOPIC", f"Unknown topic: {message['topic']}")

    # region one-at-a-time
    def transfer(self, payload):
        try:
            request = json.loads(payload)
            source, target, amount = request["from"], request["to"], request["amount"]
        except (ValueError, KeyError, TypeError):
            return self.error("INVALID_INPUT", "Wanted: from, to and amount.")
        if amount < 1 or source == target:
            return self.error("INVALID_INPUT", "A transfer moves 1 or more to another account.")

        balance = self.balance(source)
        if balance < amount:
            return self.error("INSUFFICIENT_FUNDS", f"{source} has {balance}.")
        audit = self.send_message("audit.approve", f"{source} {target} {amount}")
        if not audit["success"]:
            return self.error("REFUSED", audit["error"]["message"])
        # The balance is still what it was: no other message has been handled meanwhile.
        self.kv_set(f"balance/{source}", str(balance - amount))
        self.kv_set(f"balance/{target}", str(self.balance(target) + amount))
        self.transfers += 1
        return self.success({"balance": balance - amount, "transfers": self.transfers})
    # endregion

    # region state
    def balance(self, account):
        value = self.kv_get(f"balance/{account}")
        return int(value) if value is not None else 0
    # endregion


if __name__ == "__main__":
    Accounts().run()
