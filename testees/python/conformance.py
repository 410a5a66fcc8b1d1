#!/usr/bin/env python3
"""The conformance module in Python: answers conformance.describe, .echo and .run (testees/README.md).

What it does on .run is a script, spec/schema/script.schema.json. It uses an SDK's public members only, so any SDK with the README's
members can take the reference's place: IXT_CONFORMANCE_SDK=/path/to/ixt_process_module.py.
"""
import json
import os
import sys
import time

OTHER_SDK = os.environ.get("IXT_CONFORMANCE_SDK")
SDK = OTHER_SDK or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "py-reference", "ixt_process_module.py")
sys.path.insert(0, os.path.dirname(os.path.abspath(SDK)))
sdk = __import__(os.path.splitext(os.path.basename(SDK))[0])

# How long a closed gate is waited at before it is looked at again: the hooks that run within wait() may open it.
GATE_SECONDS = 0.02

# What a JSON script cannot say, as this language has it.
SPECIAL = {
    "nan": {"value": float("nan")},
    "infinity": {"value": float("inf")},
    "negative_infinity": {"value": float("-inf")},
    "big_integer": {"value": 2 ** 63},
    "bytes": {"value": b"\x00\xff"},
    "lone_surrogate": {"value": "a\ud800b"},
    "lone_surrogate_name": {"a\ud800b": 1},
}


class ConformanceModule(sdk.IxtProcessModule):
    def __init__(self):
        super().__init__()
        self.config = {}
        self.gates = set()  # the open ones
        self.counters = {}

    def on_init(self, config):
        self.config = config
        self.play_hook("init")

    def on_handle(self, message, context):
        topic = message["topic"]
        if topic == "conformance.describe":
            return self.success(self.describe())
        if topic == "conformance.echo":
            return self.success(self.echo(message, context))
        if topic == "conformance.run":
            script = json.loads(self.decode_payload(message["payload"]).decode("utf-8"))
            return self.play(script["steps"])[1]
        return self.error("UNKNOWN_TOPIC", "Unknown topic: " + topic)

    def on_shutdown(self):
        self.play_hook("shutdown")

    def on_health_check(self):
        replied, response = self.play_hook("health")
        return response["data"] if replied else super().on_health_check()

    def describe(self):
        version = ".".join(str(part) for part in sys.version_info[:3])
        return {
            "implementation": {
                "name": os.path.basename(OTHER_SDK) if OTHER_SDK else "py-reference",
                "version": "unknown" if OTHER_SDK else "0.1.0",
                "language": "python",
                "platform": "%s %s" % (sys.implementation.name, version),
            },
            "spec": "1.1",
            # One handler at a time, so not concurrent. Without wait() a handler could not see that it was cancelled.
            "features": ["cancel"] if hasattr(self, "wait") else [],
        }

    def echo(self, message, context):
        data = self.decode_payload(message["payload"])
        return {
            "topic": message["topic"],
            "payload": self.encode_payload(data),
            "size": len(data),
            "priority": message["priority"],
            "ttl_ms": message.get("ttl_ms"),
            "context": {name: context[name] for name in ("trace_id", "source_module", "timestamp")},
        }

    def play_hook(self, name):
        """Plays the steps that init's config names for a hook. A script that fails makes the hook fail."""
        replied, response = self.play(self.config.get("conformance", {}).get(name, []))
        if response and not response["success"]:
            raise RuntimeError(response["error"]["message"])
        return replied, response

    def play(self, steps):
        """Runs steps up to the first that ends the script: whether it was a reply step, and the response."""
        results = []
        for step in steps:
            do = step["do"]
            if do == "reply":
                return True, self.success(step["data"])
            if do == "fail":
                details = [step["details"]] if "details" in step else []
                return False, self.error(step["code"], step["message"], *details)
            if do == "throw":
                raise RuntimeError(step["message"])
            if do == "nothing":
                return False, None
            if do == "reply_bytes":
                return False, self.success({"size": step["size"], "payload": self.encode_payload(pattern(step["size"]))})
            if do == "reply_depth":
                return False, self.success({"nested": nest(step["depth"])})
            if do == "reply_special":
                return False, self.success(SPECIAL[step["what"]])
            results.append(getattr(self, "do_" + do)(step))
        return False, self.success({"results": results})

    # Steps that do not end the script; each returns its entry.

    def do_kv_get(self, step):
        def get():
            value = self.kv_get(step["key"])
            return {"found": False} if value is None else {"found": True, "value": self.encode_payload(value)}
        return attempt(get)

    def do_kv_set(self, step):
        def set_value():
            ttl = [step["ttl_ms"]] if "ttl_ms" in step else []
            self.kv_set(step["key"], self.decode_payload(step["value"]), *ttl)
            return {}
        return attempt(set_value)

    def do_kv_delete(self, step):
        return attempt(lambda: {"deleted": self.kv_delete(step["key"])})

    def do_kv_exists(self, step):
        return attempt(lambda: {"exists": self.kv_exists(step["key"])})

    def do_send(self, step):
        given = {name: step[name] for name in ("priority", "ttl_ms") if name in step}
        return self.send_message(step["topic"], self.decode_payload(step["payload"]), **given)

    def do_log(self, step):
        def log():
            self.log_structured(step["level"], step["message"], *([step["fields"]] if "fields" in step else []))
            return {}
        return attempt(log)

    def do_stderr(self, step):
        (self.log_error if step.get("error") else self.log)(step["message"])
        return {}

    def do_wait(self, step):
        while step["gate"] not in self.gates:
            if self.wait(GATE_SECONDS):
                raise sdk.IxtError("CANCELLED", "cancelled at the gate " + step["gate"])
        return {}

    def do_open(self, step):
        self.gates.add(step["gate"])
        return {}

    def do_wait_cancel(self, step):
        while not self.wait():
            pass
        return {"cancelled": True}

    def do_turn(self, step):
        return {}  # There is no handler that could run meanwhile.

    def do_add(self, step):
        self.counters[step["counter"]] = self.counters.get(step["counter"], 0) + step["by"]
        return {"value": self.counters[step["counter"]]}

    def do_bump_across(self, step):
        time.sleep(0)
        value = self.counters.get(step["counter"], 0)
        for _ in range(500):
            pass  # Handlers that run in parallel would meet here.
        self.counters[step["counter"]] = value + 1
        time.sleep(0)
        return {}

    def do_counter(self, step):
        return {"value": self.counters.get(step["counter"], 0)}

    def do_config(self, step):
        return {"config": self.config}

    def do_module_id(self, step):
        return {"module_id": os.environ["IXT_MODULE_ID"]}

    def do_exit(self, step):
        os._exit(step["code"])


def attempt(step):
    """A step's entry, or the error that the runtime answered it with."""
    try:
        return step()
    except Exception as error:
        if not hasattr(error, "code"):
            raise
        return {"error": {"code": error.code, "message": error.message}}


def pattern(size):
    """Byte i is i mod 251."""
    return (bytes(range(251)) * (size // 251 + 1))[:size]


def nest(depth):
    value = []
    for _ in range(depth - 1):
        value = [value]
    return value


if __name__ == "__main__":
    sys.setswitchinterval(1e-6)  # An SDK that runs handlers in threads shall show it in bump_across.
    ConformanceModule().run()
