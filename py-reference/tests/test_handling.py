import signal

from testing.fake_runtime import MODULE_ID, RuntimeTestCase, answer, handle, in_both_framings, outcome


class Handling(RuntimeTestCase):
    @in_both_framings
    def test_success_and_error_reach_the_runtime_as_they_were_made(self, framing):
        runtime = self.start(framing)
        for body, expected in (
            ('return module.success({"a": [1, None, True, 1.5, "é𝄞\\n\\u2028"]})', {"success": True, "data": {"a": [1, None, True, 1.5, "é𝄞\n\u2028"]}}),
            ("return module.success()", {"success": True, "data": {}}),
            ("return module.success(None)", {"success": True, "data": {}}),
            ("pass", {"success": True, "data": {}}),
            ('return {"success": True}', {"success": True, "data": {}}),
            ('return module.success({1: {None: 2 ** 64}})', {"success": True, "data": {"1": {"null": 2 ** 64}}}),
            ('return module.error("INVALID_INPUT", "no name", {"field": "name"})',
             {"success": False, "error": {"code": "INVALID_INPUT", "message": "no name", "details": {"field": "name"}}}),
            ('return module.error("X", "y", 0)', {"success": False, "error": {"code": "X", "message": "y", "details": 0}}),
            ('return module.error("X", "y")', {"success": False, "error": {"code": "X", "message": "y"}}),
            ('return module.error("X")', {"success": False, "error": {"code": "X", "message": "X"}}),
            ('return module.error("X", "")', {"success": False, "error": {"code": "X", "message": "X"}}),
            ('return module.success({"s": "\\ud800x\\udc00", "\\udfff": "\\\\ud800", "pair": "\\ud834" + "\\udd1e"})',
             {"success": True, "data": {"s": "\ufffdx\ufffd", "\ufffd": "\\ud800", "pair": "𝄞"}}),
        ):
            with self.subTest(body):
                self.assertEqual(dict({"type": "response", "id": "i"}, **expected), runtime.run(body, "i"))

    @in_both_framings
    def test_what_cannot_be_sent_is_answered_handler_error_in_its_place(self, framing):
        runtime = self.start(framing)
        for body in (
            'raise Exception("broken")', "raise Exception", "raise KeyError(1)", "assert False", "1 / 0", "return 1", "return {}", 'return "x"', "return True",
            "return module.success([])", "return module.success(1)", "return module.success(object())", 'return module.success({"x": b"bytes"})',
            'return module.success({"x": {1, 2}})', 'return module.success({"x": float("nan")})', 'return module.success({"x": [float("inf")]})',
            'return module.success({(1, 2): 3})', 'a = {}; a["a"] = a; return module.success(a)',
            "a = []\nfor i in range(100000): a = [a]\nreturn module.success({'a': a})",
            'return {"success": 1}', 'return {"success": False}', 'return {"success": False, "error": {"code": "", "message": "x"}}',
            'return {"success": False, "error": {"code": "X"}}', 'return module.error("X", "y", {1, 2})',
            "class Odd(dict):\n  def items(self): raise ZeroDivisionError('odd')\nreturn module.success(Odd(a=1))",
            "class Mute(Exception):\n  def __str__(self): raise ValueError('mute')\nraise Mute()",
            "def deep(): deep()\ndeep()",
            "async def late(): pass\ncoroutine = late()\ncoroutine.close()\nreturn coroutine",
        ):
            with self.subTest(body):
                response = runtime.run(body, "i")
                self.assertEqual(["i", "HANDLER_ERROR"], outcome(response))
                self.assertTrue(response["error"]["message"])
                self.assertNotIn("Traceback", response["error"]["message"])
                self.assertNotIn(".py", response["error"]["message"])
        self.assertEqual("broken", runtime.run('raise Exception("broken")')["error"]["message"])
        self.assertEqual(0, runtime.shut_down())
        self.assertIn("handle failed: Exception: broken\nTraceback (most recent call last):\n", runtime.stderr)
        self.assertNotIn("ixt_process_module.py", runtime.stderr.split("handle failed: Exception: broken\n")[1].split("[ERROR]")[0])

    def test_a_result_nests_to_64_in_its_frame_and_no_deeper(self):
        runtime = self.start()
        for kind, rounds in (("[a]", 61), ('{"a": a}', 61), ('[[{"[": "]]"}], a]', 60)):
            body = "a = []\nfor i in range(%d): a = " + kind + "\nreturn module.success({'a': a})"
            self.assert_answers([[1, "success"]], [runtime.run(body % rounds)])
            self.assert_answers([[1, "HANDLER_ERROR"]], [runtime.run(body % (rounds + 1))])

    def test_a_handler_deep_in_a_recursion_cannot_hurt_the_module(self):
        runtime = self.start()
        body = "\n".join((
            "import sys",
            "def deep(n):",
            "    try: return deep(n + 1)",
            "    except RecursionError: pass",
            "    try: module.kv_exists('k')",
            "    except RecursionError: return 'refused'",
            "try: deep(0)",
            "except RecursionError: pass",
            "return module.success({'there': module.kv_exists('k')})",
        ))
        frame = runtime.run(body)
        while frame["type"] == "service_request":
            frame = runtime.ask(answer(frame, {"exists": True}))
        self.assertEqual({"there": True}, frame["data"])

    def test_messages_that_wait_are_handled_in_order_of_arrival_one_at_a_time(self):
        runtime = self.start()
        body = "\n".join((
            "state = module.__dict__.setdefault('state', [0, 0])",
            "state[0] += 1",
            "assert state[1] == 0, 'two at once'",
            "state[1] = 1",
            "if state[0] % 100 == 1: module.kv_exists('k')",
            "state[1] = 0",
            "return module.success({'turn': state[0]})",
        ))
        runtime.send(*[handle(body, id) for id in range(1000)])
        turns = []
        while len(turns) < 1000:
            frame = runtime.receive()
            if frame["type"] == "service_request":
                self.assert_answers([["while they wait", "success"]], [runtime.ask({"type": "health_check", "id": "while they wait"})])
                runtime.send(answer(frame, {"exists": True}))
            else:
                turns.append((frame["id"], frame["data"]["turn"]))
        self.assertEqual([(id, id + 1) for id in range(1000)], turns)

    def test_an_id_that_is_outstanding_is_refused_and_the_first_is_undisturbed(self):
        runtime = self.start()
        call = runtime.run('return module.success({"there": module.kv_exists("k")})', 1)
        runtime.send(handle("", "1"), handle("", 1), handle("", "1"), {"type": "health_check", "id": 1}, {"type": "shutdown", "id": "1"})
        for response in runtime.receive_many(4):
            self.assertEqual(("PROTOCOL_ERROR", {"pointer": "/id"}), (response["error"]["code"], response["error"]["details"]))
        runtime.send(answer(call, {"exists": True}))
        self.assert_answers([[1, "success"], ["1", "success"]], runtime.receive_many(2))
        self.assert_answers([[1, "success"]], [runtime.run("", 1)])

    def test_past_the_bound_messages_are_refused_health_checks_and_cancels_are_not(self):
        runtime = self.start(options={"max_outstanding": 2})
        runtime.run('module.kv_exists("k")', 1)
        runtime.send(handle('module.log("ran")', 2), handle("", 3))
        self.assert_answers([[3, "OVERLOADED"]], [runtime.receive()])
        self.assert_answers([[4, "success"]], [runtime.ask({"type": "health_check", "id": 4})])
        self.assert_answers([[2, "CANCELLED"]], [runtime.ask({"type": "cancel", "id": 2})])
        runtime.send(handle("", 5), handle("", 6))
        self.assert_answers([[6, "OVERLOADED"]], [runtime.receive()])
        runtime.send({"type": "cancel", "id": 1})
        self.assert_answers([[1, "CANCELLED"], [5, "success"]], runtime.receive_many(2))
        self.assertEqual(0, runtime.shut_down())
        self.assertEqual("", runtime.stderr)

    def test_the_default_bound_is_8192(self):
        runtime = self.start()
        runtime.run('module.kv_exists("k")', 0)
        runtime.send(*[handle("", id) for id in range(1, 8193)])
        self.assert_answers([[8192, "OVERLOADED"]], [runtime.receive()])

    @in_both_framings
    def test_any_number_of_messages_in_one_write_is_handled_without_overloading(self, framing):
        runtime = self.start(framing)
        runtime.send(*[handle("", id) for id in range(10000)])
        for id in range(10000):
            self.assertEqual([id, "success"], outcome(runtime.receive()))

    def test_a_time_to_live_that_has_passed_is_expired_without_the_handler(self):
        runtime = self.start()
        self.assert_answers([[1, "EXPIRED"]], [runtime.run("module.ran = True", ttl_ms=0)])
        # One write, so one read: the second has been there since before the first began to block.
        runtime.send(
            handle("import time\nuntil = time.monotonic() + 0.06\nwhile time.monotonic() < until: pass", 1, ttl_ms=60000),
            handle("module.ran = True", 2, ttl_ms=50),
            handle('return module.success({"ran": hasattr(module, "ran"), "ttl_ms": message["ttl_ms"]})', 3, ttl_ms=2 ** 53 - 1))
        answers = runtime.receive_many(3)
        self.assert_answers([[1, "success"], [2, "EXPIRED"], [3, "success"]], answers)
        self.assertEqual({"ran": False, "ttl_ms": 2 ** 53 - 1}, answers[2]["data"])

    def test_a_time_to_live_passes_while_another_handler_waits_for_a_service(self):
        runtime = self.start(options={"call_timeout": 0.06})
        runtime.send(handle("try: module.kv_exists('k')\nexcept IxtError as error: return module.error(error.code)", 1), handle("module.ran = True", 2, ttl_ms=50))
        self.assertEqual("service_request", runtime.receive()["type"])
        self.assert_answers([[1, "TIMEOUT"], [2, "EXPIRED"]], runtime.receive_many(2))

    def test_a_log_line_goes_to_stderr_with_its_level_and_the_modules_id(self):
        runtime = self.start()
        runtime.run('module.log("one\\ntwo é \\ud800"); module.log_error(ValueError("three")); module.log(None); module.log(module.module_id)')
        runtime.shut_down()
        prefix = "] %s: " % MODULE_ID
        self.assertEqual(
            "[INFO" + prefix + "one\ntwo é \\ud800\n[ERROR" + prefix + "three\n[INFO" + prefix + "None\n[INFO" + prefix + MODULE_ID + "\n", runtime.stderr)

    def test_a_module_without_stderr_goes_on(self):
        runtime = self.start()
        self.assert_answers([[1, "success"]], [runtime.run("import os, sys\nmodule.saved = os.dup(2)\nsys.stderr.close(); sys.stderr = None")])
        self.assert_answers([[1, "HANDLER_ERROR"]], [runtime.run('module.log("x"); raise Exception("y")')])
        self.assertEqual(0, runtime.shut_down())

    def test_a_handler_may_end_the_process_as_python_does(self):
        runtime = self.start()
        self.assertIsNone(runtime.run("import sys\nsys.exit(9)"))
        self.assertEqual(9, runtime.exit())

    def test_a_subclass_need_not_call_the_base_class_initializer(self):
        runtime = self.start(config={"on_init": "type(module).__init__ = lambda self: None\nmodule.second = type(module)()"})
        self.assertEqual({"data": "AA=="}, runtime.run('return module.success({"data": module.second.encode_payload(bytes(1))})')["data"])

    @in_both_framings
    def test_while_the_runtime_does_not_read_what_is_unsent_stays_bounded_and_nothing_is_lost(self, framing):
        runtime = self.start(framing)
        runtime.run("\n".join((
            "engine, module.most = module._ixt, 0",
            "def send(body, send=engine.send):",
            "    send(body)",
            "    module.most = max(module.most, engine.unsent_size)",
            "    if engine.unsent_size > 1024 * 1024: module.log('stalled')",
            "engine.send = send",
        )))
        count, filler = 600, "x" * 65536
        for id in range(count):
            runtime.send(handle('return module.success({"filler": "%s"})' % filler, id))
        runtime.until(lambda: "stalled" in runtime.stderr, "the module did not stall", reading=False)
        self.assertGreater(len(runtime.unsent), 0, "most of what we wrote waits here, not in the module")
        for id in range(count):
            response = runtime.receive()
            self.assertEqual((id, len(filler)), (response["id"], len(response["data"]["filler"])))
        most = runtime.run('return module.success({"most": module.most})')["data"]["most"]
        self.assertGreater(most, 1024 * 1024, "the case is real")
        self.assertLess(most, 2 * 1024 * 1024)
        self.assertEqual(0, runtime.shut_down())

    @in_both_framings
    def test_a_runtime_that_writes_a_whole_large_frame_before_it_reads_is_not_held_up(self, framing):
        runtime = self.start(framing)
        runtime.send(handle('return module.success({"x": "x" * 8000000})', 1), handle('return module.success({"y": len("%s")})' % ("y" * 11000000), 2))
        runtime.flush()
        answers = runtime.receive_many(2)
        self.assertEqual((8000000, 11000000), (len(answers[0]["data"]["x"]), answers[1]["data"]["y"]))

    def test_a_call_is_answered_though_messages_of_any_size_come_before_the_answer(self):
        runtime = self.start()
        call = runtime.run('return module.success({"there": module.kv_exists("k")})', "first")
        runtime.send(*[handle('return module.success({"n": len("%s")})' % ("x" * 1000000), id) for id in range(40)])
        runtime.send(answer(call, {"exists": True}))
        self.assert_answers([["first", "success"]] + [[id, "success"] for id in range(40)], runtime.receive_many(41))

    def test_a_signal_handler_of_the_authors_own_does_not_disturb(self):
        runtime = self.start()
        runtime.run("import signal\nsignal.signal(signal.SIGUSR1, lambda *_: module.log('usr1'))")
        runtime.signal(signal.SIGUSR1)
        runtime.until_stderr("usr1")
        self.assertEqual(0, runtime.shut_down())
