"""Tests of a module of the porting guide, as its author would write them; the guide quotes them."""

import os

from testing.fake_runtime import RuntimeTestCase, handle

SDK = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GREETER = os.path.join(SDK, os.pardir, "examples", "porting", "hello", "python", "module.py")


# region greeter
class Greeter(RuntimeTestCase):
    def test_greets_as_configured_and_says_how_often(self):
        runtime = self.start(config={"greeting": "Hi"}, file=GREETER, env={"PYTHONPATH": SDK})

        answer = runtime.ask(handle("Ada", topic="greeter.hello"))
        self.assertEqual("Hi, Ada!", answer["data"]["text"])
        answer = runtime.ask(handle("", topic="greeter.goodbye"))
        self.assertEqual("UNKNOWN_TOPIC", answer["error"]["code"])

        self.assertEqual(0, runtime.shut_down())
        self.assertIn("[INFO] test:1.0.0/instance-001: Greeted 1 times\n", runtime.stderr)
# endregion
