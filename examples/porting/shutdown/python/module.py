#!/usr/bin/env python3
"""Gives out numbers; what it knows survives a restart, because it is saved when the module stops."""
import contextlib
import json
import tempfile

from ixt_process_module import IxtProcessModule


class Refused(Exception):
    """A request that cannot be served, with the code of the answer."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Numbers(IxtProcessModule):
    # region start
    def on_init(self, config):
        saved = self.kv_get("state")
        self.state = json.loads(saved) if saved else {"next": 1, "runs": 0}
        self.state["runs"] += 1
        self.resources = contextlib.ExitStack()
        self.journal = self.resources.enter_context(tempfile.TemporaryFile("w+"))
    # endregion

    def on_handle(self, message, context):
        text = self.decode_payload(message["payload"]).decode()
        try:
            if message["topic"] == "numbers.next":
                return self.success({"number": self.take(text)})
            if message["topic"] == "numbers.import":
                return self.success({"imported": self.import_archive(text)})
        except Refused as error:
            return self.error(error.code, str(error))
        return self.error("UNKNOWN_TOPIC", f"Unknown topic: {message['topic']}")

    def take(self, purpose):
        if not purpose:
            raise Refused("INVALID_INPUT", "The payload says what the number is for.")
        number = self.state["next"]
        self.state["next"] += 1
        self.journal.write(f"{number} {purpose}\n")
        return number

    # region with
    def import_archive(self, name):
        with self.lease(name):
            answer = self.send_message("archive.count", name)
            if not answer["success"]:
                raise Refused("NO_ARCHIVE", answer["error"]["message"])
            count = answer["data"]["count"]
            self.state["next"] += count
            return count
    # endregion

    # region context-manager
    @contextlib.contextmanager
    def lease(self, name):
        key = f"lease/{name}"
        if self.kv_exists(key):
            raise Refused("BUSY", f"{name} is being imported.")
        self.kv_set(key, self.module_id)
        try:
            yield
        finally:
            self.kv_delete(key)
    # endregion

    # region stop
    def on_shutdown(self):
        with self.resources:  # closed even when saving fails
            self.kv_set("state", json.dumps(self.state))
            self.log(f"saved, the next number is {self.state['next']}")
    # endregion


if __name__ == "__main__":
    Numbers().run()
