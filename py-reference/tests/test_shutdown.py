import signal

from testing.fake_runtime import RuntimeTestCase, answer, handle, in_both_framings

HOOK = {"on_shutdown": 'module.log("the hook ran")'}
WAITS = 'return module.success({"there": module.kv_exists("k")})'


class Shutdown(RuntimeTestCase):
    def assert_ended(self, runtime, code=0, hooks=1):
        self.assertIsNone(runtime.receive())
        self.assertEqual(code, runtime.exit(), runtime.stderr)
        self.assertEqual(hooks, runtime.stderr.count("the hook ran"), runtime.stderr)

    @in_both_framings
    def test_a_shutdown_drains_runs_the_hook_once_answers_closes_exits_with_0(self, framing):
        runtime = self.start(framing, config=HOOK)
        runtime.send(handle(WAITS, "h"), handle(WAITS, "queued"), {"type": "shutdown", "id": "s"})
        call = runtime.receive()
        runtime.send({"type": "init", "id": 1, "config": {}}, handle("", 2), {"type": "health_check", "id": 3}, {"type": "shutdown", "id": 4})
        self.assert_answers([[id, "SHUTTING_DOWN"] for id in (1, 2, 3, 4)], runtime.receive_many(4))
        runtime.send(answer(call, {"exists": True}))
        self.assert_answers([["h", "success"]], [runtime.receive()])
        runtime.send(answer(runtime.receive(), {"exists": True}))  # a queued handle still runs, and its calls still work
        self.assert_answers([["queued", "success"]], [runtime.receive()])
        self.assertEqual({"type": "response", "id": "s", "success": True, "data": {}}, runtime.receive())
        self.assert_ended(runtime)

    def test_after_the_grace_what_runs_is_cancelled_and_what_waits_is_answered(self):
        for body, expected in (
            (WAITS, "CANCELLED"),
            ('try: module.kv_get("k")\nexcept IxtError as error: return module.error("OWN", error.code)', "OWN"),
            ('assert module.wait() is True\nreturn module.success()', "success"),
            ('assert module.wait() is True\nraise Exception("own")', "HANDLER_ERROR"),
            ("assert module.wait(60) is True and module.wait(0.001) is True\nreturn module.success()", "success"),
        ):
            with self.subTest(body):
                runtime = self.start(config=HOOK)
                runtime.send(handle('module.log_structured("info", "begun")\n' + body, "h"), handle('module.log("queued ran")', "queued"))
                self.assertEqual("log", runtime.receive()["method"])
                if "kv_" in body:
                    self.assertEqual("kv", runtime.receive()["service"])
                runtime.send({"type": "shutdown", "id": "s", "grace_ms": 10})
                self.assert_answers([["queued", "CANCELLED"], ["h", expected], ["s", "success"]], runtime.receive_many(3))
                self.assert_ended(runtime)
                self.assertNotIn("queued ran", runtime.stderr)

    def test_a_handler_that_goes_on_calling_after_its_cancellation_is_ended_and_answered_for(self):
        for loop in ("while True:\n  try: module.kv_get('k')\n  except Exception: pass", "while True:\n  module.wait()", "while True:\n  module.wait(0.01)"):
            with self.subTest(loop):
                runtime = self.start(config=HOOK)
                runtime.send(handle(loop, "h"), handle("", "queued"))
                if "kv_get" in loop:
                    self.assertEqual("get", runtime.receive()["method"])
                else:
                    self.assert_answers([[1, "success"]], [runtime.ask({"type": "health_check", "id": 1})])
                runtime.send({"type": "shutdown", "id": "s", "grace_ms": 10})
                answers = []
                while not answers or answers[-1] is not None:
                    frame = runtime.receive()
                    if frame is None or frame["type"] == "response":
                        answers.append(frame)
                self.assert_answers([["queued", "CANCELLED"], ["h", "CANCELLED"], ["s", "success"], None], answers)
                self.assert_ended(runtime)

    def test_a_cleanup_after_the_cancellation_may_call_services(self):
        runtime = self.start(config=HOOK)
        runtime.run("try: module.kv_get('k')\nfinally: module.kv_set('state', 'x')", "h")
        cleanup = runtime.ask({"type": "shutdown", "id": "s", "grace_ms": 0})
        self.assertEqual("set", cleanup["method"])
        runtime.send(answer(cleanup, {}))
        self.assert_answers([["h", "CANCELLED"], ["s", "success"]], runtime.receive_many(2))
        self.assert_ended(runtime)

    def test_a_grace_of_the_largest_number_waits_for_the_handles(self):
        runtime = self.start(config=HOOK)
        call = runtime.run(WAITS, "h")
        runtime.send({"type": "shutdown", "id": "s", "grace_ms": 2 ** 53 - 1}, {"type": "health_check", "id": 1})
        self.assert_answers([[1, "SHUTTING_DOWN"]], [runtime.receive()])
        runtime.send(answer(call, {"exists": True}))
        self.assert_answers([["h", "success"], ["s", "success"]], runtime.receive_many(2))
        self.assert_ended(runtime)

    def test_a_cancel_is_honoured_while_draining(self):
        runtime = self.start(config=HOOK)
        runtime.run(WAITS, "h")
        runtime.send(handle("", "queued"), {"type": "shutdown", "id": "s"}, {"type": "cancel", "id": "queued"}, {"type": "cancel", "id": "h"})
        self.assert_answers([["queued", "CANCELLED"], ["h", "CANCELLED"], ["s", "success"]], runtime.receive_many(3))
        self.assert_ended(runtime)

    def test_a_health_check_that_is_being_answered_is_drained_too(self):
        runtime = self.start(config=dict(HOOK, on_health_check="return {'healthy': module.kv_exists('h')}"))
        call = runtime.ask({"type": "health_check", "id": 1})
        runtime.send({"type": "health_check", "id": 2}, {"type": "shutdown", "id": "s"}, answer(call, {"exists": True}))
        self.assert_answers([[1, "success"]], [runtime.receive()])
        runtime.send(answer(runtime.receive(), {"exists": False}))
        self.assert_answers([[2, "success"], ["s", "success"]], runtime.receive_many(2))
        self.assert_ended(runtime)

    def test_a_shutdown_hook_that_fails_is_answered_handler_error_and_the_exit_code_is_1(self):
        runtime = self.start(config={"on_shutdown": 'raise Exception("cannot save")'})
        response = runtime.ask({"type": "shutdown", "id": "s"})
        self.assertEqual({"type": "response", "id": "s", "success": False, "error": {"code": "HANDLER_ERROR", "message": "cannot save"}}, response)
        self.assert_ended(runtime, 1, 0)

    def test_the_shutdown_hook_may_use_services_and_wait(self):
        runtime = self.start(config={"on_shutdown": 'module.kv_set("state", "x"); module.log(module.wait(0.01)); module.log(module.wait()); ' + HOOK["on_shutdown"]})
        call = runtime.ask({"type": "shutdown", "id": "s", "grace_ms": 0})
        self.assertEqual({"key": "state", "value": "eA=="}, call["params"])
        self.assert_answers([[1, "SHUTTING_DOWN"]], [runtime.ask({"type": "health_check", "id": 1})])
        self.assert_answers([["s", "success"]], [runtime.ask(answer(call, {}))])
        self.assert_ended(runtime)
        self.assertIn(": False\n", runtime.stderr)
        self.assertIn(": True\n", runtime.stderr)

    def test_what_comes_while_the_shutdown_hook_blocks_is_still_refused(self):
        runtime = self.start(config={
            "on_init": "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])",
            "on_shutdown": 'module.log("the hook ran")\nimport signal\nsignal.sigwait([signal.SIGUSR1])'})
        runtime.send({"type": "shutdown", "id": "s"})
        runtime.until_stderr("the hook ran")
        runtime.send({"type": "health_check", "id": 1}, {"type": "cancel", "id": 1})
        runtime.flush()
        runtime.signal(signal.SIGUSR1)
        self.assert_answers([[1, "SHUTTING_DOWN"], ["s", "success"]], runtime.receive_many(2))
        self.assert_ended(runtime)

    def test_a_signal_drains_and_answers_what_is_outstanding_runs_the_hook_exits_with_0(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number):
                runtime = self.start(config=HOOK)
                call = runtime.run(WAITS, "h")
                runtime.send(handle("", "queued"))
                self.assert_answers([[1, "success"]], [runtime.ask({"type": "health_check", "id": 1})])
                for _ in range(3):
                    runtime.signal(number)
                response = {"success": True}
                while response["success"]:  # until the signal has arrived
                    response = runtime.ask({"type": "health_check", "id": 1})
                self.assert_answers([[1, "SHUTTING_DOWN"]], [response])
                runtime.signal(signal.SIGTERM)
                runtime.send(answer(call, {"exists": True}))
                self.assert_answers([["h", "success"], ["queued", "success"]], runtime.receive_many(2))
                self.assert_ended(runtime)

    def test_a_signal_that_arrives_when_nothing_happens_ends_the_module(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            runtime = self.start(config=HOOK)
            runtime.signal(number)
            self.assert_ended(runtime)

    def test_signals_during_the_hook_do_not_end_it(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            runtime = self.start(config={"on_shutdown": 'module.kv_set("k", "v"); ' + HOOK["on_shutdown"]})
            runtime.signal(number)
            call = runtime.receive()
            for _ in range(10):
                runtime.signal(number)
            runtime.send(answer(call, {}))
            self.assert_ended(runtime)

    def test_a_signal_in_the_midst_of_work_without_the_sdk_is_taken_up_afterwards(self):
        runtime = self.start(config=HOOK)
        runtime.send(handle("import os\nmodule.log('begun')\nwhile not module._ixt.signalled: pass\nreturn module.success({'own': True})", "h"), handle("", "queued"))
        runtime.until_stderr("begun")
        runtime.signal(signal.SIGTERM)
        self.assert_answers([["h", "success"], ["queued", "success"]], runtime.receive_many(2))
        self.assert_ended(runtime)

    def test_a_signal_that_comes_late_leaves_the_exit_code_alone(self):
        late = "import os, signal\nos.kill(os.getpid(), signal.%s)"
        for number in ("SIGTERM", "SIGINT"):
            runtime = self.start(config={"on_init": "import atexit\natexit.register(lambda: exec(%r))" % (late % number), "on_shutdown": "raise Exception('x')"})
            self.assert_answers([["s", "HANDLER_ERROR"]], [runtime.ask({"type": "shutdown", "id": "s"})])
            self.assert_ended(runtime, 1, 0)

    def test_a_signal_ends_a_module_that_a_thread_of_its_own_keeps_alive(self):
        body = "import threading\nmodule.gate = threading.Event()\nthreading.Thread(target=module.gate.wait).start()"
        runtime = self.start(config=dict(HOOK, on_init=body))
        self.assert_answers([["s", "success"], None], [runtime.ask({"type": "shutdown", "id": "s"}), runtime.receive()])
        runtime.signal(signal.SIGTERM)
        self.assert_ended(runtime)

    def test_a_forked_worker_ends_by_its_signal_as_if_there_were_no_module(self):
        runtime = self.start(config=HOOK)
        body = "\n".join((
            "import os, signal",
            "begun, begin = os.pipe()",
            "worker = os.fork()",
            "if worker == 0:",
            "    os.write(begin, b'x')",
            "    signal.alarm(30)",  # a worker that hears no signal is not to outlive the tests
            "    while True: signal.pause()",
            "os.read(begun, 1)",
            "os.kill(worker, signal.SIGTERM)",
            "return module.success({'status': os.waitpid(worker, 0)[1]})"))
        self.assertEqual({"status": int(signal.SIGTERM)}, runtime.run(body)["data"])
        self.assertEqual(0, runtime.shut_down())

    def test_a_signal_before_init_exits_with_0_without_the_hook(self):
        runtime = self.start(init=False, config=HOOK)
        runtime.ask({"type": "health_check", "id": 1})
        runtime.signal(signal.SIGTERM)
        self.assert_ended(runtime, hooks=0)

    @in_both_framings
    def test_the_end_of_the_stream_cancels_runs_the_hook_once_exits_with_0(self, framing):
        runtime = self.start(framing, config=HOOK)
        runtime.run(WAITS, "calls")
        runtime.send(handle("", "queued"), {"type": "health_check", "id": 1})
        self.assert_answers([[1, "success"]], [runtime.receive()])
        runtime.end_input()
        self.assert_answers([["queued", "CANCELLED"], ["calls", "CANCELLED"]], sorted(runtime.receive_many(2), key=lambda each: each["id"], reverse=True))
        self.assert_ended(runtime)

    def test_the_end_of_the_stream_fails_calls_with_connection_lost_and_ends_waits(self):
        for body, result in (
            ("try: module.kv_get('k')\nexcept IxtError as error: return module.success({'x': error.code})", "CONNECTION_LOST"),
            ("return module.success({'x': module.send_message('t', '')['error']['code']})", "CONNECTION_LOST"),
            ("return module.success({'x': module.wait()})", True),
            ("try: module.kv_get('k')\nexcept IxtError: return module.success({'x': module.wait()})", True),
        ):
            with self.subTest(body):
                runtime = self.start(config=HOOK)
                runtime.send(handle(body, "h"))
                if "module.wait()" in body and "kv_get" not in body:
                    self.assert_answers([[1, "success"]], [runtime.ask({"type": "health_check", "id": 1})])
                else:
                    self.assertEqual("service_request", runtime.receive()["type"])
                runtime.end_input()
                self.assertEqual({"x": result}, runtime.receive()["data"])
                self.assert_ended(runtime)

    def test_the_end_of_the_stream_is_noticed_behind_a_long_queue(self):
        runtime = self.start(config=HOOK)
        runtime.run(WAITS, "calls")
        runtime.send(*[handle("module.log_structured('info', 'ran')\n#" + "x" * 100000, id) for id in range(30)])
        runtime.flush()
        runtime.end_input()
        self.assert_answers([[id, "CANCELLED"] for id in range(30)] + [["calls", "CANCELLED"]], runtime.receive_many(31))
        self.assert_ended(runtime)

    def test_the_end_of_the_stream_is_noticed_between_two_handlers_though_a_long_queue_keeps_more_from_being_read(self):
        runtime = self.start(config=dict(HOOK, on_init="import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])"))
        call = runtime.run(WAITS, "calls")
        blocking = "import signal\nmodule.log('begun')\nsignal.sigwait([signal.SIGUSR1])\n#" + "x" * 100000
        runtime.send(*[handle(blocking, id) for id in range(30)])
        runtime.flush()
        runtime.send(answer(call, {"exists": True}))
        runtime.until_stderr("begun")
        runtime.end_input()
        runtime.signal(signal.SIGUSR1)
        self.assert_answers([["calls", "success"], [0, "success"]] + [[id, "CANCELLED"] for id in range(1, 30)], runtime.receive_many(31))
        self.assert_ended(runtime)
        self.assertEqual(1, runtime.stderr.count("begun"))

    def test_a_runtime_that_is_gone_altogether_ends_the_module_with_0(self):
        runtime = self.start(config=HOOK)
        runtime.run(WAITS, "h")
        runtime.hang_up()
        self.assertEqual(0, runtime.exit())
        self.assertEqual(1, runtime.stderr.count("the hook ran"))

    def test_a_runtime_that_goes_while_much_is_unsent_ends_the_module_with_0(self):
        runtime = self.start(config=HOOK)
        runtime.send(handle('return module.success({"x": "x" * 5000000})', 1), handle("", 2))
        runtime.flush()
        runtime.hang_up()
        self.assertEqual(0, runtime.exit())
        self.assertEqual(1, runtime.stderr.count("the hook ran"))

    def test_end_of_stream_signal_and_shutdown_together_run_the_hook_once(self):
        runtime = self.start(config=HOOK)
        runtime.run(WAITS, "h")
        runtime.send({"type": "shutdown", "id": "s", "grace_ms": 60000}, {"type": "health_check", "id": 1})
        self.assert_answers([[1, "SHUTTING_DOWN"]], [runtime.receive()])
        runtime.signal(signal.SIGTERM)
        runtime.end_input()  # hurries the drain
        self.assert_answers([["h", "CANCELLED"], ["s", "success"]], runtime.receive_many(2))
        self.assert_ended(runtime)

    @in_both_framings
    def test_the_answers_are_all_flushed_before_the_connection_is_closed_however_slowly_the_runtime_reads(self, framing):
        runtime = self.start(framing, config=HOOK)
        runtime.send(handle('return module.success({"x": "x" * 5000000})', "h"), {"type": "shutdown", "id": "s"})
        runtime.until(lambda: "the hook ran" in runtime.stderr, "the hook did not run", reading=False)
        for _ in range(10):
            runtime.signal(signal.SIGTERM)
        runtime.send(*[handle("", id) for id in range(10000)])  # nobody is left to read them, and that holds nothing up
        self.assertEqual(5000000, len(runtime.receive()["data"]["x"]))
        last = runtime.receive()
        while last["id"] != "s":
            self.assert_answers([[last["id"], "SHUTTING_DOWN"]], [last])
            last = runtime.receive()
        self.assert_answers([["s", "success"]], [last])
        self.assert_ended(runtime)
