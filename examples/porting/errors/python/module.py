"""A bank's counter: errors that are returned, raised, mapped by type, and not foreseen."""
import json

from ixt_process_module import IxtProcessModule

RATES = {"EUR": 100, "DKK": 746}


class BankError(Exception):
    """An error that callers are meant to see, with the code that they go by."""

    def __init__(self, code, message, details=None):
        super().__init__(message)
        self.code = code
        self.details = details


class Bank(IxtProcessModule):
    def on_init(self, config):
        self.balances = dict(config.get("balances", {}))
        self.in_progress = 0

    # region mapping
    def on_handle(self, message, context):
        try:
            return self.dispatch(message["topic"], self.decode_payload(message["payload"]))
        except BankError as e:
            return self.error(e.code, str(e), e.details)
        except json.JSONDecodeError:
            return self.error("INVALID_JSON", "The payload is not JSON")
        # Anything else is answered HANDLER_ERROR with the exception's message.
    # endregion

    def dispatch(self, topic, payload):
        if topic == "bank.balance":
            return self.balance(payload.decode())
        if topic == "bank.withdraw":
            return self.withdraw(*self.validate(json.loads(payload)))
        if topic == "bank.transfer":
            return self.transfer(json.loads(payload))
        if topic == "bank.audit":
            return self.audit()
        if topic == "bank.rate":
            return self.success({"rate": RATES[payload.decode()]})
        return self.error("UNKNOWN_TOPIC", f"Unknown topic: {topic}")

    # region returning
    def balance(self, account):
        if account not in self.balances:
            return self.error("NO_SUCH_ACCOUNT", f"There is no account {account}")
        return self.success({"balance": self.balances[account]})
    # endregion

    # region validating
    def validate(self, request):
        problems = []
        account, amount = request.get("account"), request.get("amount")
        if account not in self.balances:
            problems.append("account: unknown")
        if not isinstance(amount, int) or amount <= 0:
            problems.append("amount: not a positive integer")
        if problems:
            raise BankError("INVALID_REQUEST", "The request is not valid", {"problems": problems})
        return account, amount
    # endregion

    # region raising
    def withdraw(self, account, amount):
        balance = self.balances[account]
        if amount > balance:
            raise BankError(
                "INSUFFICIENT_FUNDS",
                f"{account} has {balance}, which is less than {amount}",
                {"balance": balance, "missing": amount - balance},
            )
        self.balances[account] = balance - amount
        return self.success({"balance": balance - amount})
    # endregion

    # region finally
    def transfer(self, request):
        account, amount = self.validate(request)
        before = dict(self.balances)
        self.in_progress += 1
        try:
            self.withdraw(account, amount)
            self.balances[request["to"]] += amount
        except KeyError as e:
            self.balances = before
            raise BankError("NO_SUCH_ACCOUNT", "There is no account to transfer to") from e
        finally:
            self.in_progress -= 1
        return self.success({"balance": self.balances[account]})
    # endregion

    # region uncaught
    def audit(self):
        total = sum(self.balances.values())
        if total != 150:
            raise RuntimeError(f"The books do not add up: {total}")
        return self.success({"total": total, "in_progress": self.in_progress})
    # endregion


if __name__ == "__main__":
    Bank().run()
