"""Service calls from threads of the module's own. The answer is taken in by the thread that called run()."""

from testing.fake_runtime import RuntimeTestCase, answer, handle

START = "import threading\ndef work():\n  %s\nmodule.thread = threading.Thread(target=work, daemon=True)\nmodule.thread.start()"


def starting(*lines):
    return START % "\n  ".join(lines)


class Threads(RuntimeTestCase):
    def test_a_thread_calls_services_while_no_handler_runs(self):
        runtime = self.start(config={"on_init": starting("module.value = module.kv_get('k')", "module.log('got ' + module.value.decode())")})
        call = runtime.receive()
        self.assertEqual(("kv", "get"), (call["service"], call["method"]))
        runtime.send(answer(call, {"found": True, "value": "eA=="}))
        runtime.until_stderr("got x")
        self.assertEqual(0, runtime.shut_down())

    def test_calls_of_several_threads_and_of_a_handler_are_told_apart(self):
        runtime = self.start()
        runtime.send(handle("\n".join((
            "import threading",
            "got = {}",
            "def work(n):",
            "    for i in range(20): got[n, i] = module.kv_get('%d.%d' % (n, i)).decode()",
            "threads = [threading.Thread(target=work, args=(n,)) for n in range(5)]",
            "for thread in threads: thread.start()",
            "for i in range(20): got[5, i] = module.kv_get('5.%d' % i).decode()",
            "while any(thread.is_alive() for thread in threads): module.wait(0.005)",
            "return module.success({'%d.%d' % key: value for key, value in got.items()})",
        ))))
        ids = set()
        while True:
            frame = runtime.receive()
            if frame["type"] == "response":
                break
            self.assertNotIn(frame["id"], ids)
            ids.add(frame["id"])
            runtime.send(answer(frame, {"found": True, "value": runtime_value(frame["params"]["key"])}))
        self.assertEqual({"%d.%d" % (n, i): "%d.%d!" % (n, i) for n in range(6) for i in range(20)}, frame["data"])
        self.assertEqual(120, len(ids))

    def test_a_cancel_is_the_handlers_and_not_the_threads(self):
        runtime = self.start()
        runtime.send(handle(starting("module.log(module.kv_exists('of the thread'))") + "\nmodule.kv_exists('of the handler')", "h"))
        calls = {call["params"]["key"]: call for call in runtime.receive_many(2)}
        self.assert_answers([["h", "CANCELLED"]], [runtime.ask({"type": "cancel", "id": "h"})])
        runtime.send(answer(calls["of the thread"], {"exists": True}))
        runtime.until_stderr(": True\n")

    def test_a_threads_call_times_out(self):
        runtime = self.start(options={"call_timeout": 0.02}, config={"on_init": starting("try: module.kv_get('k')", "except Exception as error: module.log(error.code)")})
        self.assertEqual("get", runtime.receive()["method"])
        runtime.until_stderr("TIMEOUT")
        self.assertEqual(0, runtime.shut_down())

    def test_a_threads_call_fails_with_connection_lost_when_the_connection_goes(self):
        body = starting("for i in range(2):", "  try: module.kv_get('k')", "  except Exception as error: module.log(error.code)")
        runtime = self.start(config={"on_init": body, "on_shutdown": "module.thread.join()"})
        self.assertEqual("get", runtime.receive()["method"])
        runtime.end_input()
        self.assertIsNone(runtime.receive())
        self.assertEqual(0, runtime.exit())
        self.assertEqual(2, runtime.stderr.count("CONNECTION_LOST"), runtime.stderr)

    def test_a_thread_in_wait_learns_of_the_shutdown_at_once(self):
        body = starting("while not module.wait(60): pass", "module.log('thread ended')", "module.log(module.wait())")
        runtime = self.start(config={"on_init": body, "on_shutdown": "module.thread.join()"})
        self.assertEqual(0, runtime.shut_down())
        self.assertIn("thread ended\n", runtime.stderr)
        self.assertIn(": True\n", runtime.stderr)

    def test_a_thread_that_waits_a_while_goes_on(self):
        runtime = self.start(config={"on_init": starting("module.log(module.wait(0.001))")})
        runtime.until_stderr(": False\n")
        self.assertEqual([], runtime.run("return module.success({'sleepers': module._ixt.sleepers})")["data"]["sleepers"])

    def test_a_thread_that_logs_without_end_is_held_up_while_the_runtime_does_not_read(self):
        runtime = self.start()
        runtime.send(handle("\n".join((
            "import threading",
            "def work():",
            "    for i in range(5000): module.log_structured('info', 'x' * 1000)",
            "module.most = 0",
            "threading.Thread(target=work, daemon=True).start()",
            "while module._ixt.unsent_size < 1024 * 1024 or not module._ixt.waiters: module.wait(0.005)",
            "module.log('held up')",
            "return module.success({'kept': module._ixt.unsent_size + module._ixt.outbox_size})",
        ))))
        runtime.until(lambda: "held up" in runtime.stderr, "the thread was not held up", reading=False)
        frames = runtime.receive_many(5001)
        response = next(frame for frame in frames if frame["type"] == "response")
        self.assertLess(response["data"]["kept"], 3 * 1024 * 1024 + 4000)

    def test_a_one_way_entry_of_a_thread_is_sent_while_a_handler_computes_nothing(self):
        runtime = self.start(config={"on_init": starting("module.log_structured('info', 'from afar')")})
        self.assertEqual({"level": "info", "message": "from afar"}, runtime.receive()["params"])

    def test_hooks_and_handlers_run_on_the_thread_that_called_run(self):
        where = "import threading\nmodule.log('%s ' + threading.current_thread().name)"
        runtime = self.start(config={"on_init": where % "init", "on_shutdown": where % "shutdown", "on_health_check": where % "health" + "\nreturn {'healthy': True}"})
        runtime.run(where % "handle")
        runtime.ask({"type": "health_check", "id": 1})
        runtime.shut_down()
        for name in ("init", "handle", "health", "shutdown"):
            self.assertIn(": %s MainThread\n" % name, runtime.stderr)


def runtime_value(key):
    from testing.fake_runtime import to_base64

    return to_base64(key + "!")
