#!/usr/bin/env python3
"""What Python code does every day, one topic per kind. The guide's tables of idioms quote lines of this file."""
import hashlib
import json
import queue
import struct
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Optional

from ixt_process_module import IxtProcessModule


class Level(Enum):
    LOW = 1
    HIGH = 2


@dataclass(frozen=True)
class Item:
    name: str
    price: int
    note: Optional[str] = None


class StockError(Exception):
    pass


class Tally:
    """Closes what it opened, also when something fails in between."""

    def __init__(self, events):
        self.events = events

    def __enter__(self):
        self.events.append("open")
        return self

    def __exit__(self, *error):
        self.events.append("close")


def countdown(start):
    while start > 0:
        yield start
        start -= 1


def describe(name, *, priority=1, ttl=None):
    return f"{name}/{priority}/{ttl}"


class Idioms(IxtProcessModule):
    def on_handle(self, message, context):
        topics = {
            "idioms.dictionaries": self.dictionaries,
            "idioms.lists": self.lists,
            "idioms.text": self.text,
            "idioms.numbers": self.numbers,
            "idioms.time": self.times,
            "idioms.errors": self.errors,
            "idioms.types": self.types,
            "idioms.threads": self.threads,
        }
        if message["topic"] not in topics:
            return self.error("UNKNOWN_TOPIC", f"Unknown topic: {message['topic']}")
        return self.success(topics[message["topic"]](json.loads(self.decode_payload(message["payload"]))))

    def dictionaries(self, data):
        stock = dict(data["stock"])
        words = data["words"]
        pears = stock.get("pear", 0)
        known = "apple" in stock
        figs = stock.pop("fig", 0)
        groups = {}
        for word in words:
            groups.setdefault(word[0], []).append(word)
        counts = {}
        for word in words:
            counts[word] = counts.get(word, 0) + 1
        total = 0
        for name, amount in stock.items():
            total += amount * len(name)
        doubled = {name: amount * 2 for name, amount in stock.items()}
        merged = {**stock, "kiwi": 1}
        try:
            stock["plum"]
            missing = "no"
        except KeyError:
            missing = "yes"
        return {
            "pears": pears, "known": known, "figs": figs, "a": groups["a"], "counts": counts,
            "total": total, "doubled": doubled, "merged": len(merged), "missing": missing,
        }

    def lists(self, data):
        numbers = data["numbers"]
        items = [Item(name, price) for name, price in data["items"]]
        squares = [n * n for n in numbers if n > 0]
        cheap = [i.name for i in items if i.price < 10]
        has_free = any(i.price == 0 for i in items)
        total = sum(i.price for i in items)
        biggest = max((n for n in numbers), default=0)
        ordered = sorted(items, key=lambda i: (-i.price, i.name))
        last = numbers[-1]
        middle = numbers[1:3]
        backwards = numbers[::-1]
        for index, item in enumerate(items):
            total += index * item.price
        pairs = [f"{n}:{i.name}" for n, i in zip(numbers, items)]
        first, *rest = numbers
        unique = len(set(numbers))
        both = sorted(set(numbers) & {1, 2, 3})
        flat = [n for row in data["rows"] for n in row]
        down = list(countdown(3))
        return {
            "squares": squares, "cheap": cheap, "has_free": has_free, "total": total, "biggest": biggest,
            "ordered": [i.name for i in ordered], "last": last, "middle": middle, "backwards": backwards, "pairs": pairs,
            "first": first, "rest": len(rest), "unique": unique, "both": both, "flat": flat, "down": down,
        }

    def text(self, data):
        line, name = data["line"], data["name"]
        fields = [f.strip() for f in line.split(",")]
        joined = "; ".join(fields)
        words = name.split()
        greeting = f"{name.strip()}: {data['ratio']:.2f}"
        is_get = line.startswith("get")
        lower = line.lower()
        raw = name.encode()
        digest = hashlib.sha256(raw).hexdigest()
        try:
            bytes(data["bytes"]).decode()
            valid = True
        except UnicodeDecodeError:
            valid = False
        lenient = bytes(data["bytes"]).decode(errors="replace")
        number = struct.unpack_from("<I", bytes(data["bytes"]))[0]
        return {
            "joined": joined, "words": words, "greeting": greeting, "is_get": is_get, "lower": lower,
            "characters": len(name), "digest": digest, "valid": valid, "lenient": lenient, "number": number,
        }

    def numbers(self, data):
        a, b = data["a"], data["b"]
        price = Decimal(data["price"])
        exact = a / b
        floor = a // b
        rest = a % b
        power = 2 ** 10
        rounded = round(data["half"])
        total = price * 3
        parsed = int(data["digits"])
        big = parsed ** 3
        limited = min(max(a, 0), 5)
        return {
            "exact": exact, "floor": floor, "rest": rest, "power": power, "rounded": rounded,
            "total": str(total), "parsed": parsed, "big": str(big), "limited": limited,
        }

    def times(self, data):
        started = time.monotonic()
        due = datetime.fromisoformat(data["due"])
        later = due + timedelta(days=1, minutes=5)
        utc = later.astimezone(timezone.utc)
        stamp = due.timestamp()
        back = datetime.fromtimestamp(stamp, timezone.utc)
        late = datetime.now(timezone.utc) > due
        time.sleep(0.001)
        elapsed = time.monotonic() - started
        return {
            "later": later.isoformat(), "utc": utc.isoformat(), "stamp": stamp, "same": back == due,
            "late": late, "slept": elapsed > 0,
        }

    def errors(self, data):
        events = []
        for text in data["texts"]:
            try:
                number = int(text)
            except ValueError:
                events.append("bad")
            else:
                events.append(f"good {number}")
            finally:
                events.append("done")
        try:
            self.take(data, "plum")
        except (StockError, KeyError) as e:
            events.append(f"{e}: {e.__cause__ is not None}")
        with suppress(StockError):
            with Tally(events):
                raise StockError("empty")
        return {"events": events}

    def take(self, stock, name):
        try:
            return stock[name]
        except KeyError as e:
            raise StockError(f"no {name}") from e

    def types(self, data):
        item = Item(data["name"], price=3)
        dearer = replace(item, price=item.price + 1)
        note = item.note or "none"
        equal = dearer == Item(data["name"], 4)
        kind = "text" if isinstance(data["value"], str) else "other"
        level = Level[data["level"]]
        lowest, highest = self.bounds(data["values"])
        call = describe("mail", ttl=5)
        return {
            "item": f"{dearer.name} {dearer.price}", "note": note, "equal": equal, "kind": kind, "level": level.value,
            "lowest": lowest, "highest": highest, "call": call, "unique": uuid.uuid4() != uuid.uuid4(),
        }

    def bounds(self, values):
        return min(values), max(values)

    def threads(self, data):
        results = []
        lock = threading.Lock()
        ready = threading.Event()

        def add(n):
            with lock:
                results.append(n)
            ready.set()

        worker = threading.Thread(target=add, args=(100,))
        worker.start()
        ready.wait()
        worker.join()
        with ThreadPoolExecutor(4) as pool:
            squares = list(pool.map(lambda n: n * n, data["numbers"]))
        jobs = queue.Queue()
        jobs.put(1)
        job = jobs.get()
        return {"results": results, "squares": squares, "job": job}


if __name__ == "__main__":
    Idioms().run()
