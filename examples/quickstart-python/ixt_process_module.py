"""The Quick Start, my_module.py, is the README's sample in Python. It imports `ixt_process_module`, where a module author copies
the SDK to, and calls methods that the sample leaves to the reader's imagination. This file is both: the SDK, and a base class
with those methods. In a module of your own, the SDK file itself stands here."""

import importlib.util
import json
import os

_FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "py-reference", "ixt_process_module.py")
_spec = importlib.util.spec_from_file_location("ixt_reference", _FILE)
_sdk = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_sdk)

IxtError = _sdk.IxtError


class IxtProcessModule(_sdk.IxtProcessModule):
    request_count = 0

    def process_data(self, payload):
        """The payload's text with its ASCII letters in upper case."""
        self.request_count += 1
        return payload.upper()  # of bytes: nothing but a to z

    def query_data(self, payload):
        """JSON that names the query."""
        self.request_count += 1
        query = {"query": payload.decode("utf-8")}
        return json.dumps(query, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    def check_db_connection(self):
        return True
