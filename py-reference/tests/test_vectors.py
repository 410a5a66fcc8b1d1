"""The golden vectors of spec/vectors, which every implementation reads: framing by the reader alone, over every cut, and by a
module on a socket; violations by the engine alone, over every cut, and by a module on a socket; the rest on a socket."""

import base64
import json
import unittest

import ixt_process_module as sdk
from testing import vectors
from testing.fake_runtime import RuntimeTestCase, compact, handle, in_both_framings
from testing.framing import MAX_FRAME, Listener, cuts, limit, new_reader, read
from testing.message_vectors import DEFINITIONS, prove

GROUPS = {"base64": "base64", "detect": "framing", "length": "framing", "messages": "messages", "ndjson": "framing", "violations": "violations"}

# Groups of the encoding that this reference does not speak: it never chooses protobuf (specification §16).
OTHER_ENCODING = ["protobuf", "protobuf-variants", "protobuf-violations"]
CODES = {None: None, "ZERO_LENGTH": "PROTOCOL_ERROR", "FRAME_TOO_LARGE": "FRAME_TOO_LARGE"}
LOADED = {name: vectors.load(name, kind) for name, kind in GROUPS.items()}
FRAMING = [(name, vector) for name, kind in GROUPS.items() if kind == "framing" for vector in LOADED[name]]

# `{}` in a framing: what has come before a vector that does not start a stream.
BEFORE = {"ndjson": b"{}\n\n", "length": b"\2\0\0\0{}"}


def needs_another_limit(vector):
    """What a module does not have: proved with the reader alone."""
    return vector.get("maxPayload", MAX_FRAME) != MAX_FRAME


def framed(framing, body):
    return body + b"\n" if framing == "ndjson" else len(body).to_bytes(4, "little") + body


class Notation(unittest.TestCase):
    def test_every_vector_file_is_one_of_the_groups_tested_here(self):
        self.assertEqual(sorted([*GROUPS, *OTHER_ENCODING]), vectors.files())

    def test_every_message_definition_that_is_proved_here_has_a_vector(self):
        self.assertEqual(DEFINITIONS, sorted({vector["definition"] for vector in LOADED["messages"]}))

    def test_what_is_not_tested_on_a_socket_is_still_there(self):
        self.assertTrue(any(needs_another_limit(vector) for _, vector in FRAMING))

    def test_the_notation_of_the_vectors_is_read_strictly(self):
        parts = [{"text": "é"}, {"hex": "00ff"}, {"repeat": "ab01", "times": 2}, {"repeat": "61", "times": 0}]
        self.assertEqual(bytes.fromhex("c3a900ffab01ab01"), vectors.to_bytes(parts))
        for part in ({}, {"hex": "f"}, {"hex": "FF"}, {"hex": "0g"}, {"hex": "00 "}, {"repeat": "61"}, {"repeat": "61", "times": -1}, {"text": "a", "hex": "61"}, {"utf16": "a"}):
            with self.assertRaises(ValueError):
                vectors.to_bytes([part])


class Framing(RuntimeTestCase):
    def test_the_reader_makes_of_every_vector_what_it_says_whatever_the_cut(self):
        for group, vector in FRAMING:
            expect, form = vector["expect"], vector["format"]
            frames = [vectors.to_bytes(frame["bytes"]) for frame in expect["frames"]]
            expected = (frames, vectors.to_bytes(expect["rest"]), CODES[expect.get("error")])
            with self.subTest(group=group, vector=vector["name"]), limit(vector.get("maxPayload", MAX_FRAME)):
                for name, pieces in cuts(vectors.to_bytes(vector["input"])):
                    reader = new_reader()
                    if form != "detect":
                        self.assertEqual(([b"{}"], None), read(reader, [BEFORE[form]])[::2])
                    self.assertTrue(expected == read(reader, pieces), name)  # assertEqual would print 16 MiB
                    self.assertEqual(expect["detected"] if form == "detect" else form, reader.framing or "undecided", name)
            for frame, body in zip(expect["frames"], frames):
                if "json" in frame:
                    self.assertEqual(frame["json"], json.loads(body.decode("utf-8")))

    def test_a_module_makes_of_every_vector_what_it_says(self):
        for group, vector in FRAMING:
            if needs_another_limit(vector):
                continue
            with self.subTest(group=group, vector=vector["name"]):
                self.prove_on_a_socket(vector)

    def prove_on_a_socket(self, vector):
        expect, is_start = vector["expect"], vector["format"] == "detect"
        framing = expect["detected"] if is_start else vector["format"]
        runtime = self.start("ndjson" if framing == "undecided" else framing, init=not is_start)
        expected = [outcome for outcome in (answer_to(frame, not is_start) for frame in expect["frames"]) if outcome is not None]
        if expect.get("error") is not None:
            expected.append([None, CODES[expect["error"]]])
        runtime.raw(vectors.to_bytes(vector["input"]))
        runtime.end_input() if expect.get("error") is None else None
        answers = []
        while not answers or answers[-1] is not None:
            answers.append(runtime.receive())
        self.assert_answers(expected + [None], answers)
        self.assertEqual(0 if expect.get("error") is None else 1, runtime.exit())
        runtime.dispose()
        self._cleanups.pop()


