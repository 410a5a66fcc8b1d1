import os
import subprocess
import sys

from testing.fake_runtime import EVAL, RuntimeTestCase, answer, handle, in_both_framings


class Lifecycle(RuntimeTestCase):
    @in_both_framings
    def test_nothing_is_said_before_the_runtime_has_spoken(self, framing):
        runtime = self.start(framing, init=False)
        health = runtime.frame({"type": "health_check", "id": 1})
        runtime.raw((b"\n\r\n" if framing == "ndjson" else b"") + health[:10])
        self.assertEqual([], runtime.frames)
        runtime.raw(health[10:])
        self.assert_answers([[1, "NOT_INITIALIZED"]], [runtime.receive()])

    def test_before_init_messages_and_health_checks_are_refused_and_a_shutdown_runs_no_hook(self):
        runtime = self.start(init=False)
        self.assert_answers([["h", "NOT_INITIALIZED"]], [runtime.run("pass", "h")])
        self.assert_answers([["c", "NOT_INITIALIZED"]], [runtime.ask({"type": "health_check", "id": "c"})])
        self.assertEqual(0, runtime.shut_down())  # the hook would fail: there is no config
        self.assertEqual("", runtime.stderr)

    def test_a_failed_init_is_answered_without_a_stack_trace_and_may_be_tried_again(self):
        runtime = self.start(init=False)
        failed = runtime.ask({"type": "init", "id": 1, "config": {"on_init": 'raise Exception("no database")'}})
        self.assertEqual({"type": "response", "id": 1, "success": False, "error": {"code": "INIT_FAILED", "message": "no database"}}, failed)
        runtime.until_stderr("init failed: Exception: no database\nTraceback (most recent call last):\n")
        self.assert_answers([["h", "NOT_INITIALIZED"]], [runtime.run("pass", "h")])
        self.assertEqual({}, runtime.expect_success({"type": "init", "id": 2, "config": {}}))
        self.assert_answers([[3, "ALREADY_INITIALIZED"]], [runtime.ask({"type": "init", "id": 3, "config": {}})])
        self.assertEqual({"healthy": True}, runtime.expect_success({"type": "health_check", "id": 4}))
        self.assertEqual(0, runtime.shut_down())

    def test_while_init_runs_messages_and_a_second_init_are_refused_and_services_work(self):
        runtime = self.start(init=False)
        call = runtime.ask({"type": "init", "id": 1, "config": {"on_init": 'module.value = module.kv_get("k")'}})
        self.assertEqual({"type": "service_request", "id": "m-1", "service": "kv", "method": "get", "params": {"key": "k"}}, call)
        runtime.send({"type": "init", "id": 2, "config": {}}, handle("", 3), {"type": "health_check", "id": 4}, {"type": "cancel", "id": 1})
        self.assert_answers([[2, "ALREADY_INITIALIZED"], [3, "NOT_INITIALIZED"], [4, "NOT_INITIALIZED"]], runtime.receive_many(3))
        self.assert_answers([[1, "success"]], [runtime.ask(answer(call, {"found": True, "value": "AAE="}))])
        self.assertEqual({"hex": "0001"}, runtime.run('return module.success({"hex": module.value.hex()})')["data"])

    def test_a_message_behind_an_init_finds_the_module_initialized(self):
        runtime = self.start(init=False)
        runtime.send({"type": "init", "id": 1, "config": {}}, handle("return module.success()", 2), {"type": "shutdown", "id": 3, "grace_ms": 0})
        self.assert_answers([[1, "success"]], [runtime.receive()])
        answers = runtime.receive_many(2)
        self.assertIn(answers[0]["id"], (2,))
        self.assert_answers([[3, "success"]], answers[1:])

    def test_a_shutdown_while_init_runs_waits_for_it_then_runs_the_hook(self):
        runtime = self.start(init=False)
        call = runtime.ask({"type": "init", "id": 1, "config": {"on_init": 'module.kv_exists("k")', "on_shutdown": 'module.log("the hook ran")'}})
        runtime.send({"type": "shutdown", "id": 2}, {"type": "health_check", "id": 3})
        self.assert_answers([[3, "SHUTTING_DOWN"]], [runtime.receive()])
        runtime.send(answer(call, {"exists": True}))
        self.assert_answers([[1, "success"], [2, "success"], None], runtime.receive_many(3))
        self.assertEqual(0, runtime.exit())
        self.assertIn("[INFO] test:1.0.0/instance-001: the hook ran\n", runtime.stderr)

    def test_an_init_that_outlasts_the_grace_is_cancelled(self):
        runtime = self.start(init=False)
        runtime.ask({"type": "init", "id": 1, "config": {"on_init": 'module.kv_exists("k")', "on_shutdown": 'module.log("the hook ran")'}})
        runtime.send({"type": "shutdown", "id": 2, "grace_ms": 1})
        self.assert_answers([[1, "CANCELLED"], [2, "success"], None], runtime.receive_many(3))
        self.assertEqual(0, runtime.exit())
        self.assertEqual("", runtime.stderr)

    def test_negotiation_picks_the_highest_common_version_json_and_the_common_features(self):
        runtime = self.start(init=False)

        def ask(**protocol):
            return runtime.ask({"type": "init", "id": 1, "config": {"on_init": 'module.log("init ran")'}, "protocol": protocol})

        for offer, names in (
            (dict(versions=["2.0"], encodings=["json"], features=[]), ["2.0", "1.0", "1.1"]),
            (dict(versions=["1.1"], encodings=["protobuf"], features=[]), ["protobuf", "json"]),
        ):
            error = ask(**offer)["error"]
            self.assertEqual("INIT_FAILED", error["code"])
            for name in names:
                self.assertIn(name, error["message"])
        self.assertEqual("", runtime.stderr)
        chosen = ask(versions=["1.1", "9.9", "1.0"], encodings=["protobuf", "json"], features=["streams", "cancel"], more=1)
        self.assertEqual({"protocol": {"version": "1.1", "encoding": "json", "features": ["cancel"]}}, chosen["data"])

    def test_an_older_offer_gets_the_older_version_and_no_feature(self):
        runtime = self.start(init=False)
        offer = {"versions": ["1.0"], "encodings": ["json"], "features": []}
        data = runtime.expect_success({"type": "init", "id": 1, "config": {}, "protocol": offer})
        self.assertEqual({"protocol": {"version": "1.0", "encoding": "json", "features": []}}, data)

    def test_the_health_hook_its_answer_its_failure_an_answer_without_healthy(self):
        wrong = 'on_health_check must return a dict with a boolean "healthy"'
        for hook, expected in (
            ('return {"healthy": False, "more": [1]}', {"success": True, "data": {"healthy": False, "more": [1]}}),
            ('raise Exception("dead")', {"success": False, "error": {"code": "HANDLER_ERROR", "message": "dead"}}),
            ('return {"well": True}', {"success": False, "error": {"code": "HANDLER_ERROR", "message": wrong}}),
            ('return {"healthy": 1}', {"success": False, "error": {"code": "HANDLER_ERROR", "message": wrong}}),
            ("return None", {"success": False, "error": {"code": "HANDLER_ERROR", "message": wrong}}),
        ):
            with self.subTest(hook):
                runtime = self.start(config={"on_health_check": hook})
                self.assertEqual(dict({"type": "response", "id": 1}, **expected), runtime.ask({"type": "health_check", "id": 1}))
                self.assertEqual(0, runtime.shut_down())

    def test_without_its_settings_or_without_anybody_there_the_module_says_what_to_set_and_exits_with_64(self):
        for settings, expected in (
            ({}, "IXT_IPC_SOCKET is not set"),
            ({"IXT_IPC_SOCKET": "", "IXT_MODULE_ID": "a:1.0.0/1"}, "IXT_IPC_SOCKET is not set"),
            ({"IXT_IPC_SOCKET": "/tmp/x"}, "IXT_MODULE_ID is not set"),
            ({"IXT_IPC_SOCKET": "/tmp/" + "x" * 103, "IXT_MODULE_ID": "a:1.0.0/1"}, "IXT_IPC_SOCKET has 108 bytes"),
            ({"IXT_IPC_SOCKET": "/tmp/" + "x" * 102, "IXT_MODULE_ID": "a:1.0.0/1"}, "cannot connect to IXT_IPC_SOCKET=/tmp/xxx"),
            ({"IXT_IPC_SOCKET": "/nonexistent/socket", "IXT_MODULE_ID": "a:1.0.0/1"}, "cannot connect to IXT_IPC_SOCKET=/nonexistent/socket"),
        ):
            with self.subTest(settings):
                clean = {name: value for name, value in os.environ.items() if name not in ("IXT_IPC_SOCKET", "IXT_MODULE_ID")}
                ended = subprocess.run([sys.executable, EVAL], env=dict(clean, **settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                self.assertEqual((64, b""), (ended.returncode, ended.stdout), ended.stderr)
                self.assertIn(expected, ended.stderr.decode())
                self.assertRegex(ended.stderr.decode(), r"\A[^\n]+\n\Z")
