"""Orders: what they are, and the store that keeps them."""
import json
import threading
import time
from dataclasses import asdict, dataclass
from typing import List, Optional


class OrderError(Exception):
    """A request that cannot be served: code, message and details of the answer."""

    def __init__(self, code, message, details=None):
        super().__init__(message)
        self.code = code
        self.details = details


# region model
@dataclass
class Line:
    sku: str
    quantity: int
    price: int  # of one, in cents


@dataclass
class Order:
    id: str
    customer: str
    lines: List[Line]
    created: str
    key: Optional[str] = None
    status: str = "reserved"
    payment: Optional[str] = None

    @property
    def total(self):
        return sum(line.quantity * line.price for line in self.lines)

    def to_dict(self):
        return {**asdict(self), "total": self.total}

    @classmethod
    def from_dict(cls, data):
        members = {name: value for name, value in data.items() if name != "total"}
        return cls(**{**members, "lines": [Line(**line) for line in data["lines"]]})
# endregion


class OrderStore:
    """All orders, in memory and in the KV store. Any thread may use it."""

    def __init__(self, module, hold_ms):
        self.module = module
        self.hold_ms = hold_ms
        self.lock = threading.Lock()  # never held during a service call
        self.orders = {}
        self.by_key = {}
        self.deadlines = {}
        self.next_number = 1001

    # region load
    def load(self):
        index = self.module.kv_get("orders")
        if index is None:
            return
        index = json.loads(index)
        self.next_number = index["next"]
        for order_id in index["ids"]:
            data = json.loads(self.module.kv_get(f"order/{order_id}"))
            self.remember(Order.from_dict(data), self.hold_ms)
    # endregion

    def next_id(self):
        order_id = f"o-{self.next_number}"
        self.next_number += 1
        return order_id

    def get(self, order_id):
        order = self.orders.get(order_id)
        if order is None:
            raise OrderError("NOT_FOUND", f"There is no order {order_id}.")
        return order

    def with_key(self, key):
        return self.orders[self.by_key[key]] if key in self.by_key else None

    def of_customer(self, customer):
        with self.lock:
            return [order for order in self.orders.values() if order.customer == customer]

    def count_by_status(self):
        counts = {}
        with self.lock:
            for order in self.orders.values():
                counts[order.status] = counts.get(order.status, 0) + 1
        return counts

    def overdue(self):
        now = time.monotonic()
        with self.lock:
            return [
                order for order in self.orders.values()
                if order.status == "reserved" and now >= self.deadlines[order.id]
            ]

    # region claim
    def claim(self, order, expected, status):
        """Moves an order from one status to another, unless somebody was faster."""
        with self.lock:
            if order.status != expected:
                return False
            order.status = status
            return True
    # endregion

    # region save
    def add(self, order, hold_ms):
        self.save(order)
        index = {"next": self.next_number, "ids": [*self.orders, order.id]}
        self.module.kv_set("orders", json.dumps(index))
        self.remember(order, hold_ms)  # last: from here on it can expire

    def save(self, order):
        self.module.kv_set(f"order/{order.id}", json.dumps(order.to_dict()))
    # endregion

    def remember(self, order, hold_ms):
        with self.lock:
            self.orders[order.id] = order
            self.deadlines[order.id] = time.monotonic() + hold_ms / 1000
            if order.key is not None:
                self.by_key[order.key] = order.id
