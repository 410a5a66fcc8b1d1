"""A poller that is all settings: defaults, a required key, sections, a list, spans of time."""
import json
from dataclasses import asdict, dataclass, field
from typing import List

from ixt_process_module import IxtProcessModule

UNITS_MS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000}


def milliseconds(value):
    """A span of time: a number of milliseconds, or text such as "250ms", "1.5s", "2m"."""
    if isinstance(value, str):
        digits = value.rstrip("hms")
        return float(digits) * UNITS_MS[value[len(digits):]]
    return float(value)


# region dataclass
@dataclass
class Database:
    url: str
    pool_size: int = 4
    replicas: List[str] = field(default_factory=list)
# endregion


@dataclass
class Settings:
    name: str
    batch_size: int
    sample_ratio: float
    dry_run: bool
    interval_ms: float
    attempts: int
    delay_ms: float
    database: Database


# region required
def required(config, key):
    value = config.get(key)
    if value is None:
        raise ValueError(f'The configuration key "{key}" is required.')
    return value


class Poller(IxtProcessModule):
    def on_init(self, config):
        # Raised here, it is the answer to init: INIT_FAILED with this message.
        self.api_key = required(config, "api_key")
        self.settings = read_settings(config)
# endregion

    def on_handle(self, message, context):
        if message["topic"] == "poller.settings":
            return self.success(asdict(self.settings))
        if message["topic"] == "poller.signature":
            return self.success({"key_length": len(self.api_key)})
        if message["topic"] == "poller.check":
            return self.check(self.decode_payload(message["payload"]))
        return self.error("UNKNOWN_TOPIC", f"Unknown topic: {message['topic']}")

    def check(self, payload):
        """Tells whether a configuration would do, before an operator puts it to work."""
        try:
            return self.success(asdict(read_settings(json.loads(payload))))
        except (AttributeError, KeyError, TypeError, ValueError) as e:
            return self.error("INVALID_CONFIG", str(e))


def read_settings(config):
    # region defaults
    name = config.get("name", "poller")
    batch_size = int(config.get("batch_size", 50))
    sample_ratio = float(config.get("sample_ratio", 1))
    dry_run = config.get("dry_run", False)
    interval = milliseconds(config.get("interval", "30s"))
    # endregion

    # region sections
    retry = config.get("retry", {})
    attempts = int(retry.get("attempts", 3))
    delay = milliseconds(retry.get("delay", "250ms"))

    database = Database(**required(config, "database"))
    # endregion
    return Settings(name, batch_size, sample_ratio, dry_run, interval, attempts, delay, database)


if __name__ == "__main__":
    Poller().run()
