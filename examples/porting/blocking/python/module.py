#!/usr/bin/env python3
"""Work that blocks: a slow hash, decompression, files, other programs."""
import gzip
import hashlib
import json
import pathlib
import subprocess
import tempfile
import zlib

from ixt_process_module import IxtProcessModule


class Vault(IxtProcessModule):
    def on_init(self, config):
        self.timeout = config.get("timeout_ms", 5000) / 1000
        self.directory = tempfile.TemporaryDirectory()
        self.topics = {
            "vault.derive": self.derive,
            "vault.unpack": self.unpack,
            "vault.store": self.store,
            "vault.load": self.load,
            "vault.sort": self.sort,
            "vault.nap": self.nap,
        }

    # region dispatch
    def on_handle(self, message, context):
        handler = self.topics.get(message["topic"])
        if handler is None:
            return self.error("UNKNOWN_TOPIC", f"Unknown topic: {message['topic']}")
        return handler(self.decode_payload(message["payload"]))
    # endregion

    def on_shutdown(self):
        self.directory.cleanup()

    # region cpu
    def derive(self, payload):
        try:
            request = json.loads(payload)
            password, salt = request["password"].encode(), request["salt"].encode()
            rounds = int(request["rounds"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return self.error("INVALID_INPUT", "Wanted: password, salt and rounds.")
        if not 1 <= rounds <= 1_000_000:
            return self.error("INVALID_INPUT", "1 to 1000000 rounds.")
        key = hashlib.pbkdf2_hmac("sha256", password, salt, rounds)
        return self.success({"key": key.hex()})
    # endregion

    # region gzip
    def unpack(self, payload):
        try:
            if not payload:
                raise EOFError  # decompress() takes nothing for an archive of nothing
            data = gzip.decompress(payload)
        except (OSError, EOFError, zlib.error):
            return self.error("BAD_ARCHIVE", "The payload is not a whole gzip file.")
        return self.success({"size": len(data), "data": self.encode_payload(data)})
    # endregion

    # region files
    def store(self, payload):
        name = hashlib.sha256(payload).hexdigest()[:16]
        (pathlib.Path(self.directory.name) / name).write_bytes(payload)
        return self.success({"name": name})

    def load(self, payload):
        name = payload.decode()
        if not name.isalnum():
            return self.error("INVALID_INPUT", "The payload is a name that vault.store gave.")
        try:
            data = (pathlib.Path(self.directory.name) / name).read_bytes()
        except FileNotFoundError:
            return self.error("NOT_FOUND", f"Nothing is stored as {name}.")
        return self.success({"data": self.encode_payload(data)})
    # endregion

    def sort(self, payload):
        return self.run_program(["sort", "-n"], payload)

    def nap(self, payload):
        return self.run_program(["sleep", payload.decode()], b"")

    # region subprocess
    def run_program(self, command, text):
        try:
            done = subprocess.run(command, input=text, stdout=subprocess.PIPE, timeout=self.timeout)
        except subprocess.TimeoutExpired:  # run() has killed it
            return self.error("TIMED_OUT", f"{command[0]} took too long.")
        if done.returncode != 0:
            return self.error("FAILED", f"{command[0]} ended with {done.returncode}.")
        return self.success({"output": done.stdout.decode()})
    # endregion


if __name__ == "__main__":
    Vault().run()
