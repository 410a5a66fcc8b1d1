"""Tests of a Python module, with the runtime that the SDK's own tests use: a process, a socket, frames by hand.

PYTHONPATH=py-reference python3 -m unittest discover -s examples/testing-python
"""

import os
import unittest

from testing.fake_runtime import RuntimeTestCase, answer, handle, refusal, to_base64

GREETER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "greeter.py")


class GreeterTest(RuntimeTestCase):
    # region answer
    def test_it_greets_as_configured(self):
        runtime = self.start(file=GREETER, config={"greeting": "Hi"})
        call = runtime.ask(handle("Ada", topic="greeter.hello"))
        response = runtime.ask(answer(call, {}))
        self.assertEqual({"text": "Hi, Ada!"}, response["data"])
    # endregion

    # region kv
    def test_it_remembers_whom_it_greeted(self):
        runtime = self.start(file=GREETER)
        call = runtime.ask(handle("Grace", topic="greeter.hello"))
        self.assertEqual(("kv", "set"), (call["service"], call["method"]))
        self.assertEqual({"key": "last", "value": to_base64("Grace")}, call["params"])
    # endregion

    # region failure
    def test_a_store_that_is_closed_to_it_fails_the_message_and_not_the_module(self):
        runtime = self.start(file=GREETER)
        call = runtime.ask(handle("Ada", topic="greeter.hello"))
        response = runtime.ask(refusal(call, "PERMISSION_DENIED"))
        self.assertEqual("HANDLER_ERROR", response["error"]["code"])

        call = runtime.ask(handle("Ada", topic="greeter.hello"))
        self.assertTrue(runtime.ask(answer(call, {}))["success"])
    # endregion

    # region unknown
    def test_other_topics_are_unknown(self):
        runtime = self.start(file=GREETER)
        response = runtime.ask(handle("", topic="greeter.goodbye"))
        self.assertEqual("UNKNOWN_TOPIC", response["error"]["code"])
    # endregion


if __name__ == "__main__":
    unittest.main()
