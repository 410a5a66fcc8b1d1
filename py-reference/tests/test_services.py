from testing.fake_runtime import RuntimeTestCase, answer, handle, in_both_framings, refusal

CAUGHT = 'try: return module.success({"result": %s})\nexcept IxtError as error: return module.success({"code": error.code, "message": error.message, "details": error.details})'


class Services(RuntimeTestCase):
    @in_both_framings
    def test_each_service_sends_what_the_table_says_and_returns_what_it_is_answered(self, framing):
        runtime = self.start(framing)
        rows = (
            ('kv_get("k")', "kv", "get", {"key": "k"}, {"found": True, "value": "AAE="}, "b'\\x00\\x01'"),
            ('kv_get("k")', "kv", "get", {"key": "k"}, {"found": True, "value": ""}, "b''"),
            ('kv_get("k")', "kv", "get", {"key": "k"}, {"found": False}, "None"),
            ('kv_set("k", bytes([0, 1]))', "kv", "set", {"key": "k", "value": "AAE="}, {}, "None"),
            ('kv_set("k", "é", 5)', "kv", "set", {"key": "k", "value": "w6k=", "ttl_ms": 5}, {}, "None"),
            ('kv_set("k", "é", ttl_ms=5)', "kv", "set", {"key": "k", "value": "w6k=", "ttl_ms": 5}, {}, "None"),
            ('kv_delete("k")', "kv", "delete", {"key": "k"}, {"deleted": True}, "True"),
            ('kv_exists("k")', "kv", "exists", {"key": "k"}, {"exists": False}, "False"),
            ('send_message("t", bytes([0, 1]))', "message_bus", "send", {"topic": "t", "payload": "AAE=", "priority": 1},
             {"success": True, "data": {"a": 1}}, "{'success': True, 'data': {'a': 1}}"),
            ('send_message("t", {"x": None}, 4, 0)', "message_bus", "send", {"topic": "t", "payload": "eyJ4IjpudWxsfQ==", "priority": 4, "ttl_ms": 0},
             {"success": False, "error": {"code": "X", "message": "y", "details": 1}}, "{'success': False, 'error': {'code': 'X', 'message': 'y', 'details': 1}}"),
        )
        for number, (call, service, method, params, data, result) in enumerate(rows, 1):
            with self.subTest(call):
                request = runtime.run('return module.success({"result": repr(module.%s)})' % call, "h")
                self.assertEqual({"type": "service_request", "id": "m-%d" % number, "service": service, "method": method, "params": params}, request)
                response = runtime.ask(answer(request, data))
                self.assertEqual(("h", {"result": result}), (response["id"], response["data"]))

    def test_a_failed_service_call_raises_an_error_with_the_code_and_a_failed_send_returns_it(self):
        runtime = self.start()
        for call in ('module.kv_get("k")', 'module.kv_set("k", "v")', 'module.kv_delete("k")', 'module.kv_exists("k")'):
            response = runtime.ask(refusal(runtime.run(CAUGHT % call), "PERMISSION_DENIED", {"key": "k"}))
            self.assertEqual({"code": "PERMISSION_DENIED", "message": "it was PERMISSION_DENIED", "details": {"key": "k"}}, response["data"])
        response = runtime.ask(refusal(runtime.run('return module.success(module.send_message("t", ""))'), "MODULE_UNAVAILABLE"))
        self.assertEqual({"success": False, "error": {"code": "MODULE_UNAVAILABLE", "message": "it was MODULE_UNAVAILABLE"}}, response["data"])
        response = runtime.ask(refusal(runtime.run('module.kv_get("k")'), "PERMISSION_DENIED"))
        self.assertEqual({"code": "HANDLER_ERROR", "message": "it was PERMISSION_DENIED"}, response["error"])

    def test_an_answer_of_the_wrong_shape_fails_the_call_with_protocol_error(self):
        runtime = self.start()
        for call, data in (
            ('kv_get("k")', {}), ('kv_get("k")', {"found": 1}), ('kv_get("k")', {"found": True}), ('kv_get("k")', {"found": True, "value": "no base64"}),
            ('kv_delete("k")', {"deleted": 1}), ('kv_exists("k")', {}),
        ):
            with self.subTest(call):
                self.assertEqual("PROTOCOL_ERROR", runtime.ask(answer(runtime.run(CAUGHT % ("module." + call)), data))["data"]["code"])
        for data in ({"success": True}, {"success": None, "data": {}}, {"success": False, "error": {"code": 1, "message": ""}}):
            sent = runtime.run('return module.success(module.send_message("t", ""))')
            self.assertEqual("PROTOCOL_ERROR", runtime.ask(answer(sent, data))["data"]["error"]["code"])

        request = runtime.run(CAUGHT % 'module.kv_get("k")')
        runtime.send({"type": "service_response", "id": request["id"], "success": True})
        reports = runtime.receive_many(2)
        self.assertEqual((None, "PROTOCOL_ERROR"), (reports[0]["id"], reports[0]["error"]["code"]))
        self.assertEqual("PROTOCOL_ERROR", reports[1]["data"]["code"])

    def test_wrong_arguments_are_refused_before_anything_is_sent(self):
        runtime = self.start()
        for call in (
            'kv_get("")', "kv_get(1)", 'kv_get("k" * 1025)', 'kv_set("k", object())', 'kv_set("k", float("nan"))', 'kv_set("k", "v", 0)', 'kv_set("k", "v", 1.5)',
            'kv_set("k", "v", True)', 'send_message("", "")', 'send_message("t" * 256, "")', 'send_message("t", "", 5)', 'send_message("t", "", True)',
            'send_message("t", "", 1, -1)', 'send_message("t", {1})', 'log_structured("loud", "x")', 'log_structured("info", "x", [])',
            'log_structured("info", "x", {"a": float("inf")})',
        ):
            with self.subTest(call):
                response = runtime.run("try: module.%s\nexcept (TypeError, ValueError): return module.error('REFUSED')" % call)
                self.assertEqual("REFUSED", response.get("error", {}).get("code"), response)

    def test_a_call_that_cannot_be_sent_fails_alone(self):
        runtime = self.start()
        self.assertEqual("FRAME_TOO_LARGE", runtime.run(CAUGHT % 'module.kv_set("k", bytes(13000000))')["data"]["code"])
        deep = "a = {}\nfor i in range(80): a = {'a': a}\n"
        self.assertEqual("PROTOCOL_ERROR", runtime.run(deep + CAUGHT % 'module.log_structured("info", "x", a)')["data"]["code"])
        sent = runtime.run('return module.success(module.send_message("t", bytes(13000000)))')
        self.assertEqual("FRAME_TOO_LARGE", sent["data"]["error"]["code"])
        self.assertEqual(0, runtime.shut_down())

    def test_a_structured_log_entry_is_one_way(self):
        runtime = self.start()
        entry = runtime.run('module.log_structured("warn", "careful", {"a": {"b": 1}}); module.log_structured("info", "x")', "h")
        self.assertEqual({
            "type": "service_request", "service": "logging", "method": "log",
            "params": {"level": "warn", "message": "careful", "fields": {"a": {"b": 1}}}}, entry)
        self.assertEqual({"level": "info", "message": "x"}, runtime.receive()["params"])
        self.assert_answers([["h", "success"]], [runtime.receive()])

    def test_a_flood_of_log_entries_waits_for_the_runtime_to_read(self):
        runtime = self.start()
        runtime.send(handle(
            "most = 0\nfor i in range(3000):\n  module.log_structured('info', 'x' * 1000)\n  most = max(most, module._ixt.unsent_size)\nreturn module.success({'most': most})"))
        for _ in range(3000):
            self.assertEqual("log", runtime.receive()["method"])
        self.assertLess(runtime.receive()["data"]["most"], 1024 * 1024 + 2000)

    def test_a_health_check_during_a_call_is_answered_by_the_hook_on_the_same_thread(self):
        runtime = self.start(config={"on_health_check": 'import threading\nreturn {"healthy": True, "main": threading.current_thread() is threading.main_thread()}'})
        call = runtime.run('return module.success({"there": module.kv_exists("k")})', 1)
        self.assertEqual({"healthy": True, "main": True}, runtime.expect_success({"type": "health_check", "id": 2}))
        self.assert_answers([[1, "success"]], [runtime.ask(answer(call, {"exists": True}))])

    def test_a_health_hook_may_call_services_and_further_health_checks_wait_for_it(self):
        runtime = self.start(config={"on_health_check": "\n".join((
            "module.depth = getattr(module, 'depth', 0) + 1",
            "try: return {'healthy': module.kv_exists('h'), 'depth': module.depth}",
            "finally: module.depth -= 1"))})
        outer = runtime.run('return module.success({"there": module.kv_exists("k")})', "outer")
        checks = [{"type": "health_check", "id": id} for id in range(50)]
        inner = runtime.ask(checks[0])
        runtime.send(*checks[1:])
        runtime.send(handle("", "queued"), answer(outer, {"exists": True}))  # the outer answer is there before the inner one
        for id in range(50):
            self.assertEqual({"key": "h"}, inner["params"])
            response = runtime.ask(answer(inner, {"exists": True}))
            self.assertEqual((id, {"healthy": True, "depth": 1}), (response["id"], response["data"]))
            if id < 49:
                inner = runtime.receive()
        self.assert_answers([["outer", "success"], ["queued", "success"]], runtime.receive_many(2))

    def test_a_health_hook_that_fails_during_a_call_leaves_the_call_alone(self):
        runtime = self.start(config={"on_health_check": "raise IxtError('CANCELLED', 'not really')"})
        call = runtime.run('return module.success({"there": module.kv_exists("k")})', 1)
        self.assert_answers([[2, "HANDLER_ERROR"]], [runtime.ask({"type": "health_check", "id": 2})])
        self.assert_answers([[1, "success"]], [runtime.ask(answer(call, {"exists": True}))])

    def test_answers_are_told_apart_from_the_ids_of_the_other_direction_and_unknown_ones_are_ignored(self):
        runtime = self.start()
        call = runtime.run('return module.success({"value": module.kv_get("a").decode()})', "m-1")
        self.assertEqual("m-1", call["id"])
        value = {"found": True, "value": "QQ=="}
        runtime.send(answer({"id": "m-2"}, value), answer({"id": 1}, value), answer(call, value), answer(call, value))
        response = runtime.receive()
        self.assertEqual(("m-1", {"value": "A"}), (response["id"], response["data"]))
        runtime.until_stderr('ignored an answer to "m-2", which nobody waits for')

    def test_a_call_that_is_not_answered_in_time_fails_with_timeout_and_a_late_answer_is_ignored(self):
        runtime = self.start(options={"call_timeout": 0.02})
        call = runtime.run(CAUGHT % 'module.kv_get("k")')
        self.assertEqual("get", call["method"])
        self.assertEqual("TIMEOUT", runtime.receive()["data"]["code"])
        runtime.send(answer(call, {"found": False}))
        runtime.expect_success({"type": "health_check", "id": 1})

    def test_a_cancel_ends_the_call_in_progress_and_is_delivered_once(self):
        runtime = self.start()
        call = runtime.run('try: module.kv_get("k")\nexcept IxtError as error: module.kv_set("why", error.code)\nreturn module.success({"own": True})', "h")
        runtime.send({"type": "cancel", "id": "nobody"}, {"type": "cancel", "id": "h"}, {"type": "cancel", "id": "h"})
        cleanup = runtime.receive()
        self.assertEqual({"key": "why", "value": "Q0FOQ0VMTEVE"}, cleanup["params"])
        runtime.send({"type": "cancel", "id": "h"}, answer(call, {"found": False}))
        response = runtime.ask(answer(cleanup, {}))
        self.assertEqual(("h", {"own": True}), (response["id"], response["data"]))

    def test_a_cancel_that_is_left_uncaught_is_answered_cancelled_and_nothing_is_written_about_it(self):
        runtime = self.start()
        for call in ('module.kv_get("k")', 'module.kv_set("k", "v")', 'module.send_message("t", "x")'):
            self.assertEqual("service_request", runtime.run(call, "h")["type"])
            self.assert_answers([["h", "CANCELLED"]], [runtime.ask({"type": "cancel", "id": "h"})])
        self.assertEqual(0, runtime.shut_down())
        self.assertEqual("", runtime.stderr)

    def test_a_cancel_seen_during_a_health_hook_is_delivered_to_the_handler(self):
        runtime = self.start(config={"on_health_check": "return {'healthy': module.kv_exists('h')}"})
        runtime.run('module.kv_get("k")', "h")
        inner = runtime.ask({"type": "health_check", "id": 1})
        runtime.send({"type": "cancel", "id": "h"}, answer(inner, {"exists": True}))
        self.assert_answers([[1, "success"], ["h", "CANCELLED"]], runtime.receive_many(2))

    def test_waiting_serves_the_runtime_and_ends_early_only_when_cancelled(self):
        runtime = self.start()
        self.assertEqual({"cancelled": False}, runtime.run('return module.success({"cancelled": module.wait(0)})')["data"])
        self.assertEqual({"cancelled": False}, runtime.run('return module.success({"cancelled": module.wait(0.01)})')["data"])
        runtime.send(handle('return module.success({"cancelled": module.wait(), "again": module.wait(0.01)})', "h"))
        self.assert_answers([[1, "success"]], [runtime.ask({"type": "health_check", "id": 1})])
        self.assertEqual({"cancelled": True, "again": False}, runtime.ask({"type": "cancel", "id": "h"})["data"])

    def test_before_the_runtime_has_spoken_there_are_no_services(self):
        from ixt_process_module import IxtError, IxtProcessModule

        module = IxtProcessModule()
        for call in (lambda: module.kv_get("k"), lambda: module.log_structured("info", "x")):
            with self.assertRaises(IxtError) as raised:
                call()
            self.assertEqual("NOT_INITIALIZED", raised.exception.code)
        self.assertEqual("NOT_INITIALIZED", module.send_message("t", "")["error"]["code"])


