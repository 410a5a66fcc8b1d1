#!/usr/bin/env python3
"""Collects lines and saves them when the module stops; when that fails, the runtime must hear of it."""
from ixt_process_module import IxtError, IxtProcessModule


class Collector(IxtProcessModule):
    def on_init(self, config):
        self.lines = []

    def on_handle(self, message, context):
        if message["topic"] != "collector.add":
            return self.error("UNKNOWN_TOPIC", f"Unknown topic: {message['topic']}")
        self.lines.append(self.decode_payload(message["payload"]).decode())
        return self.success({"lines": len(self.lines)})

    # region failing-hook
    def on_shutdown(self):
        try:
            self.kv_set("copy", "\n".join(self.lines))
        except IxtError as error:
            self.log_error(f"no copy: {error.code}")  # a pity, no more
        self.kv_set("lines", "\n".join(self.lines))  # an error ends the process with 1
    # endregion


if __name__ == "__main__":
    Collector().run()
