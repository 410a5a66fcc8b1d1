"""Profiles in the runtime's KV store: counters, JSON, entries that expire, a cache, and a store that fails."""
import json

from ixt_process_module import IxtError, IxtProcessModule

HOUR_MS = 60 * 60 * 1000


class ProfileService(IxtProcessModule):
    def on_init(self, config):
        self.computed = 0

    def on_handle(self, message, context):
        payload = self.decode_payload(message["payload"])
        handler = {
            "profile.visit": self.visit,
            "profile.save": self.save,
            "profile.load": self.load,
            "session.open": self.open_session,
            "session.close": self.close_session,
            "profile.avatar": self.avatar,
            "profile.theme": self.theme,
        }.get(message["topic"])
        if handler is None:
            return self.error("UNKNOWN_TOPIC", f"Unknown topic: {message['topic']}")
        return handler(payload)

    # region counter
    def visit(self, payload):
        key = f"visits:{payload.decode()}"
        # No other handler runs between the read and the write.
        visits = int(self.kv_get(key) or 0) + 1
        self.kv_set(key, str(visits))
        return self.success({"visits": visits})
    # endregion

    # region json
    def save(self, payload):
        profile = json.loads(payload)
        self.kv_set(f"profile:{profile['name']}", json.dumps(profile))
        return self.success()

    def load(self, payload):
        stored = self.kv_get(f"profile:{payload.decode()}")
        if stored is None:
            return self.error("NOT_FOUND", f"There is no profile {payload.decode()}")
        return self.success(json.loads(stored))
    # endregion

    # region ttl
    def open_session(self, payload):
        key = f"session:{payload.decode()}"
        if self.kv_exists(key):
            return self.error("ALREADY_OPEN", "There is a session already")
        self.kv_set(key, b"", ttl_ms=HOUR_MS)
        return self.success()

    def close_session(self, payload):
        return self.success({"was_open": self.kv_delete(f"session:{payload.decode()}")})
    # endregion

    # region cache
    def cached(self, key, ttl_ms, compute):
        stored = self.kv_get(key)
        if stored is None:
            stored = compute()
            self.kv_set(key, stored, ttl_ms)
        return stored

    def avatar(self, payload):
        picture = self.cached("avatar:" + payload.decode(), HOUR_MS, lambda: self.draw(payload))
        return self.success({"picture": self.encode_payload(picture), "computed": self.computed})
    # endregion

    # region failure
    def theme(self, payload):
        try:
            stored = self.kv_get(f"theme:{payload.decode()}")
        except IxtError as e:
            if e.code == "FORBIDDEN":
                return self.error("NOT_ALLOWED", e.message, {"cause": e.code})
            self.log_error(f"The store failed: {e.code}")
            stored = None
        return self.success({"theme": stored.decode() if stored is not None else "light"})
    # endregion

    def draw(self, name):
        self.computed += 1
        return bytes(255 - byte for byte in name)


if __name__ == "__main__":
    ProfileService().run()