class PayloadHelpers(RuntimeTestCase):
    def test_what_encodes_to_what(self):
        import array

        from ixt_process_module import IxtProcessModule

        module = IxtProcessModule()
        for data, expected in (
            (b"\0\xff", "AP8="), (bytearray(b"\0\xff"), "AP8="), (memoryview(b"\0.\xff")[::2], "AP8="), (array.array("B", [0, 255]), "AP8="), ("é", "w6k="), ("", ""),
            ("\ud800", "77+9"), ({"a": 1, "é": [None, True]}, "eyJhIjoxLCLDqSI6W251bGwsdHJ1ZV19"), (None, "bnVsbA=="), (12, "MTI="), (True, "dHJ1ZQ=="),
        ):
            self.assertEqual(expected, module.encode_payload(data))
        self.assertEqual(b"\0\xff", module.decode_payload("AP8="))
        for wrong in (object(), float("nan"), {1, 2}):
            with self.assertRaises((TypeError, ValueError)):
                module.encode_payload(wrong)
        for wrong in (None, b"AP8="):
            with self.assertRaises(TypeError):
                module.decode_payload(wrong)

    def test_the_public_members_are_those_of_the_readme_and_the_services_and_the_instance_has_one_field(self):
        import ixt_process_module as sdk

        self.assertEqual([
            "decode_payload", "encode_payload", "error", "kv_delete", "kv_exists", "kv_get", "kv_set", "log", "log_error", "log_structured", "module_id",
            "on_handle", "on_health_check", "on_init", "on_shutdown", "run", "send_message", "success", "wait",
        ], [name for name in dir(sdk.IxtProcessModule) if not name.startswith("_")])
        self.assertEqual(["_ixt"], list(vars(sdk.IxtProcessModule())))
        self.assertEqual(["IxtError", "IxtProcessModule"], sdk.__all__)