def answer_to(frame, is_initialized):
    """The id and outcome of a module's answer to a frame of the framing vectors; None when there is none."""
    value = frame.get("json")
    kind = value.get("type") if isinstance(value, dict) else None
    if kind == "health_check":
        return [value["id"], "success" if is_initialized else "NOT_INITIALIZED"]
    if kind == "shutdown":
        return [value["id"], "success"]
    if kind == "cancel":
        return None
    if kind is None:  # not JSON, no object, or an object without a type
        return [None, "PROTOCOL_ERROR"]
    raise ValueError("no answer known to %s" % kind)


class Base64(RuntimeTestCase):
    @in_both_framings
    def test_a_payload_is_what_the_vector_says_or_is_refused(self, framing):
        show = 'module.on_handle = lambda message, context: module.success({"hex": module.decode_payload(message["payload"]).hex()})'
        runtime = self.start(framing, config={"on_init": show})
        for vector in LOADED["base64"]:
            with self.subTest(vector["name"]):
                frame = handle("")
                frame["message"]["payload"] = vector["base64"]
                answer = runtime.ask(frame)
                valid, lenient = vector.get("valid", True), vector.get("lenient", False)
                self.assertEqual(valid, "hex" in vector)
                self.assertFalse(lenient and not valid)
                if not valid or (lenient and not answer["success"]):
                    self.assertEqual(("INVALID_PAYLOAD", {"pointer": "/message/payload"}), (answer["error"]["code"], answer["error"]["details"]))
                else:
                    self.assertEqual(vector["hex"], answer["data"]["hex"])

    def test_an_author_encodes_and_decodes_as_the_vectors_say(self):
        module = sdk.IxtProcessModule()
        for vector in LOADED["base64"]:
            if "hex" in vector:
                data = vectors.of_hex(vector["hex"])
                self.assertEqual(data, module.decode_payload(vector["base64"]), vector["name"])
                self.assertEqual(base64.b64encode(data).decode(), module.encode_payload(data))
                self.assertEqual(not vector.get("lenient", False), module.encode_payload(data) == vector["base64"])


class Messages(RuntimeTestCase):
    @in_both_framings
    def test_every_message_is_read_or_written_as_it_stands(self, framing):
        others = {vector["definition"]: vector["json"] for vector in LOADED["messages"]}
        for vector in LOADED["messages"]:
            with self.subTest(vector["name"]):
                prove(self, lambda **options: self.start(framing, **options), vector, others)
                self.doCleanups()


class Violations(RuntimeTestCase):
    @in_both_framings
    def test_each_is_answered_as_the_vector_says_and_the_next_frame_is_handled(self, framing):
        runtime = self.start(framing)
        for vector in LOADED["violations"]:
            body = vectors.to_bytes(vector["input"])
            if framing == "ndjson" and b"\n" in body:
                continue  # no line
            with self.subTest(vector["name"]):
                self.assert_violation(vector, runtime.ask(body))
                self.assertEqual({"healthy": True}, runtime.expect_success({"type": "health_check", "id": "alive"}))

    def test_each_is_answered_as_the_vector_says_whatever_the_cut(self):
        health = compact({"type": "health_check", "id": "alive"}).encode("utf-8")
        for framing in ("ndjson", "length"):
            for vector in LOADED["violations"]:
                body = vectors.to_bytes(vector["input"])
                if framing == "ndjson" and b"\n" in body:
                    continue
                with self.subTest(vector["name"], framing=framing):
                    listener = Listener(framing)
                    for _, pieces in cuts(framed(framing, body) + framed(framing, health)):
                        answers = listener.hear(pieces)
                        self.assertEqual(2, len(answers), pieces)
                        self.assert_violation(vector, json.loads(answers[0]))
                        self.assertEqual('{"type":"response","id":"alive","success":true,"data":{"healthy":true}}', answers[1])

    def assert_violation(self, vector, answer):
        expect = vector["expect"]
        self.assertEqual(("response", expect["id"], False, expect["code"]), (answer["type"], answer["id"], answer["success"], answer["error"]["code"]))
        self.assertIs(type(expect["id"]), type(answer["id"]))
        self.assertEqual({"pointer": expect["pointer"]} if "pointer" in expect else None, answer["error"].get("details"))
        self.assertTrue(answer["error"]["message"])
