import base64
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "..", "py-reference"))

from testing.fake_runtime import RuntimeTestCase, handle, in_both_framings  # noqa: E402

FILE = os.path.join(HERE, "my_module.py")


def text(data):
    return base64.b64decode(data, validate=True).decode("utf-8")


class QuickStart(RuntimeTestCase):
    @in_both_framings
    def test_the_quick_start_does_what_the_readme_says(self, framing):
        runtime = self.start(framing, file=FILE, config={"database_url": "sqlite://other.db"})

        processed = runtime.expect_success(handle("hello wörld", topic="my.service.process"))
        self.assertEqual(["result"], list(processed))
        self.assertEqual("HELLO WöRLD", text(processed["result"]))

        queried = runtime.expect_success(handle('select "é"', topic="my.service.query"))
        self.assertEqual(["data"], list(queried))
        self.assertEqual('{"query":"select \\"é\\""}', text(queried["data"]))

        unknown = runtime.ask(handle("", topic="my.service.other"))
        self.assertEqual({"code": "UNKNOWN_TOPIC", "message": "Unknown topic: my.service.other"}, unknown["error"])

        health = runtime.expect_success({"type": "health_check", "id": "h"})
        self.assertEqual({"healthy": True, "database_connected": True, "requests_processed": 2}, health)

        self.assertEqual(0, runtime.shut_down())
        self.assertEqual(
            "[INFO] test:1.0.0/instance-001: Connecting to database: sqlite://other.db\n[INFO] test:1.0.0/instance-001: Shutting down module\n",
            runtime.stderr)

    def test_without_a_configured_database_the_default_is_used(self):
        runtime = self.start(file=FILE)
        self.assertEqual(0, runtime.shut_down())
        self.assertIn("Connecting to database: sqlite://data.db\n", runtime.stderr)


if __name__ == "__main__":
    unittest.main()
