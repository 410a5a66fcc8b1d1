"""Bad input: a clear error, nothing lost, never a hang. Nearly every test runs in both framings."""

import base64
import contextlib
import copy
import io
import json
import random
import re
import unittest

from testing.fake_runtime import RuntimeTestCase, compact, handle, in_both_framings
from testing.framing import Listener

MAX_FRAME = 16777215
ABSENT = object()
ECHO = 'return module.success({"payload": module.encode_payload(module.decode_payload(message["payload"]))})'


def altered(pointer, value):
    """A handle of which one member is another, or is absent."""
    frame = copy.deepcopy(handle("", "h"))
    *owners, last = pointer[1:].split("/")
    owner = frame
    for name in owners:
        owner = owner[name]
    if value is ABSENT:
        del owner[last]
    else:
        owner[last] = value
    return frame


class BadInput(RuntimeTestCase):
    def expect_fault(self, runtime, frame, id=None, code="PROTOCOL_ERROR", pointer=None):
        """Sends a frame, expects exactly this error, and that the module handles the next frame."""
        with self.subTest(str(frame)[:200]):
            answer = runtime.ask(frame)
            self.assertEqual(("response", False, code), (answer["type"], answer["success"], answer["error"]["code"]))
            self.assertEqual((type(id), id), (type(answer["id"]), answer["id"]))
            self.assertTrue(answer["error"]["message"])
            self.assertEqual(None if pointer is None else {"pointer": pointer}, answer["error"].get("details"))
            self.assertEqual({"healthy": True}, runtime.expect_success({"type": "health_check", "id": "alive"}))

    @in_both_framings
    def test_a_frame_that_is_not_a_json_object_is_answered_with_id_null(self, framing):
        runtime = self.start(framing)
        for text in (
            "nonsense", '{"type":"health_check","id":1', '{"type":"health_check","id":1}}', "{'a':1}", "[]", '[{"type":"health_check","id":1}]',
            "null", "1", '"x"', "true", '{"id":1,}', '{"id":01}', "\ufeff" + '{"type":"health_check","id":1}', '{"a":"\u0001"}', '{"a":1.}', '{"a":+1}',
            '{"a":.5}', '{"a":0x1}', '{"a":1_000}', '{"a":"\\x41"}', '{"a":"\\u00g0"}', '{"a":\u00a01}', '{"a":\u0661}',
        ):
            self.expect_fault(runtime, text)
        self.assertEqual(0, runtime.shut_down())

    @in_both_framings
    def test_the_constants_that_python_takes_for_json_are_refused(self, framing):
        runtime = self.start(framing)
        for constant in ("NaN", "Infinity", "-Infinity"):
            self.expect_fault(runtime, '{"type":"health_check","id":1,"x":%s}' % constant)
            self.expect_fault(runtime, '{"type":"health_check","id":1,"x":["%s",%s]}' % ("x" * 5000, constant))

    @in_both_framings
    def test_integers_of_any_length_are_survived(self, framing):
        runtime = self.start(framing)
        for digits in (16, 309, 641, 4300, 4301, 5000, 1000000):
            answer = runtime.ask('{"type":"health_check","id":1,"x":[%s,-%s]}' % ("9" * digits, "9" * digits))
            self.assert_answers([[1, "success"]], [answer])
            self.expect_fault(runtime, '{"type":"health_check","id":%s}' % ("9" * digits), pointer="/id")
            self.expect_fault(runtime, '{"type":"shutdown","id":"s","grace_ms":-%s}' % ("9" * digits), id="s", pointer="/grace_ms")
        runtime = self.start(framing, config={})
        echo = handle('return module.success({"x": message["x"]})')
        text = compact(echo).replace('"message":{', '"message":{"x":%s,' % ("9" * 400))
        self.assertIn('"x":' + "9" * 400, runtime.text_of(runtime.ask(text)))
        too_long = runtime.ask(text.replace("9" * 400, "9" * 4301))
        self.assertEqual("HANDLER_ERROR", too_long["error"]["code"])  # it is infinite, and that is no JSON

    @in_both_framings
    def test_invalid_utf8_is_answered_with_id_null_wherever_it_stands(self, framing):
        runtime = self.start(framing)
        for bad in ("ff", "c3", "c0af", "eda080", "f4908080", "e282", "80"):
            for before, after in (('{"type":"health_check","id":"a', '"}'), ('{"type":"health_check","id":1,"x":"\ufffd', '"}'), ("", "{}")):
                self.expect_fault(runtime, before.encode() + bytes.fromhex(bad) + after.encode())
        runtime.expect_success({"type": "health_check", "id": "a genuine \ufffd is fine"})

    @in_both_framings
    def test_depth_64_is_accepted_and_65_is_not_also_in_a_member_that_is_overridden(self, framing):
        runtime = self.start(framing)

        def nested(depth, last="y"):
            return '{"type":"health_check","id":"d","x":%s%s,"%s":"]]]}}\\"["}' % ("[" * (depth - 1), "]" * (depth - 1), last)

        self.assert_answers([["d", "success"]], [runtime.ask(nested(64))])
        self.expect_fault(runtime, nested(65))
        self.expect_fault(runtime, nested(65, "x"))
        self.expect_fault(runtime, "[" * 100000)
        self.expect_fault(runtime, '{"a":' * 100000)
        strings = {"type": "health_check", "id": "d", "x": "[{" * 100, 'a"[\\': ['"[[[', '\\"[[[', "\\\\"] * 100, "y": [[]] * 100}
        self.assert_answers([["d", "success"]], [runtime.ask(strings)])

    @in_both_framings
    def test_a_type_that_is_missing_not_a_string_or_unknown_is_answered_with_the_id_if_that_is_valid(self, framing):
        runtime = self.start(framing)
        for kind in (None, 1, True, {}, [], "nonsense", "", "response", "Init", "__class__"):
            self.expect_fault(runtime, {"type": kind, "id": 5}, id=5, pointer="/type")
            self.expect_fault(runtime, {"type": kind, "id": -5}, pointer="/type")
        self.expect_fault(runtime, {"id": 5}, id=5, pointer="/type")

    @in_both_framings
    def test_an_id_that_is_missing_or_not_an_id_is_answered_with_id_null(self, framing):
        runtime = self.start(framing)
        for id in ('""', '"%s"' % ("a" * 129), "1.5", "-1", "9007199254740992", "1e400", "null", "true", "false", "[]", "{}", '"a\\ud800"', '"\\udc00\\ud800"'):
            for kind in ("health_check", "shutdown", "init", "handle", "cancel", "service_response"):
                self.expect_fault(runtime, '{"type":"%s","id":%s}' % (kind, id), pointer="/id")
        self.expect_fault(runtime, {"type": "health_check"}, pointer="/id")
        self.expect_fault(runtime, {"type": "service_response"}, pointer="/id")
        for id in ("a", "a" * 128, 'é𝄞"\\\u0000\n', 0, 1, 9007199254740991):
            self.assertEqual(id, runtime.ask({"type": "health_check", "id": id})["id"])

    @in_both_framings
    def test_a_missing_wrong_or_out_of_bounds_member_is_answered_with_its_pointer(self, framing):
        runtime = self.start(framing)
        for pointer, values in {
            "/message": [ABSENT, None, 1, "x", []],
            "/message/topic": [ABSENT, None, 1, "", "a" * 256, {}],
            "/message/payload": [ABSENT, None, 1, {}, ["YQ=="]],
            "/message/priority": [0, 5, 1.5, "1", True, False],
            "/message/ttl_ms": [-1, 1.5, "1", True, 9007199254740992],
            "/context": [ABSENT, None, "x", []],
            "/context/trace_id": [ABSENT, None, 1],
            "/context/source_module": [ABSENT, None, 1],
            "/context/timestamp": [ABSENT, None, -1, "1", True],
        }.items():
            for value in values:
                self.expect_fault(runtime, altered(pointer, value), id="h", pointer=pointer)
        self.expect_fault(runtime, compact(handle("", "h")).replace("1234567890.5", "1e400"), id="h", pointer="/context/timestamp")
        for grace in (-1, 1.5, "1", {}, True):
            self.expect_fault(runtime, {"type": "shutdown", "id": "s", "grace_ms": grace}, id="s", pointer="/grace_ms")

    def test_a_faulty_init_is_answered_with_its_pointer_and_a_good_one_is_accepted_afterwards(self):
        runtime = self.start(init=False)
        offer = {"versions": ["1.1"], "encodings": ["json"], "features": []}
        for frame, pointer in (
            ({}, "/config"),
            ({"config": None}, "/config"),
            ({"config": []}, "/config"),
            ({"config": {}, "protocol": "x"}, "/protocol"),
            ({"config": {}, "protocol": {}}, "/protocol/versions"),
            ({"config": {}, "protocol": dict(offer, versions=[])}, "/protocol/versions"),
            ({"config": {}, "protocol": dict(offer, versions=["1.0", 1.1])}, "/protocol/versions/1"),
            ({"config": {}, "protocol": dict(offer, encodings="json")}, "/protocol/encodings"),
            ({"config": {}, "protocol": dict(offer, features=None)}, "/protocol/features"),
            ({"config": {}, "protocol": dict(offer, features=[None])}, "/protocol/features/0"),
        ):
            with self.subTest(pointer):
                answer = runtime.ask(dict({"type": "init", "id": "i"}, **frame))
                self.assertEqual(("i", "PROTOCOL_ERROR", {"pointer": pointer}), (answer["id"], answer["error"]["code"], answer["error"]["details"]))
        self.assertEqual({}, runtime.expect_success({"type": "init", "id": "i", "config": {}, "protocol": None}))

    @in_both_framings
    def test_what_is_optional_may_be_null_what_is_unknown_is_ignored_the_last_of_two_members_counts(self, framing):
        runtime = self.start(framing)
        frame = copy.deepcopy(handle('return module.success({"priority": message["priority"], "has_ttl": "ttl_ms" in message})'))
        frame["message"].update(priority=None, ttl_ms=None, more={})
        frame["context"].update(more=1)
        frame["more"] = []
        self.assertEqual({"priority": 1, "has_ttl": False}, runtime.expect_success(frame))
        self.assertEqual(3, runtime.ask('{"id":1,"type":"nonsense","type":"health_check","id":2,"\\u0069d":3}')["id"])

    @in_both_framings
    def test_a_payload_that_is_not_strict_base64_is_invalid(self, framing):
        runtime = self.start(framing)
        for payload in ("a", "YQ", "YQ=", "YQ===", "YWI", "====", "YQ==YQ==", "Y Q=", "YQ==\n", " YQ==", "_-8=", "YQ=a", "????", "Zé==", "YR==", "YWJ=", "=YQ=", "Y===", "\ud800AAA"):
            text = compact(altered("/message/payload", "PAYLOAD")).replace('"PAYLOAD"', '"%s"' % payload.replace("\n", "\\n").replace("\ud800", "\\ud800"))
            self.expect_fault(runtime, text, id="h", code="INVALID_PAYLOAD", pointer="/message/payload")
        runtime = self.start(framing, config={"on_init": 'module.on_handle = lambda message, context: module.success({"hex": module.decode_payload(message["payload"]).hex()})'})
        for data in (b"", b"\0", b"\0\xff", b"\1\2\3", b"\xfb\xff\xbf"):
            frame = altered("/message/payload", base64.b64encode(data).decode())
            self.assertEqual({"hex": data.hex()}, runtime.expect_success(frame))

    @in_both_framings
    def test_a_malformed_cancel_or_answer_is_reported_with_id_null_and_a_null_id_is_nobodys(self, framing):
        runtime = self.start(framing)
        reply = {"type": "service_response", "id": "m-9"}
        for members, pointer in (
            ({}, "/success"),
            ({"success": "yes", "data": {}}, "/success"),
            ({"success": 0, "data": {}}, "/success"),
            ({"success": True}, "/data"),
            ({"success": True, "data": []}, "/data"),
            ({"success": False}, "/error"),
            ({"success": False, "error": {"code": 1, "message": ""}}, "/error/code"),
            ({"success": False, "error": {"code": "", "message": ""}}, "/error/code"),
            ({"success": False, "error": {"code": "X"}}, "/error/message"),
        ):
            self.expect_fault(runtime, dict(reply, **members), pointer=pointer)
        runtime.send(
            dict(reply, success=True, data={}),
            {"type": "service_response", "id": None, "success": False, "error": {"code": "PROTOCOL_ERROR", "message": "of yours"}},
            {"type": "cancel", "id": "nobody"})
        self.assert_answers([[1, "success"]], [runtime.ask({"type": "health_check", "id": 1})])
        runtime.until_stderr("the runtime could not use a frame of ours: PROTOCOL_ERROR of yours")

    @in_both_framings
    def test_a_faulty_frame_in_the_midst_of_others_disturbs_none_of_them(self, framing):
        runtime = self.start(framing)
        runtime.send(handle('return module.success({"there": module.kv_exists("k")})', "w"), "nonsense", {"type": "x", "id": "w"}, handle("", "o"))
        frames = runtime.receive_many(3)
        call = next(frame for frame in frames if frame["type"] == "service_request")
        frames.remove(call)
        self.assert_answers([[None, "PROTOCOL_ERROR"], ["w", "PROTOCOL_ERROR"]], frames)
        runtime.send({"type": "service_response", "id": call["id"], "success": True, "data": {"exists": True}})
        self.assert_answers([["w", "success"], ["o", "success"]], runtime.receive_many(2))

    def test_a_zero_or_oversize_header_is_answered_on_the_header_alone_then_the_module_ends_with_1(self):
        for header, code in ((b"\0\0\0\0", "PROTOCOL_ERROR"), (b"\0\0\0\1", "FRAME_TOO_LARGE"), (b"\xff\xff\xff\xff", "FRAME_TOO_LARGE")):
            with self.subTest(header):
                runtime = self.start("length", config={"on_shutdown": 'module.log("the hook ran")'})
                runtime.ask(handle('module.kv_get("k")', "w"))
                runtime.send({"type": "health_check", "id": "before"})
                runtime.raw(header)
                answers = runtime.receive_many(4)
                self.assertEqual([["before", "success"], [None, code], ["w", "CANCELLED"], None], sorted_outcomes(answers))
                self.assertEqual(1, runtime.exit())
                self.assertEqual(1, runtime.stderr.count("the hook ran"), runtime.stderr)

    def test_an_unterminated_line_over_the_limit_is_answered_then_the_module_ends_with_1(self):
        runtime = self.start("ndjson")
        runtime.raw(b"x" * (MAX_FRAME + 1))
        self.assert_answers([[None, "FRAME_TOO_LARGE"], None], runtime.receive_many(2))
        self.assertEqual(1, runtime.exit())

    def test_a_bad_first_header_ends_a_module_that_was_never_initialized_without_its_hook(self):
        runtime = self.start("length", init=False)
        runtime.raw(bytes(4))
        self.assert_answers([[None, "PROTOCOL_ERROR"], None], runtime.receive_many(2))
        self.assertEqual(1, runtime.exit())
        self.assertTrue(re.fullmatch(r"\[ERROR\] [^\n]*closing the connection: A frame of zero bytes\.\n", runtime.stderr), runtime.stderr)

    @in_both_framings
    def test_a_frame_of_exactly_the_limit_is_handled_and_a_result_of_the_limit_is_sent(self, framing):
        runtime = self.start(framing)
        empty = compact({"type": "health_check", "id": 1, "x": ""})
        runtime.send(empty[:-2] + "x" * (MAX_FRAME - len(empty)) + empty[-2:])
        self.assert_answers([[1, "success"]], [runtime.receive()])

        size = MAX_FRAME - len(compact({"type": "response", "id": 1, "success": True, "data": {"x": ""}}))
        fits = runtime.run('return module.success({"x": "x" * %d})' % size)
        self.assertEqual(MAX_FRAME, len(runtime.text_of(fits)))
        self.assert_answers([[1, "FRAME_TOO_LARGE"]], [runtime.run('return module.success({"x": "x" * %d})' % (size + 1))])
        self.assert_answers([[1, "FRAME_TOO_LARGE"]], [runtime.run('return module.success({"x": "é" * %d})' % (size // 2 + 1))])
        self.assertEqual(0, runtime.shut_down())

    @in_both_framings
    def test_a_stream_that_ends_inside_a_frame_ends_the_module_as_a_whole_end_does(self, framing):
        runtime = self.start(framing)
        runtime.raw(runtime.frame({"type": "health_check", "id": 1})[:-1])
        runtime.end_input()
        self.assertIsNone(runtime.receive())
        self.assertEqual(0, runtime.exit())
        self.assertRegex(runtime.stderr, r"inside a frame; \d+ bytes dropped")

    @in_both_framings
    def test_a_stream_is_understood_byte_by_byte_over_a_socket(self, framing):
        runtime = self.start(framing, init=False)
        for frame in ({"type": "init", "id": "é", "config": {}}, handle('return module.success({"é𝄞": 1})', "𝄞"), {"type": "health_check", "id": 2}):
            for byte in runtime.frame(frame):
                runtime.raw(bytes([byte]))
                runtime.flush()
            self.assert_answers([[frame["id"], "success"]], [runtime.receive()])


def sorted_outcomes(answers):
    found = [None if answer is None else [answer["id"], "success" if answer["success"] else answer["error"]["code"]] for answer in answers]
    return sorted(found, key=lambda each: ["before", None, "w"].index(each[0]) if each else 3)


class Mutations(unittest.TestCase):
    def test_no_frame_however_garbled_raises_inside_the_sdk_or_goes_without_an_answer(self):
        chance = random.Random(13)
        originals = [
            compact(handle("aGVsbG8=", "h", priority=2, ttl_ms=5)), compact({"type": "health_check", "id": 1}), compact({"type": "shutdown", "id": 2, "grace_ms": None}),
            compact({"type": "init", "id": 3, "config": {}, "protocol": {"versions": ["1.1"], "encodings": ["json"], "features": ["cancel"]}}),
            compact({"type": "service_response", "id": "m-1", "success": False, "error": {"code": "X", "message": "y", "details": [1]}}),
        ]
        pieces = ['"', "{", "}", "[", "]", ":", ",", "null", "true", "-1", "1e999", "9" * 5000, "\\ud800", "\\", "é", "\ufeff", " ", '"id"', '"type"', '""', "{}", "[[]]", "NaN"]
        answered = set()
        for _ in range(4000):
            text = chance.choice(originals)
            for _ in range(chance.randrange(1, 4)):
                at = chance.randrange(len(text))
                text = text[:at] + chance.choice(pieces) + text[at + chance.randrange(4):]
            listener = Listener("length")
            listener.engine.module.on_handle = lambda message, context: None
            with contextlib.redirect_stderr(io.StringIO()):
                body = text.encode("utf-8", "surrogatepass")
                answers = [json.loads(each) for each in listener.hear([len(body).to_bytes(4, "little") + body])]
            self.assertLessEqual(len(answers), 1, text)
            if answers:
                answered.add(answers[0]["success"] or answers[0]["error"]["code"])
            else:  # a handle whose turn comes later, a shutdown that is answered at the end, or an answer to nothing
                self.assertTrue(listener.engine.queue or listener.engine.state == "draining" or '"service_response"' in text, text)
        self.assertEqual({True, "PROTOCOL_ERROR", "INVALID_PAYLOAD", "ALREADY_INITIALIZED"}, answered)
